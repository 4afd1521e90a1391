"""The tables of the model's document."""

from __future__ import annotations

import pytest

from entretien.relationship import measures
from entretien.relationship.sentences import band
from tests.relationship.histories import DEFAULTS, call, meet, out, received, standing


@pytest.mark.parametrize(
    ("silences", "expected"),
    [
        ((30, 30, 30, 30), 1.000),
        ((28, 33, 30, 31), 0.958),
        ((20, 40, 25, 35), 0.818),
        ((10, 50, 10, 50), 0.564),
        ((30, 30, 30, 30, 120), 0.535),
        ((5, 5, 5, 105), 0.139),
        ((3, 3, 3, 111), 0.082),
    ],
)
def test_regularity(silences: tuple[int, ...], expected: float) -> None:
    assert measures.evenness(silences, 3) == pytest.approx(expected, abs=1e-3)


def test_regularity_needs_enough_silences() -> None:
    assert measures.evenness((30, 30), 3) is None
    assert measures.evenness((30,), 1) is None


@pytest.mark.parametrize(
    ("cadence", "dormant", "half_life", "warmth_when_due"),
    [
        (7, 90, 22.5, 0.806),
        (14, 112, 28, 0.707),
        (21, 168, 42, 0.707),
        (30, 240, 60, 0.707),
        (60, 480, 120, 0.707),
        (90, 720, 180, 0.707),
        (180, 1095, 273.75, 0.634),
        (365, 1095, 273.75, 0.397),
    ],
)
def test_warmth_when_due(cadence: int, dormant: float, half_life: float, warmth_when_due: float) -> None:
    tie = standing(call(-cadence), cadence=cadence)
    assert (tie.dormant_after, tie.half_life) == (dormant, half_life)
    assert tie.warmth == pytest.approx(warmth_when_due, abs=1e-3)


@pytest.mark.parametrize(
    ("silent", "warmth"), [(0, 1), (30, 0.707), (60, 0.5), (120, 0.25), (180, 0.125), (240, 0.0625)]
)
def test_warmth_over_time(silent: int, warmth: float) -> None:
    assert standing(call(-silent), cadence=30).warmth == pytest.approx(warmth, abs=1e-3)


@pytest.mark.parametrize(
    ("warmth", "name"),
    [
        (1, "warm"), (0.70, "warm"), (0.69, "cooling"), (0.5, "cooling"), (0.49, "cool"), (0.25, "cool"),
        (0.24, "cold"), (0.0626, "cold"), (0.0625, "dormant"), (0, "dormant"),
    ],
)  # fmt: skip
def test_bands(warmth: float, name: str) -> None:
    assert band(warmth) == name


def test_two_deep_meetings_make_half_a_bond() -> None:
    assert standing(meet(-100, depth=3), meet(-50, depth=3)).bond == pytest.approx(0.5)


def test_intensity_is_counted_from_the_last_exchanges() -> None:
    tie = standing(meet(-400, depth=3), *(call(-day) for day in (300, 200, 150, 100)), meet(-50, depth=1))
    assert tie.intensity == pytest.approx((4 * 3 + 2) / 5 / 6)
    assert tie.intensity_counts is not None
    assert tie.intensity_counts[1:] == (5, 1, 4, 0, 1)


def test_writing_more_often_raises_none_of_intensity_quality_and_regularity() -> None:
    seldom = standing(*(received(-day) for day in (120, 90, 60, 30)))
    often = standing(*(received(-day) for day in range(120, 0, -3)))
    assert (often.intensity, often.quality, often.regularity) == (seldom.intensity, seldom.quality, seldom.regularity)


def test_a_trusted_rhythm_far_from_the_chosen_one_is_proposed() -> None:
    def advice(cadence: int, usual: float, regularity: float | None = 0.9, snoozes: int = 0) -> int | None:
        return measures.advice(cadence, usual, regularity, snoozes, DEFAULTS)

    assert advice(90, 20) == 21
    assert advice(30, 47.5) == 60
    assert advice(30, 44) is None
    assert advice(30, 45) == 60
    assert advice(30, 18) == 21
    assert advice(30, 200) == 180
    assert advice(365, 800) is None
    assert advice(90, 20, regularity=0.4) is None
    assert advice(90, 20, regularity=None) is None


def test_put_off_three_times_in_a_row_the_next_slower_rhythm_is_proposed() -> None:
    assert standing(call(-100), cadence=90, snoozes=2).advice is None
    assert standing(call(-100), cadence=90, snoozes=3).advice == 180
    assert standing(call(-100), cadence=365, snoozes=3).advice == 0
    assert standing(call(-100), cadence=None, snoozes=3).advice is None


def test_the_weights_of_unanswered_exchanges() -> None:
    asked, reminded = out(-20, asked=True), out(-10)
    assert standing(asked, reminded).pressure == 2.5
    assert standing(asked, reminded).level == 2
    assert standing(out(-20), out(-10, gave=True)).pressure == 1.5
    assert standing(out(-20, asked=True, gave=True)).pressure == 0.5


def test_level_two_holds_for_a_month_or_the_rhythm() -> None:
    short = standing(out(-20), out(-10), cadence=7)
    long = standing(out(-20), out(-10), cadence=90)
    assert short.hold_until is not None
    assert long.hold_until is not None
    assert (short.hold_until - short.today).days == 20
    assert (long.hold_until - long.today).days == 80


def test_unanswered_exchanges_are_forgotten_after_a_year() -> None:
    assert standing(out(-365)).pressure == 1
    assert standing(out(-366)).pressure == 0


def test_reciprocity_looks_back_two_years() -> None:
    log = [out(-800), received(-500), received(-400), received(-300), out(-30, gave=True)]
    tie = standing(*log)
    assert tie.initiative[:2] == (1, 3)
    assert tie.services[:2] == (1, 0)
    assert tie.initiative.balance == pytest.approx(-2 / 6)
