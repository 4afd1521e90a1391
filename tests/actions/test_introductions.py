from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entretien.actions.introductions import (
    advance,
    agreed_beforehand,
    open_steps,
    proposals_for,
    propose,
    take_step,
)
from entretien.book import Book
from entretien.model.contact import Contact, Need
from entretien.model.interaction import Interaction
from entretien.model.network import IntroductionState
from entretien.outlook import Network
from entretien.relationship.parameters import Parameters
from tests.actions.people import TODAY, YESTERDAY, book

MARIE, PAUL = "marie-dupont", "paul-roy"


def _after(*steps: tuple[IntroductionState, str]) -> Book:
    now = book()
    for state, who in steps:
        now = now.apply(advance(now, "marie-paul", state, TODAY, who))
    return now


def _open(now: Book) -> tuple[tuple[IntroductionState, str], ...]:
    return open_steps(now.introductions["marie-paul"], TODAY)


def test_an_idea_is_noted_under_a_free_id() -> None:
    change = propose(book(), "zoe-laurent", PAUL, "a printer", TODAY)
    noted = book().apply(change).introductions["zoe-laurent-paul-roy"]
    assert change.label == "Introduction: Zoé Laurent and Paul Roy"
    assert (noted.because, [step.state for step in noted.steps]) == ("a printer", ["idea"])


def test_one_side_is_asked_at_a_time_and_both_must_agree() -> None:
    assert _open(_after()) == (("asked", MARIE),)
    assert _open(_after(("asked", MARIE))) == (("agreed", MARIE), ("declined", MARIE))
    assert _open(_after(("asked", MARIE), ("agreed", MARIE))) == (("asked", PAUL),)
    both = _after(("asked", MARIE), ("agreed", MARIE), ("asked", PAUL), ("agreed", PAUL))
    assert _open(both) == (("introduced", ""),)
    introduced = both.apply(advance(both, "marie-paul", "introduced", TODAY))
    assert [state for state, _who in _open(introduced)] == ["took", "did-not", "unknown"]


def test_a_no_is_final() -> None:
    assert _open(_after(("asked", MARIE), ("declined", MARIE))) == ()


def test_agreed_beforehand_goes_straight_to_the_introduction() -> None:
    change = agreed_beforehand(book(), "marie-paul")
    assert change.label == "Marie Dupont and Paul Roy agreed beforehand"
    assert _open(book().apply(change)) == (("introduced", ""),)


def test_each_step_says_whose_it_is() -> None:
    assert advance(book(), "marie-paul", "asked", TODAY, PAUL).label == "Asked Paul Roy about meeting Marie Dupont"
    assert advance(book(), "marie-paul", "took", TODAY).label == "It took between Marie Dupont and Paul Roy"


def test_steps_with_a_message_are_in_the_log_of_whom_they_are_about() -> None:
    now = book()
    steps: list[tuple[IntroductionState, str]] = [
        ("asked", MARIE), ("agreed", MARIE), ("asked", PAUL), ("agreed", PAUL), ("introduced", "")
    ]  # fmt: skip
    for state, who in steps:
        now = now.apply(take_step(now, "marie-paul", state, TODAY, who))
    assert [(item.direction, item.gave, item.note) for item in now.contacts[PAUL].interactions] == [
        ("out", False, "Asked about meeting Marie Dupont"),
        ("in", False, "Would like to meet Marie Dupont"),
        ("out", True, "Introduced to Marie Dupont"),
    ]
    took = take_step(now, "marie-paul", "took", TODAY)
    assert [edit.kind for edit in took.edits] == ["introduction"]


def test_a_no_leaves_no_reason_behind() -> None:
    now = _after(("asked", MARIE))
    no = now.apply(take_step(now, "marie-paul", "declined", TODAY, MARIE)).contacts[MARIE].interactions[-1]
    assert (no.direction, no.note) == ("in", "")


def test_proposals_for_one_person_whichever_side_they_are_on() -> None:
    seeks = replace(book().contacts["zoe-laurent"], status="active", seeks=(Need(what="printer", tags=("printer",)),))
    offers = [
        Contact(id=f"printer-{n}", name=f"Printer {n}", offers=(Need(what="printing", tags=("printer",)),))
        for n in range(5)
    ]
    met = (Interaction(on=YESTERDAY, channel="meet"),)
    people = [replace(contact, interactions=met) for contact in (seeks, *offers)]
    ties = Network(Book(contacts={contact.id: contact for contact in people}), TODAY).ties()
    found = proposals_for("zoe-laurent", ties, (), TODAY, Parameters())
    assert [proposal.offerer.name for proposal in found] == ["Printer 0", "Printer 1", "Printer 2"]
    (mine,) = proposals_for("printer-4", ties, (), TODAY, Parameters())
    assert mine.seeker.name == "Zoé Laurent"


@given(st.data())
def test_nobody_is_introduced_without_both_consents(data: st.DataObject) -> None:
    now = book()
    while steps := _open(now):
        state, who = data.draw(st.sampled_from(steps))
        now = now.apply(advance(now, "marie-paul", state, TODAY, who))
    taken = now.introductions["marie-paul"].steps
    agreed = {step.who for step in taken if step.state == "agreed"}
    if any(step.state == "introduced" for step in taken):
        assert agreed == {MARIE, PAUL}
    else:
        assert taken[-1].state == "declined"
