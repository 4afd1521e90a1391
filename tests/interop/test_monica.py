from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entretien.errors import UnreadableSourceError
from entretien.interop.preview import Decision
from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Promise
from entretien.model.interaction import Interaction
from tests.interop.helpers import Desk, look, read


def collection(type: str, *values: Any) -> dict[str, Any]:
    return {"count": len(values), "type": type, "values": list(values)}


def item(uuid: str, lists: list[Any] | None = None, /, **properties: Any) -> dict[str, Any]:
    return {"uuid": uuid, "created_at": "2024-01-01T00:00:00Z", "properties": properties, "data": lists or []}


FIELDS = (
    item("f1", data="marie@acme.example", type="t1"),
    item("f2", data="0199001234", type="t2"),
    item("f3", data="https://acme.example", type="t3"),
)
MESSAGES = (
    item("g1", written_at="2024-02-03", written_by_me=True, content="secret"),
    item("g2", written_at="2024-02-04", written_by_me=False, content="secret"),
)
MARIE = item(
    "m",
    [
        collection("contact_field", *FIELDS),
        collection("note", item("n1", body="Sails."), item("n2", body="Two children.")),
        collection("address", item("a1", name="work", street="1 rue X", city="Montreuil", country="FR")),
        collection("activity", "act1"),
        collection("call", item("c1", called_at="2024-02-01", content="Asked about packaging", contact_called=True)),
        collection("conversation", item("v1", [collection("message", *MESSAGES)], happened_at="2024-02-03")),
        collection("task", item("k1", title="Send the deck", completed=False)),
        collection("reminder", item("r1", title="Call", initial_date="2027-01-05", frequency_type="one_time")),
    ],
    first_name="Marie",
    last_name="Dupont",
    nickname="Mimi",
    company="Acme",
    job="CEO",
    tags=["packaging", {"name": "hec"}],
    stay_in_touch_frequency=90,
    birthdate={"is_age_based": False, "is_year_unknown": True, "date": "1900-05-03"},
    first_met_date="2023-09-25",
    first_met_through="p",
)
PAUL = item("p", [collection("activity", "act1")], first_name="Paul", last_name="Roy")
NOBODY = item("x", first_name="", last_name=None)
ACCOUNT = {
    "version": "1.0-preview.1",
    "account": {
        "data": [
            collection("contact", MARIE, PAUL, NOBODY),
            collection("activity", item("act1", summary="Lunch", description="", happened_at="2024-03-01")),
            collection(
                "contact_field_type",
                item("t1", name="Email", protocol="mailto:"),
                item("t2", name="Phone", protocol="tel:", type="phone"),
                item("t3", name="Website"),
            ),
        ]
    },
}


def test_an_account_comes_whole(tmp_path: Path) -> None:
    reading = read(tmp_path / "monica.json", json.dumps(ACCOUNT))
    assert reading.format == "monica"
    assert "secret" not in repr(reading)
    assert reading.rows == 3
    assert len(reading.skipped) == 1
    desk = Desk()
    desk.take(reading)
    assert desk["marie-dupont"] == Contact(
        id="marie-dupont",
        name="Marie Dupont",
        nickname="Mimi",
        org="Acme",
        title="CEO",
        emails=("marie@acme.example",),
        phones=("0199001234",),
        links=("https://acme.example",),
        place="Montreuil",
        tags=("packaging", "hec"),
        cadence=Cadence(3, "month"),
        met=Met(on=date(2023, 9, 25), through="paul-roy"),
        notes="Sails.\n\nTwo children.",
        vcard=("N:Dupont;Marie;;;", "ADR:;;1 rue X;Montreuil;;;FR"),
        dates=(Anniversary(label="birthday", on="05-03"),),
        promises=(
            Promise(what="Send the deck", made=date(2024, 1, 1)),
            Promise(what="Call", due=date(2027, 1, 5)),
        ),
        interactions=(
            Interaction(on=date(2024, 2, 1), channel="call", direction="in", note="Asked about packaging"),
            Interaction(on=date(2024, 2, 3), direction="out"),
            Interaction(on=date(2024, 2, 4), direction="in"),
            Interaction(on=date(2024, 3, 1), channel="meet", with_=("paul-roy",), note="Lunch"),
        ),
    )
    assert desk["paul-roy"].interactions == ()
    assert len(desk.book.log_of("paul-roy")) == 1
    assert not desk.look(reading).change()
    assert not look(desk.book, reading).change()


def test_who_is_left_out_is_not_named_by_the_others(tmp_path: Path) -> None:
    found = look(Desk().book, read(tmp_path / "monica.json", json.dumps(ACCOUNT)))
    change = found.decide(2, Decision(take=False)).change()
    (marie,) = [edit.after for edit in change.edits if isinstance(edit.after, Contact)]
    assert marie.interactions[-1].with_ == ()
    assert marie.met == Met(on=date(2023, 9, 25), through="Paul Roy")


def test_what_is_no_such_export(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"x\.json"):
        read(tmp_path / "x.json", '{"account": {"contact": 1')
    assert read(tmp_path / "x.json", '{"account": {"data": "contact"}}').rows == 0
