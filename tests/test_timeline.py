"""The whole log by week: its order, its headings, its filters, and what a change leaves in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.model.change import Edit
from entretien.model.contact import Contact
from entretien.model.interaction import CHANNELS, Interaction
from entretien.model.network import Circle, Event
from entretien.timeline import PLANNED, Chronicle, Filter, View, days_of, week_of, weeks_of_year

TODAY = date(2026, 11, 24)


def book() -> Book:
    marie = Contact(
        id="marie",
        name="Marie Dupré",
        circles=("hec",),
        interactions=(
            Interaction(on=date(2026, 11, 6), channel="meet", with_=("paul",), note="Déjeuner, launch slips"),
            Interaction(on=date(2026, 12, 1), channel="call", note="to come"),
        ),
    )
    paul = Contact(
        id="paul",
        name="Paul Roy",
        interactions=(
            Interaction(on=date(2026, 11, 4), note="Sent the article", circle="hec"),
            Interaction(on=date(2026, 11, 4), channel="call", event="salon", note="About Marie"),
            Interaction(on=date(2025, 1, 1), channel="letter"),
        ),
    )
    return Book(
        contacts={"marie": marie, "paul": paul},
        circles={"hec": Circle(id="hec", name="HEC Entrepreneur")},
        events={"salon": Event(id="salon", name="Salon SME")},
    )


def notes(view: View) -> list[str]:
    return [entry.interaction.note for entry in view.entries]


def found(text: str) -> list[str]:
    return notes(Chronicle(book()).view(Filter.parse(text), TODAY))


def test_the_newest_stands_first_and_plans_on_top() -> None:
    view = Chronicle(book()).view(Filter(), TODAY)
    assert notes(view) == ["to come", "Déjeuner, launch slips", "About Marie", "Sent the article", ""]
    assert [heading.week for heading in view.headings] == [
        PLANNED,
        week_of(date(2026, 11, 6)),
        week_of(date(2025, 1, 1)),
    ]
    assert [heading.size for heading in view.headings] == [1, 3, 1]


def test_headings_are_no_entries() -> None:
    view = Chronicle(book()).view(Filter(), TODAY)
    assert len(view) == 8
    assert [view.entry(line) is None for line in range(8)] == [True, False, True, False, False, False, True, False]
    assert view.entry(-1) is None
    assert view.entry(8) is None


def test_one_goes_from_week_to_week() -> None:
    view = Chronicle(book()).view(Filter(), TODAY)
    assert view.other_week(1, 1) == 3
    assert view.other_week(4, 1) == 7
    assert view.other_week(7, 1) == 7
    assert view.other_week(4, -1) == 1
    assert View((), TODAY).other_week(-1, 1) == -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("launch", ["Déjeuner, launch slips"]),
        ("DEJEUNER", ["Déjeuner, launch slips"]),
        ("marie", ["to come", "Déjeuner, launch slips", "About Marie"]),
        ("call", ["to come", "About Marie"]),
        ("call letter", ["to come", "About Marie", ""]),
        ("@paul", ["Déjeuner, launch slips", "About Marie", "Sent the article", ""]),
        ("@dupre", ["to come", "Déjeuner, launch slips"]),
        ("+hec", ["to come", "Déjeuner, launch slips", "Sent the article"]),
        ("+entrepreneur", ["to come", "Déjeuner, launch slips", "Sent the article"]),
        ("*salon", ["About Marie"]),
        ("+hec @paul launch", ["Déjeuner, launch slips"]),
        ("+nowhere", []),
        ("@", ["to come", "Déjeuner, launch slips", "About Marie", "Sent the article", ""]),
    ],
)
def test_a_filter_keeps_what_answers_all_of_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_an_entry_is_found_again_in_another_view() -> None:
    chronicle = Chronicle(book())
    entry = next(entry for entry in chronicle.entries if entry.interaction.event == "salon")
    for text in ("", "call", "*salon"):
        view = chronicle.view(Filter.parse(text), TODAY)
        line = view.line_of(entry)
        assert line is not None
        assert view.entry(line) == entry
    assert chronicle.view(Filter.parse("letter"), TODAY).line_of(entry) is None


def test_the_days_of_a_year_are_counted() -> None:
    view = Chronicle(book()).view(Filter(), TODAY)
    assert view.days(2026) == {
        date(2026, 11, 4): 2,
        date(2026, 11, 6): 1,
        date(2026, 12, 1): 1,
    }


def test_weeks_begin_on_monday() -> None:
    assert days_of(week_of(TODAY))[0] == date(2026, 11, 23)
    assert len(weeks_of_year(2026)) == 53
    assert days_of(week_of(date.max))[-1] == date.max


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 12, 31)) | st.sampled_from([date.min, date.max])
LOGS = st.lists(st.builds(Interaction, on=DAYS, channel=st.sampled_from(CHANNELS)), max_size=8).map(tuple)


@given(st.lists(LOGS, min_size=1, max_size=6), LOGS, st.integers(min_value=0))
def test_a_change_leaves_the_same_chronicle_as_a_fresh_start(
    logs: list[tuple[Interaction, ...]], other: tuple[Interaction, ...], place: int
) -> None:
    contacts = {f"c{n}": Contact(id=f"c{n}", name=f"C {n}", interactions=log) for n, log in enumerate(logs)}
    before = Book(contacts=contacts)
    changed = contacts[f"c{place % len(logs)}"]
    chronicle = Chronicle(before)
    for after in (
        before.with_edits([Edit("contact", changed, replace(changed, interactions=other))]),
        before.with_edits([Edit("contact", changed, None)]),
        before.with_edits([Edit("contact", None, Contact(id="new", name="New", interactions=other))]),
    ):
        assert list(chronicle.next(after).entries) == list(Chronicle(after).entries)


@given(st.lists(LOGS, max_size=5), DAYS)
def test_every_line_is_an_entry_or_the_heading_of_its_week(logs: list[tuple[Interaction, ...]], today: date) -> None:
    contacts = {f"c{n}": Contact(id=f"c{n}", name=f"C {n}", interactions=log) for n, log in enumerate(logs)}
    view = Chronicle(Book(contacts=contacts)).view(Filter(), today)
    seen = []
    for line in range(len(view)):
        heading = view.heading(line)
        assert heading is not None
        if entry := view.entry(line):
            day = entry.interaction.on
            assert heading.week == (PLANNED if day > today else week_of(day))
            assert view.line_of(entry) == line
            seen.append(entry)
        else:
            assert heading.line == line
    assert seen == list(view.entries)
    assert [entry.interaction.on for entry in seen] == sorted((e.interaction.on for e in seen), reverse=True)


def test_a_hundred_thousand_lines_are_filtered_in_a_moment() -> None:
    notes = [f"lancement n° {n} à l'été" for n in range(50)]
    contacts = {
        f"c{n}": Contact(
            id=f"c{n}",
            name=f"Zoé {n}",
            interactions=tuple(
                Interaction(on=TODAY - timedelta(days=(n * 7 + place * 31) % 3000), note=notes[(n + place) % 50])
                for place in range(10)
            ),
        )
        for n in range(10_000)
    }
    chronicle = Chronicle(Book(contacts=contacts))
    assert len(chronicle.view(Filter(), TODAY).entries) == 100_000
    assert len(chronicle.view(Filter.parse("7 ete"), TODAY).entries) > 1000
