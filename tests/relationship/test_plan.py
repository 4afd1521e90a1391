"""The coming weeks, and which rhythms to slow so that they fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entretien.model.contact import Contact
from entretien.relationship.plan import Slowing, days_until_due, plan, slow_down
from entretien.relationship.tie import Tie
from tests.relationship.histories import TODAY, call, meet, on, out, tie


def tight(count: int, cadence: int = 7, **more: object) -> list[Tie]:
    return [
        tie(Contact(id=f"p{number:02}", name="P", interactions=(call(-1),), **more), cadence)  # type: ignore[arg-type]
        for number in range(count)
    ]


def test_nothing_changes_where_everything_fits() -> None:
    fix = slow_down(tight(5), 30, 6)
    assert fix.slowings == ()
    assert fix.sentence == ""
    assert fix.before == fix.after


def test_the_most_often_put_off_then_the_weakest_bond() -> None:
    patient = tie(Contact(id="a", name="A", interactions=(call(-1),), snoozes=2), 7)
    strong = tie(Contact(id="b", name="B", interactions=(meet(-100, depth=3), meet(-50, depth=3))), 7)
    weak = tie(Contact(id="c", name="C", interactions=(call(-1),)), 7)
    assert [move.who for move in slow_down([strong, weak, patient], 12, 6).slowings] == ["a", "c"]
    assert slow_down([strong, weak, patient], 15, 6).slowings == (Slowing("a", 7, 14),)


def test_the_fix_is_told_by_what_it_saves() -> None:
    fix = slow_down(tight(6), 30, 6)
    assert fix.slowings == (Slowing("p00", 7, 14), Slowing("p01", 7, 14))
    assert fix.sentence == "Moving 2 people from every week to every 2 weeks saves 1 a week."
    assert fix.after.fits


def test_nobody_goes_twice_before_everybody_went_once() -> None:
    fix = slow_down(tight(8), 12, 6)
    assert {move.after for move in fix.slowings} <= {21, 30}
    assert fix.after.fits


def test_where_even_the_slowest_asks_too_much_it_is_the_best_there_is() -> None:
    fix = slow_down(tight(300, 365), 5, 60)
    assert fix.slowings == ()
    assert not fix.after.fits


def test_who_does_not_ask_for_time_is_left_alone() -> None:
    resting = tight(9, status="resting")
    without = [tie(Contact(id="n", name="N", interactions=(call(-1),)), None)]
    dormant = [tie(Contact(id=f"d{n}", name="D", interactions=(call(-2000),)), 7) for n in range(9)]
    fix = slow_down(resting + without + dormant, 5, 6)
    assert fix.before.touches == 0
    assert fix.slowings == ()


@given(st.lists(st.tuples(st.integers(1, 365), st.integers(0, 3)), max_size=30), st.integers(5, 120))
def test_the_fix_fits_wherever_the_slowest_rhythms_would(people: list[tuple[int, int]], minutes: int) -> None:
    ties = [
        tie(Contact(id=f"p{place}", name="P", interactions=(call(-1),), snoozes=snoozes), cadence)
        for place, (cadence, snoozes) in enumerate(people)
    ]
    fix = slow_down(ties, minutes, 6)
    assert fix.after.fits or all(move.after == 365 for move in fix.slowings)
    assert all(move.after > move.before for move in fix.slowings)
    assert (fix.slowings == ()) is (fix.before.fits or all(cadence == 365 for cadence, _ in people))


def test_the_weeks_circle_by_circle() -> None:
    hec = tie(Contact(id="a", name="A", circles=("hec", "sme"), interactions=(call(-4),)), 14)
    alone = tie(Contact(id="b", name="B", interactions=(call(-10),)), 90)
    found = plan([hec, alone], TODAY, 5, 30, 6)
    assert [week.starts for week in found.weeks] == [on(7 * number) for number in range(5)]
    assert [week.people for week in found.weeks] == [0, 1, 0, 1, 0]
    assert found.weeks[1].by_circle == {"hec": 1, "sme": 1}
    assert found.room == 5
    assert found.weeks_after == found.weeks
    assert found.load.fits


def test_the_weeks_before_and_after_the_fix() -> None:
    found = plan(tight(12), TODAY, 12, 30, 6)
    assert max(week.people for week in found.weeks) > found.room
    assert sum(week.overflow for week in found.weeks) > 0
    assert sum(week.overflow for week in found.weeks_after) == 0
    assert max(week.people for week in found.weeks_after) <= found.room


def test_holds_snoozes_and_plans_move_the_day() -> None:
    def days(*log: object, **more: object) -> int:
        contact = Contact(id="a", name="A", interactions=log, **more)  # type: ignore[arg-type]
        return days_until_due(tie(contact, 30), TODAY, 30)

    assert days(call(-10)) == 20
    assert days(call(-100)) == 0
    assert days(call(-40), snoozed_until=on(5), snoozes=1) == 5
    assert days(call(-100), out(-70), out(-50), out(-45)) == 135
    assert days(call(-10), meet(6)) == 36
    assert days() == 15
    assert days(snoozed_until=on(3)) == 3
