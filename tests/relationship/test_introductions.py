"""Whom to bring together, and how far it has come."""

from __future__ import annotations

from typing import Any

import pytest

from entretien.model.contact import Contact, Met, Need
from entretien.model.network import Introduction, Step
from entretien.relationship.introductions import Progress, Proposal, progress, proposals, to_give
from entretien.relationship.needs import terms
from entretien.relationship.tie import Tie
from tests.relationship.histories import TODAY, call, on, out, tie, warm_tie


def seeker(
    id: str = "x", age: int | None = 12, tags: tuple[str, ...] = ("imprimeur", "montreuil"), **more: Any
) -> Contact:
    need = Need(what="a printer", tags=tags, since=None if age is None else on(-age))
    return Contact(id=id, name=id.upper(), seeks=(need,), **more)


def offerer(id: str, *tags: str, **more: Any) -> Contact:
    return Contact(id=id, name=id.upper(), offers=(Need(what="printing", tags=tags),), **more)


def found(*ties: Tie, introductions: tuple[Introduction, ...] = ()) -> tuple[Proposal, ...]:
    return proposals(ties, introductions, TODAY)


def test_the_examples_of_the_document() -> None:
    x = warm_tie(seeker(circles=("hec",)), 0.95)
    other_world = warm_tie(offerer("y1", "imprimeur"), 0.75)
    same_circle = warm_tie(offerer("y2", "imprimeur", "montreuil", circles=("hec",)), 0.40)
    (first,) = found(x, other_world)
    assert first.score == pytest.approx(0.342, abs=1e-3)
    assert first.why == 'X seeks "a printer"; Y1 offers "printing".'
    (second,) = found(x, same_circle)
    assert second.score == pytest.approx(0.182, abs=1e-3)
    assert [item.offerer.id for item in found(x, same_circle, other_world)] == ["y1"]
    (old,) = found(warm_tie(seeker(age=90, tags=("printer",)), 0.9), warm_tie(offerer("y", "printer"), 0.9))
    assert old.score == pytest.approx(0.45)


def test_terms_are_blind_to_case_and_accents_and_fall_back_to_words() -> None:
    assert terms(Need(what="x", tags=("Édition",))) == {"edition"}
    assert terms(Need(what="un imprimeur à Montreuil")) == {"imprimeur", "montreuil"}
    (pair,) = found(warm_tie(seeker(tags=("Édition",)), 1), warm_tie(offerer("y", "edition"), 1))
    assert pair.shared == ("edition",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (seeker(interactions=(call(-5, with_=("y",)),)), offerer("y", "imprimeur")),
        (seeker(), offerer("y", "imprimeur", interactions=(call(-5, with_=("x", "z")),))),
        (seeker(met=Met(through="y")), offerer("y", "imprimeur")),
        (seeker(status="resting"), offerer("y", "imprimeur")),
        (seeker(), offerer("y", "imprimeur", status="closed")),
        (seeker(), offerer("y", "imprimeur", interactions=(call(-60), out(-20), out(-10)))),
        (seeker(), offerer("y", "baker")),
        (seeker(tags=("printer",)), Contact(id="y", name="Y")),
    ],
)
def test_who_is_not_proposed(first: Contact, second: Contact) -> None:
    assert found(warm_tie(first, 0.9), warm_tie(second, 0.9)) == ()


def test_a_need_whose_time_has_passed_is_none() -> None:
    over = Contact(id="x", name="X", seeks=(Need(what="x", tags=("printer",), until=on(-1)),))
    assert found(warm_tie(over, 0.9), warm_tie(offerer("y", "printer"), 0.9)) == ()


def test_nobody_is_offered_to_themselves_or_twice() -> None:
    both = Contact(id="x", name="X", seeks=(Need(what="a", tags=("t",)),), offers=(Need(what="b", tags=("t",)),))
    assert found(warm_tie(both, 0.9)) == ()
    others = [warm_tie(offerer(f"y{number}", "t"), 0.9) for number in range(9)]
    assert len(found(warm_tie(both, 0.9), *others)) == 1


def test_three_at_the_most() -> None:
    seekers = [warm_tie(seeker(f"x{number}", tags=("t",)), 0.9) for number in range(5)]
    offerers = [warm_tie(offerer(f"y{number}", "t"), 0.9) for number in range(5)]
    assert [(item.seeker.id, item.offerer.id) for item in found(*seekers, *offerers)] == [
        ("x0", "y0"),
        ("x1", "y1"),
        ("x2", "y2"),
    ]


