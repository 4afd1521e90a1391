from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.demo import demo_change
from entretien.errors import EntretienError, UsageError
from entretien.interop.exporting import EXPORTS, ExportFormat, Selection, export, save
from entretien.interop.own_csv import safe, unsafe
from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Introduction
from tests.interop.helpers import TODAY, book_of, look, read

DEMO = Book().apply(demo_change(TODAY))
MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    emails=("marie@acme.example",),
    notes="Sails.\n\nTwo children, tea: *no* sugar_",
    tags=("packaging",),
    cadence=Cadence(3, "month"),
    met=Met(on=date(2025, 9, 25), through="paul-roy", cue="=red glasses"),
    dates=(Anniversary(label="birthday", on="05-03"), Anniversary(label="anniversary", on=date(2001, 9, 22))),
    promises=(
        Promise(what="send the deck", due=date(2026, 11, 27)),
        Promise(what="an intro", by="them", due=date(2026, 12, 1)),
        Promise(what="kept", due=date(2026, 11, 27), done=True),
    ),
    interactions=(
        Interaction(
            on=date(2026, 3, 1), note="Sent _the_ article @home, **bold**\nand more", gave=True, direction="in"
        ),
        Interaction(on=date(2026, 5, 1), channel="meet", with_=("paul-roy",), depth=3),
    ),
)
PAUL = Contact(id="paul-roy", name="Paul Roy", org="=Globex", phones=("+33 1 99 00 12 34",), nickname="Polo")
NAMESAKES = (Contact(id="zoe", name="Zoé"), Contact(id="zoe-2", name="Zoé", notes="Another one."))
SMALL = book_of(MARIE, PAUL, *NAMESAKES)
LIKE_NAMED = book_of(
    Contact(id="max-2", name="Max", place="Lyon"),
    Contact(id="max", name="Mäx"),
    Contact(id="gate-1931", name="Gate (1931)"),
)


def exported(tmp_path: Path, book: Book, format: ExportFormat, who: tuple[str, ...] | None = None) -> Path:
    files = export(Selection(book=book, today=TODAY, who=who), format)
    return save(files, tmp_path / "out")[0]


@pytest.mark.parametrize("book", [DEMO, SMALL, LIKE_NAMED], ids=["demo", "small", "like-named"])
@pytest.mark.parametrize("format", ["vcard", "vcard4", "csv", "json", "friends"])
def test_out_and_in_again_changes_nothing(tmp_path: Path, book: Book, format: ExportFormat) -> None:
    reading = read(exported(tmp_path, book, format))
    found = look(book, reading)
    assert found.counts == {"created": 0, "updated": 0, "unchanged": len(book.contacts), "skipped": 0}, [
        (row.label, row.diffs) for row in found.rows if row.state != "unchanged"
    ][:3]
    assert found.change().edits == ()


@pytest.mark.parametrize("format", ["vcard", "vcard4", "csv", "json", "friends"])
def test_what_was_exported_makes_everybody_elsewhere_and_only_once(tmp_path: Path, format: ExportFormat) -> None:
    reading = read(exported(tmp_path, SMALL, format))
    there = Book().apply(look(Book(), reading).change())
    assert sorted(contact.name for contact in there.contacts.values()) == ["Marie Dupont", "Paul Roy", "Zoé", "Zoé"]
    assert not look(there, reading).change()


@pytest.mark.parametrize("book", [DEMO, SMALL], ids=["demo", "small"])
def test_json_loses_nothing(tmp_path: Path, book: Book) -> None:
    there = Book().apply(look(Book(), read(exported(tmp_path, book, "json"))).change())
    for kind in ("contacts", "circles", "events", "introductions", "sessions", "templates"):
        assert getattr(there, kind) == getattr(book, kind)


def test_json_of_one_person_brings_what_belongs_to_them_and_no_dangling_names(tmp_path: Path) -> None:
    path = exported(tmp_path, SMALL, "json", ("marie-dupont",))
    there = Book().apply(look(Book(), read(path)).change())
    assert set(there.contacts) == {"marie-dupont"}
    assert there.contacts["marie-dupont"].interactions[1].with_ == ()


def test_json_of_one_person_tells_what_stands_with_others_too(tmp_path: Path) -> None:
    book = replace(SMALL, introductions={"a": Introduction(id="a", between=("paul-roy", "zoe"), because="print")})
    document = json.loads(exported(tmp_path, book, "json", ("paul-roy",)).read_text())
    assert list(document["contacts"]) == ["paul-roy"]
    marie = document["elsewhere"]["contacts"]["marie-dupont"]
    assert [line["on"] for line in marie["interactions"]] == ["2026-05-01"]
    assert marie["met"]["through"] == "paul-roy"
    assert document["elsewhere"]["introductions"]["a"]["because"] == "print"
    assert "elsewhere" not in json.loads(exported(tmp_path / "all", book, "json").read_text())


