"""Ids in records: each place that names somebody is known, for renaming, forgetting and finding what is missing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from entretien.model.contact import Contact, Met
from entretien.model.interaction import Interaction
from entretien.model.network import Decision, Event, Introduction, Record, Session, Step
from entretien.model.references import references, with_ids, without_ids

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12)
CONTACT = Contact(
    id="paul",
    name="Paul",
    met=Met(through="marie"),
    interactions=(Interaction(on=DAY, with_=("anna", "marie")), Interaction(on=DAY)),
    not_same_as=("marie",),
)
EVENT = Event(id="fair", name="Fair", hope_to_meet=("marie", "Somebody"))
SESSION = Session(
    id="2026-11-24",
    started=NOON,
    offered=("paul", "marie"),
    picked=("marie",),
    decisions=(
        Decision(who="marie", part="see", did="done", at=NOON),
        Decision(who="paul", part="see", did="done", at=NOON),
    ),
)
INTRODUCTION = Introduction(id="one", between=("marie", "paul"), steps=(Step(on=DAY, state="asked", who="marie"),))


@pytest.mark.parametrize("record", [CONTACT, EVENT, SESSION, INTRODUCTION])
def test_every_place_is_renamed_and_back(record: Record) -> None:
    renamed = with_ids(record, {"marie": "marie-2"})
    assert repr(record).count("'marie'") == repr(renamed).count("'marie-2'") > 0
    assert "'marie'" not in repr(renamed)
    assert with_ids(renamed, {"marie-2": "marie"}) == record
    assert with_ids(record, {"nobody": "x"}) is record


@pytest.mark.parametrize("record", [CONTACT, EVENT, SESSION])
def test_nothing_is_left_of_who_is_gone(record: Record) -> None:
    left = without_ids(record, {"marie"})
    assert "marie" not in repr(left)
    assert without_ids(record, {"nobody"}) is record


def test_an_introduction_without_one_side_is_none() -> None:
    assert without_ids(INTRODUCTION, {"marie"}) is None
    assert without_ids(INTRODUCTION, {"anna"}) is INTRODUCTION


def test_two_that_become_one_are_named_once() -> None:
    merged = with_ids(CONTACT, {"anna": "marie"})
    assert isinstance(merged, Contact)
    assert merged.interactions[0].with_ == ("marie",)
    twice = Contact(id="paul", name="Paul", interactions=(Interaction(on=DAY, with_=("anna", "anna")),))
    assert with_ids(twice, {"marie": "x"}) is twice


def test_references_are_found_where_only_an_id_makes_sense() -> None:
    assert list(references(CONTACT)) == [
        (("interactions", 0, "with", 0), "contact", "anna"),
        (("interactions", 0, "with", 1), "contact", "marie"),
        (("not_same_as", 0), "contact", "marie"),
    ]
    assert [id for _where, _kind, id in references(INTRODUCTION)] == ["marie", "paul", "marie"]
    assert not list(references(EVENT))
    assert not list(references(SESSION))
