"""When to say a first word to those with whom nothing has happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.relationship.first_days import first_days, turn
from tests.relationship.histories import TODAY, on


def person(id: str, cadence: int, met: date | None = None) -> tuple[str, int | None, int]:
    return id, met.toordinal() if met else None, cadence


def test_those_met_on_one_day_are_spread_over_their_rhythm_by_id() -> None:
    people = [person(id, 90, on(-3)) for id in "fbdcae"]
    days = first_days(people, TODAY)
    assert [(days[id] - on(-3)).days for id in "abcdef"] == [7, 22, 37, 52, 67, 82]


def test_days_and_rhythms_are_groups_of_their_own() -> None:
    days = first_days([person("a", 90, on(-3)), person("b", 90, on(-4)), person("c", 30, on(-3))], TODAY)
    assert days == {"a": on(42), "b": on(41), "c": on(12)}


@pytest.mark.parametrize("offset", range(30))
def test_a_turn_comes_once_a_round_and_lasts_a_week(offset: int) -> None:
    dues = [(TODAY + timedelta(days=day), turn(offset, 30, TODAY + timedelta(days=day))) for day in range(60)]
    assert sum(due <= today for today, due in dues) == 14
    assert all(-6 <= (due - today).days <= 23 for today, due in dues)


@given(st.integers(1, 60), st.sampled_from((7, 30, 90, 365)), st.integers(0, 5000))
def test_names_without_a_date_make_no_wall(count: int, cadence: int, later: int) -> None:
    today = TODAY + timedelta(days=later)
    days = first_days([person(f"p{number:03}", cadence) for number in range(count)], today)
    due = sum(day <= today for day in days.values())
    assert due <= -(-count * 7 // cadence) + 1 or cadence == 7
    assert all((today - day).days < 7 for day in days.values())


def test_far_away_days_stay_in_the_calendar() -> None:
    assert first_days([person("a", 365, date.max)], TODAY) == {"a": date.max}
