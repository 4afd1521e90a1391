"""Load, stagger, slide, spread and the forecast: the document's examples, and what holds for every network."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.relationship.capacity import (
    Due,
    Placed,
    forecast,
    load,
    slide,
    spread,
    stagger,
    touches_a_week,
    whole_room,
)

MIXES = [
    ({30: 5, 90: 15, 180: 30, 365: 50}, 4.459, 26.8),
    ({21: 10, 60: 20, 180: 40, 365: 30}, 7.798, 46.8),
    ({30: 20, 90: 40, 365: 90}, 9.504, 57.0),
    ({7: 5, 30: 10, 180: 35, 365: 100}, 10.612, 63.7),
]


@pytest.mark.parametrize(("mix", "touches", "minutes"), MIXES)
def test_load(mix: dict[int, int], touches: float, minutes: float) -> None:
    cadences = [cadence for cadence, count in mix.items() for _ in range(count)]
    found = load(cadences, 30, 6)
    assert touches_a_week(cadences) == pytest.approx(touches, abs=1e-3)
    assert found.minutes == pytest.approx(minutes, abs=0.05)
    assert found.room == 5
    assert found.ratio == pytest.approx(touches / 5, abs=1e-3)
    assert found.fits is (touches <= 5)


@given(st.lists(st.integers(1, 3650), min_size=1, max_size=50), st.integers(5, 240), st.integers(1, 60))
def test_every_rhythm_times_the_ratio_fits_exactly(cadences: list[int], minutes: int, each: int) -> None:
    found = load(cadences, minutes, each)
    stretched = sum(7 / (cadence * found.ratio) for cadence in cadences)
    assert stretched == pytest.approx(found.room)


def test_the_load_in_words() -> None:
    assert load([7], 30, 6).sentence == "The rhythms ask for 1 a week; there is time for 5."
    assert (
        load([7] * 6 + [35] * 4, 30, 6).sentence
        == "The rhythms ask for 6.8 a week, 1.8 more than the 5 there is time for."
    )


def test_there_is_always_time_for_one() -> None:
    assert whole_room(30, 6) == 5
    assert whole_room(5, 60) == 1


@pytest.mark.parametrize(
    ("count", "cadence", "days"), [(6, 90, (7, 22, 37, 52, 67, 82)), (3, 30, (5, 15, 25)), (1, 90, (45,)), (0, 90, ())]
)
def test_stagger(count: int, cadence: int, days: tuple[int, ...]) -> None:
    assert stagger(count, cadence) == days


@given(st.integers(1, 500), st.integers(1, 3650))
def test_stagger_stays_within_the_rhythm_and_makes_no_wall(count: int, cadence: int) -> None:
    days = stagger(count, cadence)
    assert all(0 <= day < cadence for day in days)
    assert max(Counter(days).values()) <= -(-count // cadence)


@pytest.mark.parametrize(
    ("cadence", "days"), [(1, 1), (7, 2), (14, 3), (30, 5), (60, 9), (90, 14), (180, 27), (365, 30)]
)
def test_slide(cadence: int, days: int) -> None:
    assert slide(cadence) == days


def test_spread_ten_due_today() -> None:
    people = [Due(f"p{number}", 0, 90) for number in range(10)]
    assert [Counter(placed.week for placed in spread(people, 5))[week] for week in range(3)] == [4, 3, 3]
    assert [Counter(placed.week for placed in spread(people, 3))[week] for week in range(4)] == [3, 3, 3, 1]


def test_spread_mixed_rhythms() -> None:
    people = [Due("a", 0, 30), Due("b", 0, 30), Due("c", 0, 180), Due("d", 3, 365), Due("e", 8, 14), Due("f", 9, 90)]
    placed = spread(reversed(people), 2)
    assert [(item.who, item.week) for item in placed] == [("a", 0), ("b", 0), ("c", 1), ("d", 2), ("e", 1), ("f", 3)]
    assert not any(item.overflow for item in placed)


def test_what_has_passed_is_due_today_and_what_does_not_fit_is_marked() -> None:
    assert spread([Due("a", -400, 7)], 1) == (Placed("a", 0, False),)
    first, second = spread([Due("a", 0, 7), Due("b", 0, 7)], 1)
    assert (first.overflow, second.overflow) == (False, True)


def people_due(latest: int = 400) -> st.SearchStrategy[list[Due]]:
    cadences = st.sampled_from((1, 7, 14, 30, 90, 180, 365))
    return st.lists(
        st.builds(Due, st.text("abc", min_size=1, max_size=3), st.integers(-50, latest), cadences),
        max_size=40,
        unique_by=lambda item: item.who,
    )


@given(people_due(), st.integers(1, 6), st.randoms(use_true_random=False))
def test_no_week_holds_more_than_there_is_room_for(people: list[Due], room: int, chance: st.DataObject) -> None:
    placed = spread(people, room)
    fitting = Counter(item.week for item in placed if not item.overflow)
    assert all(count <= room for count in fitting.values())
    assert sorted(item.who for item in placed) == sorted(person.who for person in people)
    assert all(item.week >= 0 for item in placed)
    assert spread(people[::-1], room) == placed


@given(people_due(), st.integers(1, 6))
def test_nobody_is_moved_further_than_half_a_rhythm_or_the_slide(people: list[Due], room: int) -> None:
    weeks = {item.who: item.week for item in spread(people, room)}
    for who, due, cadence in people:
        day = max(due, 0)
        assert weeks[who] * 7 + 6 >= day - slide(cadence)
        assert weeks[who] * 7 <= day + max(slide(cadence), cadence / 2)


def test_the_forecast_sees_people_again() -> None:
    placed = forecast([Due("a", 3, 14)], 5, 6)
    assert [item.week for item in placed] == [0, 2, 4]
    assert forecast([Due("a", 50, 14)], 5, 6) == ()


@given(people_due(100), st.integers(1, 6), st.integers(1, 12))
def test_the_forecast_stays_within_its_weeks_and_its_room(people: list[Due], room: int, weeks: int) -> None:
    placed = forecast(people, room, weeks)
    assert all(0 <= item.week < weeks for item in placed)
    fitting = Counter(item.week for item in placed if not item.overflow)
    assert all(count <= room for count in fitting.values())