def test_ids_that_mean_somebody_else_elsewhere_are_given_anew_everywhere(tmp_path: Path) -> None:
    path = exported(tmp_path, SMALL, "json")
    other = Contact(id="paul-roy", name="Paul Roy", emails=("another@paul.example",), org="Elsewhere")
    there = book_of(other).apply(look(book_of(other), read(path)).change())
    assert there.contacts["paul-roy"] == other
    assert there.contacts["paul-roy-2"].phones == PAUL.phones
    assert there.contacts["marie-dupont"].interactions[1].with_ == ("paul-roy-2",)
    assert there.contacts["marie-dupont"].met == replace(MARIE.met or Met(), through="paul-roy-2")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"format": "entretien", "version": 2}', "newer version"),
        ('{"format": "entretien", "version": 1, "contacts": {', "no valid JSON"),
    ],
)
def test_json_that_cannot_be_read_is_refused(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(EntretienError, match=told):
        read(tmp_path / "x.json", content)


def test_json_with_a_wrong_contact_skips_it_with_its_field(tmp_path: Path) -> None:
    content = (
        '{"format": "entretien", "version": 1, "contacts": {"a": {"name": "A", "snoozes": "x"}, "b": {"name": "B"}}}'
    )
    reading = read(tmp_path / "x.json", content)
    assert [candidate.label for candidate in reading.candidates] == ["B"]
    assert "snoozes" in reading.skipped[0].reason


def test_half_a_character_in_json_is_replaced(tmp_path: Path) -> None:
    card = r'{"name": "\ud83d cut \udc00", "notes": "\ud83d\ude00"}'
    content = f'{{"format": "entretien", "version": 1, "contacts": {{"a": {card}}}}}'
    contact = read(tmp_path / "x.json", content).candidates[0].contact
    assert (contact.name, contact.notes) == ("\ufffd cut \ufffd", "😀")


def test_the_table_is_safe_from_formulas_and_opens_in_any_spreadsheet(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(Selection(book=SMALL, today=TODAY), "csv")["contacts.csv"])))
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t\r"]
    assert rows[1]["org"] == "'=Globex"
    again = read(exported(tmp_path, SMALL, "csv"))
    assert {candidate.contact.org for candidate in again.candidates} == {"", "=Globex"}


@given(st.text())
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_spreadsheets_re_save_of_the_table_is_read(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(export(Selection(book=SMALL, today=TODAY), "csv")["contacts.csv"])))
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    reading = read(tmp_path / "resaved.csv", text.getvalue().encode("utf-8-sig"))
    assert not look(SMALL, reading).change()


def test_the_calendar_has_stable_uids_alarms_and_yearly_dates() -> None:
    import icalendar

    due = {"marie-dupont": TODAY - timedelta(days=3), "zoe": TODAY + timedelta(days=9)}
    text = export(Selection(book=SMALL, today=TODAY, due=due), "ics")["entretien.ics"]
    later = export(Selection(book=SMALL, today=TODAY + timedelta(days=5), due=due), "ics")["entretien.ics"]
    events: list[Any] = list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
    again: list[Any] = list(icalendar.Calendar.from_ical(later).walk("VEVENT"))
    assert [event["uid"] for event in events] == [event["uid"] for event in again]
    assert len({event["uid"] for event in events}) == len(events) == 6
    assert {str(event["summary"]): event.decoded("dtstart") for event in events} == {
        "Get in touch with Marie Dupont": TODAY,
        "Get in touch with Zoé": TODAY + timedelta(days=9),
        "Promised to Marie Dupont: send the deck": date(2026, 11, 27),
        "Marie Dupont promised: an intro": date(2026, 12, 1),
        "Birthday of Marie Dupont": date(2026, 5, 3),
        "Marie Dupont: anniversary": date(2001, 9, 22),
    }
    assert all(event.subcomponents[0]["action"] == "DISPLAY" for event in events)
    assert sum("rrule" in event for event in events) == 2
    assert all(new["sequence"] > old["sequence"] for new, old in zip(again, events, strict=True))


def test_friends_md_has_only_the_sections_that_its_program_knows() -> None:
    text = export(Selection(book=SMALL, today=TODAY), "friends")["friends.md"]
    headers = [line for line in text.splitlines() if line.startswith("#")]
    assert headers == ["### Activities:", "### Notes:", "### Friends:", "### Locations:"]
    assert "- 2026-05-01: **Marie Dupont**, **Paul Roy** @meet @depth3" in text
    assert "- Paul Roy (a.k.a. Polo)" in text


def test_a_note_a_person() -> None:
    files = export(Selection(book=SMALL, today=TODAY, who=("paul-roy",)), "markdown")
    assert list(files) == ["paul-roy.md"]
    assert 'name: "Paul Roy"' in files["paul-roy.md"]
    assert "## Timeline\n\n- 2026-05-01 · meet · Marie Dupont" in files["paul-roy.md"]


@pytest.mark.parametrize("book", [DEMO, SMALL], ids=["demo", "small"])
def test_notes_that_come_back_say_nothing_new(tmp_path: Path, book: Book) -> None:
    folder = tmp_path / "notes"
    save(export(Selection(book=book, today=TODAY), "markdown"), folder)
    found = look(book, read(folder))
    assert found.counts["unchanged"] == len(book.contacts), [row for row in found.rows if row.state != "unchanged"][:2]


def test_exports_are_written_whole_private_and_where_they_were_asked_for(tmp_path: Path) -> None:
    files = export(Selection(book=SMALL, today=TODAY), "vcard")
    assert save(files, tmp_path / "mine.vcf") == (tmp_path / "mine.vcf",)
    assert save(files, tmp_path) == (tmp_path / "contacts.vcf",)
    assert (tmp_path / "mine.vcf").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["contacts.vcf", "mine.vcf"]
    (tmp_path / "file").write_text("")
    with pytest.raises(EntretienError):
        save(files, tmp_path / "file" / "x.vcf")
    with pytest.raises(UsageError):
        export(Selection(book=SMALL, today=TODAY), "xls")  # type: ignore[arg-type]
    assert set(EXPORTS) >= {"vcard", "csv", "json", "ics", "friends", "markdown"}
