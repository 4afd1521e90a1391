"""The health of a circle: stake, progress, respect, and the weakest of them."""

from __future__ import annotations

from typing import Any

import pytest

from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Introduction, Step
from entretien.relationship.circles import CircleHealth, breached_holds, health
from tests.relationship.histories import TODAY, call, meet, on, out, received, tie

HEC = Circle(id="hec", name="HEC", stake="A grand jury every June", stake_confirmed=on(-100))


def member(id: str, *log: Interaction, **more: Any) -> Contact:
    return Contact(id=id, name=id.title(), circles=("hec",), interactions=log, **more)


def healthy(*members: Contact, circle: Circle = HEC, introductions: tuple[Introduction, ...] = ()) -> CircleHealth:
    return health(circle, [tie(contact) for contact in members], introductions, TODAY)


def test_the_weakest_pillar_is_named() -> None:
    found = healthy(
        member("a", call(-10, gave=True)),
        member("b", call(-10, progress=True)),
        member("c", call(-10)),
        member("d", received(-10, judging=True)),
        member("e", call(-200)),
    )
    assert (found.stake, found.progress, found.respect) == (0.8, 0.4, 0.75)
    assert (found.value, found.weakest) == (0.4, "progress")
    assert found.sentence == "Circle 40\N{NO-BREAK SPACE}%: progress. 2 of 5 gained something this year."
    assert found.stake_sentence == "4 of 5 gave a sign of life in six months."
    assert found.respect_sentence == "1 slip this year."
    assert found.question.endswith("?")


def test_without_a_stake_there_is_no_health() -> None:
    found = healthy(*(member(id, call(-1, gave=True)) for id in "abc"), circle=Circle(id="hec", name="HEC"))
    assert (found.value, found.weakest) == (0, "stake")
    assert found.sentence == "Circle 0\N{NO-BREAK SPACE}%: stake. No stake is written yet."


@pytest.mark.parametrize("confirmed", [on(-400), None])
def test_a_stake_that_was_not_confirmed_for_a_year_counts_half(confirmed: Any) -> None:
    circle = Circle(id="hec", name="HEC", stake="x", stake_confirmed=confirmed)
    found = healthy(*(member(id, call(-1, gave=True)) for id in "abcd"), circle=circle)
    assert (found.stake, found.progress, found.respect) == (0.5, 1, 1)
    assert (found.value, found.weakest) == (0.5, "stake")
    assert found.stake_sentence.endswith("Does the stake still hold?")


def test_a_circle_in_full_health_names_no_weakness() -> None:
    found = healthy(*(member(id, call(-1, gave=True)) for id in "abc"))
    assert (found.value, found.weakest) == (1, None)
    assert found.sentence.endswith("all stand.")
    assert found.respect_sentence == "Nothing to regret this year."


def test_under_three_members_nothing_is_said() -> None:
    found = healthy(member("a", call(-1)), member("b", call(-1)), member("c", call(-1), status="closed"))
    assert (found.members, found.value, found.weakest) == (2, None, None)
    assert found.sentence == "Health —: it takes 3 members, there are 2."
    assert healthy().value is None


def test_what_was_about_another_circle_does_not_count() -> None:
    found = healthy(
        member("a", call(-10, gave=True, circle="sme")), member("b", call(-10, circle="hec")), member("c", call(3))
    )
    assert (found.engaged, found.progressed) == (1, 0)


def test_my_own_messages_engage_nobody() -> None:
    assert healthy(member("a", out(-10)), member("b", out(-10)), member("c", out(-10))).engaged == 0


def introduction(*steps: Step, between: tuple[str, str] = ("a", "b"), **more: Any) -> Introduction:
    return Introduction(id="i", between=between, steps=steps, **more)


ASKED_BOTH = (Step(on=on(-60), state="agreed", who="a"), Step(on=on(-59), state="agreed", who="b"))
MEMBERS = tuple(member(id, call(-10)) for id in "abc")


def test_an_introduction_that_took_is_progress_and_a_link_born_here() -> None:
    took = introduction(*ASKED_BOTH, Step(on=on(-50), state="introduced"), Step(on=on(-20), state="took"))
    found = healthy(*MEMBERS, introductions=(took,))
    assert (found.progressed, found.links, found.breaches) == (2, 1, 0)
    outside = introduction(*ASKED_BOTH, Step(on=on(-20), state="took"), between=("a", "z"))
    found = healthy(*MEMBERS, introductions=(outside,))
    assert (found.progressed, found.links) == (1, 0)


def test_introducing_without_both_consents_is_a_breach() -> None:
    step = Step(on=on(-50), state="introduced")
    assert healthy(*MEMBERS, introductions=(introduction(ASKED_BOTH[0], step),)).breaches == 1
    assert healthy(*MEMBERS, introductions=(introduction(step, direct=True),)).breaches == 0
    assert healthy(*MEMBERS, introductions=(introduction(Step(on=on(-500), state="introduced")),)).breaches == 0


def test_writing_during_a_hold_is_a_breach() -> None:
    def breaches(*log: Interaction) -> int:
        return breached_holds(tie(member("a", *log), 30), TODAY)

    assert breaches(meet(-200), out(-100), out(-80)) == 0
    assert breaches(meet(-200), out(-100), out(-80), out(-60)) == 1
    assert breaches(meet(-200), out(-100), out(-80), out(-40)) == 0
    assert breaches(meet(-200), out(-100), out(-80), received(-40), out(-30)) == 0
    assert breaches(meet(-900), out(-800), out(-780), out(-760)) == 0


def test_respect_does_not_fall_below_nothing() -> None:
    found = healthy(*(member(id, call(-1, judging=True), call(-2, judging=True)) for id in "abc"))
    assert (found.respect, found.breaches, found.weakest) == (0, 6, "progress")
