"""Days in words: the tables, the written-out dates of many years, and text that names no day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.capture.dates import Tail, day_at_end, day_at_start, parse_day
from entretien.capture.vocabulary import WORDS

TODAY = date(2026, 11, 24)
HERE = Path(__file__).parent
EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
EN_MONTHS = (*EN, "December")
FR = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre")
FR_MONTHS = (*FR, "décembre")
EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FR_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def table(name: str) -> list[tuple[str, date]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return [(phrase, date.fromisoformat(day)) for day, phrase in rows]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_phrase_of_the_table_is_the_day_it_says(language: str) -> None:
    rows = table(f"days_{language}.txt")
    assert len({phrase for phrase, _day in rows}) >= 120
    read = [(phrase, parse_day(phrase, TODAY, day_first=True)) for phrase, _day in rows]
    assert read == rows


def test_what_has_happened_leans_to_the_past() -> None:
    rows = table("days_past.txt")
    assert [(phrase, parse_day(phrase, TODAY, day_first=True, past=True)) for phrase, _day in rows] == rows


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "-", "+", "3", "31", "0", "mar", "fri next", "friday next", "soon", "bientôt", "later",
        "plus tard", "asap", "a", "an", "le", "the", "in", "in 2", "2 x", "+fri", "in a few days",
        "dans quelques jours", "dans la semaine", "2 next months",
        "may be interested", "sat next to Paul", "Mars agency", "March team lead", "april knows", "second floor",
        "31 nov", "30 feb", "le 32", "32/01", "13/13", "12/03/2027/4", "2027-13-01", "0000-00-00", "12.03", "1.2",
        "thursday 27 nov", "vendredi 28 novembre", "monday the 27th", "36h", "5 hours", "10:30", "fri at 10",
        "week 54", "week 0", "q5", "999999d", "9999y", "fridays", "vendredix", "prochain", "next", "fin", "end of",
        "dans", "il y a", "ago", "2 weeks 3 days", "fri sat", "tomorrow yesterday", "en huit", "10 000 years",
        "\x00", "👍", "金曜日", "fri\n\nmon", "0th", "99 mars", "12 mars 1", "²", "٣",
    ],
)  # fmt: skip
def test_never_a_guess(text: str) -> None:
    assert parse_day(text, TODAY, day_first=True) is None


def test_figures_are_read_in_the_order_of_the_settings() -> None:
    assert parse_day("12/03", TODAY, day_first=True) == date(2027, 3, 12)
    assert parse_day("12/03", TODAY, day_first=False) == date(2026, 12, 3)
    assert parse_day("12/03/2027", TODAY, day_first=False) == date(2027, 12, 3)
    assert parse_day("13/03", TODAY, day_first=False) == date(2027, 3, 13)
    assert parse_day("03/13", TODAY, day_first=True) == date(2027, 3, 13)


@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [
        (date(2026, 11, 28), "weekend", date(2026, 11, 28)),
        (date(2026, 11, 29), "this weekend", date(2026, 11, 29)),
        (date(2026, 11, 28), "end of week", date(2026, 12, 4)),
        (date(2026, 11, 28), "this week", date(2026, 11, 28)),
        (date(2026, 11, 27), "fri", date(2026, 12, 4)),
        (date(2026, 11, 27), "this friday", date(2026, 11, 27)),
        (date(2026, 11, 29), "next friday", date(2026, 12, 4)),
        (date(2026, 11, 30), "next friday", date(2026, 12, 11)),
        (date(2027, 1, 31), "in a month", date(2027, 2, 28)),
        (date(2028, 2, 29), "1y", date(2029, 2, 28)),
        (date(2026, 11, 30), "end of month", date(2026, 11, 30)),
        (date(2026, 2, 1), "le 31", date(2026, 3, 31)),
        (date(2026, 12, 31), "1 jan", date(2027, 1, 1)),
        (date(2026, 11, 24), "fin novembre", date(2026, 11, 30)),
        (date(2026, 11, 24), "mid november", date(2027, 11, 15)),
        (date(2026, 12, 30), "week 53", date(2026, 12, 28)),
    ],
)
def test_the_conventions_at_the_edges(today: date, phrase: str, day: date) -> None:
    assert parse_day(phrase, today, day_first=True) == day


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 12, 31))


@given(day=days, today=days)
def test_a_date_written_out_is_that_date(day: date, today: date) -> None:
    en, fr = EN_MONTHS[day.month - 1], FR_MONTHS[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day.day} {en} {day.year}",
        f"{EN_DAYS[day.weekday()]}, {day.day} {en} {day.year}",
        f"{en} {day.day}, {day.year}",
        f"{EN_DAYS[day.weekday()][:3]} {day.day} {en[:3]} {day.year}",
        f"{day.day}{'er' if day.day == 1 else ''} {fr} {day.year}",
        f"{FR_DAYS[day.weekday()]} {day.day} {fr} {day.year}",
        f"le {day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert parse_day(written, today, day_first=True) == day, written


@given(today=days, ahead=st.integers(0, 364))
def test_a_date_without_its_year_is_the_nearest_one(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_day(f"{day.day} {EN_MONTHS[day.month - 1]}", today, day_first=True) in (day, None) or day.month == 2
    back = today - timedelta(days=ahead)
    read = parse_day(f"{back.day}/{back.month}", today, day_first=True, past=True)
    assert read == back or (back.month, back.day) == (2, 29)


@given(today=days, count=st.integers(1, 400))
def test_spans_go_as_far_as_they_say(today: date, count: int) -> None:
    there = today + timedelta(days=count)
    assert (
        parse_day(f"+{count}d", today, day_first=True) == parse_day(f"in {count} days", today, day_first=True) == there
    )
    assert parse_day(f"{count} days ago", today, day_first=True) == today - timedelta(days=count)
    assert parse_day(f"-{count}j", today, day_first=True) == today - timedelta(days=count)


vocabulary = st.lists(
    st.one_of(
        st.sampled_from(sorted(WORDS)), st.integers(0, 2100).map(str), st.sampled_from(["3rd", "2w", "12/03", "le"])
    ),
    max_size=7,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), vocabulary), days, st.booleans(), st.booleans())
def test_nothing_makes_it_fail(text: str, today: date, day_first: bool, past: bool) -> None:
    parse_day(text, today, day_first=day_first, past=past)
    day_at_end(text.split(), today, day_first=day_first, past=past)
    day_at_start(text.split(), today, day_first=day_first, past=past)


def test_at_the_end_of_the_calendar_there_is_no_day() -> None:
    for phrase in ("tomorrow", "fri", "next month", "end of year", "2w", "9999y", "in 9999 months", "weekend"):
        parse_day(phrase, date.max, day_first=True)
        parse_day(phrase, date.min, day_first=True, past=True)


def test_very_long_text_is_no_day_at_once() -> None:
    assert parse_day("fri " * 10_000, TODAY, day_first=True) is None
    assert day_at_end(["fri"] * 10_000, TODAY, day_first=True) is not None


@pytest.mark.parametrize(
    ("text", "start", "day"),
    [
        ("send deck fri", 2, date(2026, 11, 27)),
        ("send the 2 decks in 2 weeks", 4, date(2026, 12, 8)),
        ("send version 2 fri", 3, date(2026, 11, 27)),
        ("envoyer le deck d'ici vendredi", 3, date(2026, 11, 27)),
        ("revoir le 3", 1, date(2026, 12, 3)),
        ("send by march", 1, date(2027, 3, 1)),
        ("rappeler sous 48h", 1, date(2026, 11, 26)),
        ("send deck on sat", 2, date(2026, 11, 28)),
        ("send deck saturday", 2, date(2026, 11, 28)),
        ("send deck thursday 27 nov", 2, None),
        ("send deck 31 nov", 2, None),
        ("send deck fri 31 nov", 2, None),
    ],
)
def test_a_day_at_the_end_of_free_text(text: str, start: int, day: date | None) -> None:
    assert day_at_end(text.split(), TODAY, day_first=True) == Tail(start, day)


@pytest.mark.parametrize(
    "text",
    [
        "see if she may", "call Sam", "see where she sat", "talk about Mars", "ask about march", "send the deck",
        "fête de la mer", "version 2", "the 3 of them", "",
    ],
)  # fmt: skip
def test_words_at_the_end_of_free_text_stay_words(text: str) -> None:
    assert day_at_end(text.split(), TODAY, day_first=True) is None
