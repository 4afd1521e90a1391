from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entretien.actions.introductions import advance, agreed_beforehand, open_steps, propose
from entretien.book import Book
from entretien.model.network import IntroductionState
from tests.actions.people import TODAY, book

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
