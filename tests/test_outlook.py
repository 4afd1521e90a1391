"""The network on a day: lazily computed, and after a change as if it were computed anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from entretien.book import Book
from entretien.config import Config
from entretien.model.cadence import NO_CADENCE, PRESETS, Cadence
from entretien.model.change import Edit
from entretien.model.contact import Contact, Met, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Circle
from entretien.outlook import Network
from entretien.relationship.parameters import Parameters
from tests.relationship.histories import TODAY, call, interactions, meet, on, out, received


def network(*contacts: Contact, circles: tuple[Circle, ...] = (), config: Config | None = None) -> Network:
    book = Book(
        contacts={contact.id: contact for contact in contacts}, circles={circle.id: circle for circle in circles}
    )
    return Network(book, TODAY, config)


def person(id: str, *log: Interaction, **more: Any) -> Contact:
    return Contact(id=id, name=id.title(), interactions=log, **more)


def test_the_rhythm_comes_from_the_contact_the_circles_or_the_settings() -> None:
    circles = (Circle(id="slow", name="S", cadence=PRESETS[6]), Circle(id="fast", name="F", cadence=PRESETS[3]))
    found = network(
        person("own", cadence=PRESETS[0], circles=("slow",)),
        person("shortest", circles=("slow", "fast")),
        person("default"),
        person("none", cadence=NO_CADENCE),
        circles=circles,
        config=Config(default_cadence=Cadence(2, "month")),
    )
    assert [found.cadence(who) for who in ("own", "shortest", "default", "none")] == [7, 30, 60, None]
    assert found.relationship("none").state == "none"
    assert [tie.contact.id for tie in found.members("slow")] == ["own", "shortest"]


def test_who_was_present_has_it_on_their_timeline() -> None:
    found = network(person("a", meet(-3, with_=("b",))), person("b", call(-300)))
    assert found.relationship("b").since_life == 3
    assert len(found.tie("b").log) == 2


def test_the_parameters_of_the_settings_count() -> None:
    found = network(person("a", call(-90)), config=Config(model=Parameters(late=1.0)))
    assert found.state("a") == "late"
    assert found.parameters.late == 1.0


def test_why_and_why_not() -> None:
    found = network(
        person("due", call(-100)),
        person("ok", call(-10)),
        person("resting", call(-100), status="resting"),
        person("dormant", call(-900)),
    )
    assert [card.who for card in found.queue()] == ["due", "dormant"]
    assert found.why("due") == "Last contact 100 days ago; the rhythm is every 3 months."
    assert found.why("ok") == "In rhythm; next on 12 Feb 2027, in 3 months."
    assert found.why("dormant").startswith("No sign of life for 2 years")
    assert (found.state("resting"), found.state("due")) == ("resting", "due")
    assert found.explain("resting")[0] == found.why("resting")
    assert found.explain("due")[0] == found.why("due")
    assert len(set(found.explain("due"))) == len(found.explain("due"))


def test_a_first_day_is_due_when_it_has_come() -> None:
    found = network(person("a", met=Met(on=on(-60))), person("b", met=Met(on=on(-60))))
    assert [found.relationship(who).due for who in "ab"] == [on(-38), on(7)]
    assert [(card.who, card.reason) for card in found.queue()] == [("a", "due")]


def test_what_was_not_touched_is_kept() -> None:
    before = network(person("a", call(-10)), person("b", call(-10)), person("c", call(-10, with_=("b",))))
    ties = {tie.contact.id: tie for tie in before.ties()}
    contact = before.book.contacts["a"]
    logged = replace(contact, interactions=(*contact.interactions, call(0)))
    after = before.next(before.book.with_edits([Edit("contact", contact, logged)]))
    assert after.relationship("a").since_touch == 0
    assert after.tie("b") is ties["b"]
    assert after.tie("c") is ties["c"]


def test_who_is_no_longer_present_is_computed_anew() -> None:
    before = network(person("a", meet(-3, with_=("b",))), person("b", call(-300)))
    assert before.relationship("b").since_life == 3
    alone = replace(before.book.contacts["a"], interactions=(meet(-3),))
    after = before.next(before.book.with_edits([Edit("contact", before.book.contacts["a"], alone)]))
    assert after.relationship("b").since_life == 300


def test_a_circles_new_rhythm_reaches_its_members() -> None:
    circle = Circle(id="hec", name="HEC", cadence=PRESETS[6])
    before = network(person("a", call(-40), circles=("hec",)), circles=(circle,))
    assert before.state("a") == "ok"
    after = before.next(before.book.with_edits([Edit("circle", circle, replace(circle, cadence=PRESETS[3]))]))
    assert after.state("a") == "due"


IDS = ("a", "b", "c", "d")


def contacts(id: str) -> st.SearchStrategy[Contact]:
    return st.builds(
        Contact,
        id=st.just(id),
        name=st.just(id),
        interactions=st.lists(
            st.builds(
                lambda item, with_: replace(item, with_=tuple(with_)),
                interactions(latest=5),
                st.sets(st.sampled_from(IDS), max_size=2),
            ),
            max_size=3,
        ).map(tuple),
        circles=st.sampled_from(((), ("hec",))),
        cadence=st.sampled_from((None, NO_CADENCE, PRESETS[3])),
        status=st.sampled_from(("active", "active", "resting")),
        met=st.sampled_from((None, Met(on=on(-5)), Met(on=on(-200)))),
        promises=st.sampled_from(((), (Promise(what="x"),))),
        snoozed_until=st.sampled_from((None, on(3))),
        snoozes=st.integers(0, 1),
    )


CIRCLES = st.sampled_from((None, *(Circle(id="hec", name="HEC", cadence=cadence) for cadence in (None, PRESETS[0]))))


@st.composite
def books(draw: st.DrawFn) -> Book:
    there = draw(st.sets(st.sampled_from(IDS)))
    circle = draw(CIRCLES)
    return Book(contacts={id: draw(contacts(id)) for id in sorted(there)}, circles={"hec": circle} if circle else {})


@settings(max_examples=60)
@given(books(), books(), st.sets(st.sampled_from(IDS)), st.booleans())
def test_after_a_change_everything_is_as_if_computed_anew(
    first: Book, other: Book, kept: set[str], asked: bool
) -> None:
    before = Network(first, TODAY)
    if asked:
        before.queue()
    mixed = {
        id: first.contacts[id] if id in kept and id in first.contacts else person
        for id, person in other.contacts.items()
    }
    second = Book(contacts=mixed, circles=other.circles)
    after, anew = before.next(second), Network(second, TODAY)
    assert after.ties() == anew.ties()
    assert after.queue() == anew.queue()


def test_only_what_is_asked_for_is_computed() -> None:
    found = network(*(person(f"p{number}", out(-3), received(-2)) for number in range(3)))
    assert found.relationship("p1").state == "ok"
    assert found.tie("p1") is found.tie("p1")


def test_an_explanation_says_nothing_twice_and_of_who_rests_not_what_would_change() -> None:
    found = network(person("a", call(-900)), person("b", call(-900)), person("c", call(-900), status="resting"))
    for who in ("a", "b", "c"):
        lines = found.explain(who)
        assert lines[0] == found.why(who)
        assert not any(line in other for line in lines for other in lines if line != other)
    assert "Any sign of life wakes the tie up." in found.explain("a")
    assert "Any sign of life wakes the tie up." not in found.explain("c")


def test_everybodys_tie_is_worked_out_in_steps_and_once() -> None:
    found = network(*(person(f"p{number}", call(-number)) for number in range(45)))
    assert len(list(found.ties_ahead())) == 3
    assert list(found.ties_ahead()) == []
    assert [tie.relationship.since_touch for tie in found.ties()] == list(range(45))