def test_a_cold_or_unknown_tie_is_not_brokered() -> None:
    assert found(warm_tie(seeker(), 0.9), tie(offerer("y", "imprimeur"))) == ()


X, Y = warm_tie(seeker(), 0.9), warm_tie(offerer("y", "imprimeur"), 0.9)


@pytest.mark.parametrize(
    ("introduction", "proposed"),
    [
        (Introduction(between=("x", "y"), steps=(Step(on=on(-400), state="declined", who="y"),)), False),
        (Introduction(between=("y", "x")), False),
        (Introduction(between=("x", "z"), steps=(Step(on=on(-30), state="asked", who="x"),)), False),
        (Introduction(between=("x", "z"), steps=(Step(on=on(-30), state="asked", who="z"),)), True),
        (Introduction(between=("x", "z"), steps=(Step(on=on(-31), state="asked", who="x"),)), True),
        (Introduction(between=("x", "z"), steps=(Step(on=on(-3), state="introduced"),)), False),
        (Introduction(between=("y", "z"), steps=(Step(on=on(-3), state="asked"),)), False),
    ],
)
def test_people_are_not_exhausted_and_a_no_is_final(introduction: Introduction, proposed: bool) -> None:
    assert bool(found(X, Y, introductions=(introduction,))) is proposed


def test_a_session_ends_with_an_outcome_to_hear_about_or_else_the_best_idea() -> None:
    fresh = Introduction(id="fresh", between=("a", "b"), steps=(Step(on=on(-13), state="introduced"),))
    older = Introduction(id="older", between=("a", "c"), steps=(Step(on=on(-20), state="introduced"),))
    oldest = Introduction(id="oldest", between=("c", "d"), steps=(Step(on=on(-90), state="introduced"),))
    settled = Introduction(
        id="settled", between=("c", "e"), steps=(Step(on=on(-99), state="introduced"), Step(on=on(-80), state="took"))
    )
    assert to_give((X, Y), (settled, older, oldest, fresh), TODAY) == oldest
    idea = to_give((X, Y), (settled, fresh), TODAY)
    assert isinstance(idea, Proposal)
    assert idea.why == 'X seeks "a printer"; Y offers "printing".'
    assert to_give((), (settled, fresh), TODAY) is None
    asking = Introduction(id="asking", between=("a", "z"), steps=(Step(on=on(-50), state="idea"),))
    agreed = Introduction(id="agreed", between=("b", "z"), direct=True, steps=(Step(on=on(-9), state="idea"),))
    assert to_give((X, Y), (asking, fresh, agreed), TODAY) == agreed
    assert to_give((X, Y), (asking, fresh), TODAY) == asking
    assert to_give((), (asking, agreed, older), TODAY) == older


def step(state: Any, who: str = "", ago: int = 5) -> Step:
    return Step(on=on(-ago), state=state, who=who)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), Progress("ask", "a")),
        ((step("idea"),), Progress("ask", "a")),
        ((step("asked", "a"),), Progress("waiting", "a")),
        ((step("asked", "a"), step("agreed", "a")), Progress("ask", "b")),
        ((step("agreed", "a"), step("asked", "b")), Progress("waiting", "b")),
        ((step("agreed", "a"), step("agreed", "b")), Progress("ready")),
        ((step("agreed", "a"), step("declined", "b")), Progress("declined")),
        ((step("introduced", ago=13),), Progress("introduced")),
        ((step("introduced", ago=14),), Progress("outcome")),
        ((step("introduced"), step("took")), Progress("took")),
        ((step("introduced"), step("did-not")), Progress("did-not")),
        ((step("introduced"), step("unknown")), Progress("unknown")),
    ],
)
def test_how_far_it_has_come(steps: tuple[Step, ...], expected: Progress) -> None:
    found = progress(Introduction(between=("a", "b"), steps=steps), TODAY)
    assert found == expected
    assert found.is_open is (expected.stage not in ("declined", "took", "did-not", "unknown"))


def test_who_agreed_beforehand_is_not_asked() -> None:
    assert progress(Introduction(between=("a", "b"), direct=True), TODAY) == Progress("ready")
