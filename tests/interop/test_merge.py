from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.interop.duplicates import Pair, duplicates, similar
from entretien.interop.merge import merge, tell_apart
from entretien.model.contact import Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Decision, Event, Introduction, Session, Step
from tests.interop.helpers import book_of

MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    org="Acme",
    emails=("marie@acme.example",),
    tags=("packaging",),
    notes="Sails.",
    seeks=(Need(what="printer"),),
    interactions=(Interaction(on=date(2026, 3, 1)), Interaction(on=date(2026, 5, 1), with_=("m-dupont", "paul-roy"))),
)
TWIN = Contact(
    id="m-dupont",
    name="M. Dupont",
    org="Globex",
    title="CEO",
    emails=("MARIE@acme.example", "m@dupont.example"),
    tags=("Packaging", "hec"),
    notes="Two children.",
    status="resting",
    met=Met(on=date(2025, 9, 25)),
    promises=(Promise(what="send the deck"),),
    interactions=(Interaction(on=date(2026, 3, 1)), Interaction(on=date(2026, 4, 1), note="Call")),
)
PAUL = Contact(
    id="paul-roy",
    name="Paul Roy",
    met=Met(through="m-dupont"),
    not_same_as=("m-dupont",),
    interactions=(Interaction(on=date(2026, 6, 1), with_=("m-dupont", "marie-dupont")),),
)


def test_a_merge_unites_the_cards_and_every_reference_in_one_step() -> None:
    book = Book(
        contacts={contact.id: contact for contact in (MARIE, TWIN, PAUL)},
        introductions={
            "x": Introduction(
                id="x",
                between=("m-dupont", "paul-roy"),
                steps=(Step(on=date(2026, 1, 1), state="asked", who="m-dupont"),),
            ),
            "y": Introduction(id="y", between=("m-dupont", "marie-dupont")),
        },
        events={"fair": Event(id="fair", name="Fair", hope_to_meet=("m-dupont", "Zoé"))},
        sessions={
            "s": Session(
                id="s",
                started=datetime(2026, 1, 1),
                offered=("m-dupont", "marie-dupont"),
                decisions=(Decision(who="m-dupont", part="see", did="done"),),
            )
        },
    )
    change = merge(book, "marie-dupont", "m-dupont")
    assert change.label == "Merged M. Dupont into Marie Dupont"
    after = book.apply(change)
    united = after.contacts["marie-dupont"]
    assert set(after.contacts) == {"marie-dupont", "paul-roy"}
    assert (united.org, united.title, united.status) == ("Acme", "CEO", "active")
    assert united.emails == ("marie@acme.example", "m@dupont.example")
    assert united.tags == ("packaging", "hec")
    assert united.notes == "Sails.\n\nTwo children.\n\nAlso name: M. Dupont\nAlso organisation: Globex"
    assert (united.seeks, united.promises, united.met) == (MARIE.seeks, TWIN.promises, TWIN.met)
    assert [(item.on.month, item.with_) for item in united.interactions] == [(3, ()), (4, ()), (5, ("paul-roy",))]
    paul = after.contacts["paul-roy"]
    assert paul.met == Met(through="marie-dupont")
    assert paul.not_same_as == ("marie-dupont",)
    assert paul.interactions[0].with_ == ("marie-dupont",)
    assert set(after.introductions) == {"x"}
    assert after.introductions["x"].between == ("marie-dupont", "paul-roy")
    assert after.introductions["x"].steps[0].who == "marie-dupont"
    assert after.events["fair"].hope_to_meet == ("marie-dupont", "Zoé")
    assert after.sessions["s"].offered == ("marie-dupont",)
    assert after.sessions["s"].decisions[0].who == "marie-dupont"


logs = st.lists(
    st.builds(
        Interaction,
        on=st.dates(date(2026, 1, 1), date(2026, 2, 1)),
        note=st.sampled_from(["", "a", "b"]),
        gave=st.booleans(),
    ),
    max_size=5,
).map(tuple)


@given(logs, logs)
def test_no_line_of_either_log_is_lost(one: tuple[Interaction, ...], other: tuple[Interaction, ...]) -> None:
    book = book_of(replace(MARIE, interactions=one), replace(TWIN, interactions=other))
    united = book.apply(merge(book, "marie-dupont", "m-dupont")).contacts["marie-dupont"].interactions
    assert set(united) == {*one, *other}
    assert list(united) == sorted(united, key=lambda item: item.on)


@pytest.mark.parametrize(
    ("other", "evidence"),
    [
        (Contact(id="z", name="M. Dupont", emails=("marie@acme.example",)), "email"),
        (Contact(id="z", name="Marie Dupont", org="ACME"), "name-org"),
        (Contact(id="z", name="Dupont Marie"), "name"),
        (Contact(id="z", name="Marie Dupond"), "near"),
        (Contact(id="z", name="Zoé Lefèvre"), None),
        (Contact(id="z", name="Marie Dupont", not_same_as=("marie-dupont",)), None),
    ],
)
def test_pairs_come_with_their_evidence(other: Contact, evidence: str | None) -> None:
    expected = () if evidence is None else (Pair("marie-dupont", "z", evidence),)  # type: ignore[arg-type]
    assert duplicates(book_of(MARIE, other)) == expected


def test_people_with_different_profiles_are_no_pair_and_the_strongest_evidence_comes_first() -> None:
    one = Contact(id="a", name="Dana Dup", links=("https://linkedin.com/in/one",))
    two = Contact(id="b", name="Dana Dup", links=("https://linkedin.com/in/two",))
    found = duplicates(book_of(one, two, MARIE, TWIN, Contact(id="c", name="Dana Dupp")))
    assert [pair.evidence for pair in found] == ["email", "near", "near"]


def test_telling_apart_is_remembered_in_the_card() -> None:
    book = book_of(MARIE, TWIN)
    after = book.apply(tell_apart(book, "marie-dupont", "m-dupont"))
    assert duplicates(after) == ()
    assert not tell_apart(after, "marie-dupont", "m-dupont")


def test_names_that_look_alike_are_offered_the_likest_first() -> None:
    people = [replace(MARIE, id=name, name=name) for name in ("Marie Dupond", "Paul Roy", "Dupont Marie")]
    assert [person.name for person in similar(MARIE, people)] == ["Dupont Marie", "Marie Dupond"]


def test_ten_thousand_contacts_are_compared_by_keys_not_by_pairs() -> None:
    firsts = ["Marie", "Paul", "Léa", "Ahmed", "Zoé", "Hugo", "Inès", "Jean", "Anna", "Bob"]
    people = {
        f"p{i}": Contact(id=f"p{i}", name=f"{firsts[i % 10]} Name{i // 10:03x}q", emails=(f"p{i}@x.example",))
        for i in range(10_000)
    }
    assert duplicates(Book(contacts=people)) == ()


def test_of_two_meetings_the_one_on_the_kept_card_stays_whole() -> None:
    first = Contact(id="one", name="Marie", met=Met(on=date(2026, 3, 2), cue="blue scarf"))
    second = Contact(id="two", name="Marie", met=Met(on=date(2026, 11, 24), event="fair", cue="red glasses"))
    book = Book({"one": first, "two": second})
    united = book.apply(merge(book, "one", "two")).contacts["one"]
    assert united.met == first.met
    assert all(text in united.notes for text in ("2026-11-24", "fair", "red glasses"))
