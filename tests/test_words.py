"""Days, spans and numbers in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.i18n import set_language
from entretien.words import (
    brief_span,
    day_words,
    days_words,
    decimal,
    full_date,
    month_words,
    percent,
    said_date,
    short_date,
    span_words,
)

TODAY = date(2026, 11, 24)


@pytest.fixture
def in_french() -> Iterator[None]:
    set_language("fr")
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (-2, "2 days ago"),
        (-18, "18 days ago"),
        (-60, "60 days ago"),
        (-61, "2 months ago"),
        (-365, "1 year ago"),
        (-500, "16 months ago"),
        (-730, "2 years ago"),
        (-3650, "10 years ago"),
        (3, "in 3 days"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (25, "in 4 weeks"),
        (61, "in 2 months"),
        (400, "in 13 months"),
    ],
)
def test_day_words(days: int, words: str) -> None:
    assert day_words(TODAY + timedelta(days=days), TODAY) == words


def test_spans() -> None:
    assert [span_words(days) for days in (0, 1, 45, 100, 365, 800)] == [
        "0 days", "1 day", "45 days", "3 months", "1 year", "2 years",
    ]  # fmt: skip
    assert days_words(365) == "365 days"
    assert [brief_span(days) for days in (4, 60, 100, 800)] == ["4 d", "60 d", "3 mo", "2 y"]


@given(st.integers(0, 40_000), st.integers(0, 40_000))
def test_a_longer_span_is_never_said_to_be_shorter(one: int, other: int) -> None:
    units = {"day": 1, "month": 30, "year": 360}

    def said(days: int) -> int:
        count, unit = span_words(days).split()
        return int(count) * units[unit.rstrip("s")]

    short, long = sorted((one, other))
    assert said(short) <= said(long)


def test_dates() -> None:
    assert short_date(date(2026, 11, 6), TODAY) == "Fri 6 Nov"
    assert short_date(date(2024, 11, 6), TODAY) == "6 Nov 2024"
    assert full_date(TODAY) == "Tue 24 Nov 2026"
    assert month_words(TODAY) == "November 2026"
    assert said_date(date(2026, 11, 6), TODAY) == "Fri 6 Nov"


@pytest.mark.usefixtures("in_french")
def test_dates_in_french() -> None:
    assert short_date(date(2026, 11, 6), TODAY) == "ven. 6 nov."
    assert short_date(date(2026, 12, 1), TODAY) == "mar. 1er déc."
    assert short_date(date(2024, 8, 6), TODAY) == "6 août 2024"
    assert month_words(TODAY) == "novembre 2026"
    assert said_date(date(2026, 12, 1), TODAY) == "mardi 1er décembre"
    assert said_date(date(2024, 8, 6), TODAY) == "6 août 2024"
    assert decimal(7.8) == "7,8"


def test_numbers() -> None:
    assert [decimal(value) for value in (5.0, 7.84, 0.04, 10, 100.0)] == ["5", "7.8", "0", "10", "100"]
    assert decimal(0.934, 2) == "0.93"
    assert percent(0.5) == "50\N{NO-BREAK SPACE}%"
