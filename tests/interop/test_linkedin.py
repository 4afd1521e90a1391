from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from entretien.book import Book
from entretien.errors import UnreadableSourceError
from entretien.interop.candidates import Reading
from entretien.model.contact import Contact
from tests.interop.helpers import Desk, book_of, look, read

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MARIE = "Marie,Dupont,https://www.linkedin.com/in/marie-dupont,,Acme,CEO,06 Nov 2023"
LONG_NOTE = '"When exporting your connection data, you may notice that some of the email addresses are missing."'


def connections(tmp_path: Path, *rows: str, header: str = HEADER) -> Reading:
    return read(tmp_path / "Connections.csv", "\n".join([header, *rows]) + "\n")


def only(reading: Reading) -> Contact:
    assert len(reading.candidates) == 1
    return reading.candidates[0].contact


@pytest.mark.parametrize(
    "preamble",
    [
        "",
        f"Notes:\n{LONG_NOTE}\n\n",
        f"Notes:\r\n{LONG_NOTE}\r\n\r\n\r\n",
        f'"Notes:"\n{LONG_NOTE}\n\n',
        "Notes: a text of one line, with commas\n\n",
        'Notes:\nan "odd, unclosed quote\n\n',
        "sep=,\n",
    ],
)
def test_any_preamble_is_passed_over(tmp_path: Path, preamble: str) -> None:
    reading = read(tmp_path / "Connections.csv", f"{preamble}{HEADER}\n{MARIE}\n")
    assert only(reading).name == "Marie Dupont"
    assert reading.rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_that_spreadsheets_save_in(tmp_path: Path, encoding: str) -> None:
    content = (
        f"{HEADER}\r\nZoé,Lefèvre,https://www.linkedin.com/in/zo%C3%A9,,Société Générale,Présidente,02 Mar 2021\r\n"
    )
    contact = only(read(tmp_path / "c.csv", content.encode(encoding)))
    assert (contact.name, contact.org, contact.title) == ("Zoé Lefèvre", "Société Générale", "Présidente")


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("06 Nov 2023", date(2023, 11, 6)),
        ("3 Apr 2026", date(2026, 4, 3)),
        ("15-Jan-24", date(2024, 1, 15)),
        ("15-janv-24", date(2024, 1, 15)),
        ("1er août 2022", date(2022, 8, 1)),
        ("12 févr. 2020", date(2020, 2, 12)),
        ("décembre 3, 2020", date(2020, 12, 3)),
        ("11/4/18, 7:30 PM", date(2018, 11, 4)),
        ("2024-01-15", date(2024, 1, 15)),
        ("15/01/2024", date(2024, 1, 15)),
        ("01/15/24", date(2024, 1, 15)),
        ("15.01.2024", date(2024, 1, 15)),
    ],
)
def test_dates_in_every_shape_they_are_found_in(tmp_path: Path, written: str, on: date) -> None:
    row = f'Marie,Dupont,https://www.linkedin.com/in/m,,,,"{written}"'
    contact = only(connections(tmp_path, row))
    assert contact.met is not None
    assert contact.met.on == on


def test_the_order_of_day_and_month_is_taken_from_the_whole_file(tmp_path: Path) -> None:
    rows = [f'P,{i},https://www.linkedin.com/in/p{i},,,,"{on}"' for i, on in enumerate(["03/04/2024", "03/25/2024"])]
    first = connections(tmp_path, *rows).candidates[0].contact
    assert first.met is not None
    assert first.met.on == date(2024, 3, 4)


def test_a_date_that_is_none_is_told_and_the_person_taken(tmp_path: Path) -> None:
    reading = connections(tmp_path, "Marie,Dupont,https://www.linkedin.com/in/m,,Acme,CEO,some day")
    assert only(reading).met is None
    assert [(problem.row, "some day" in problem.reason) for problem in reading.problems] == [(2, True)]


def test_semicolons_french_titles_and_columns_in_any_order(tmp_path: Path) -> None:
    header = "Nom;Prénom;Date de connexion;Entreprise;Poste;Adresse e-mail;URL;Remarque"
    contact = only(connections(tmp_path, "Dupont;Marie;06 nov. 2023;Acme;PDG;marie@acme.example;;x", header=header))
    assert (contact.name, contact.org, contact.title) == ("Marie Dupont", "Acme", "PDG")
    assert contact.emails == ("marie@acme.example",)


def test_rows_without_a_name_are_skipped_with_a_reason_and_counted(tmp_path: Path) -> None:
    reading = connections(tmp_path, MARIE, ",,,,,,12 Apr 2019", "  , ,,,,,13 Apr 2019")
    assert reading.rows == 3
    assert [item.row for item in reading.skipped] == [3, 4]
    assert all("closed" in item.reason for item in reading.skipped)


def test_edge_spaces_go_and_credentials_stay(tmp_path: Path) -> None:
    contact = only(connections(tmp_path, ' Marie , "Dupont, PhD, MBA " ,,, Acme ,CEO ,06 Nov 2023'.replace(' "', '"')))
    assert contact.name == "Marie Dupont, PhD, MBA"
    assert (contact.org, contact.title) == ("Acme", "CEO")


def test_two_people_of_one_name_stay_two_and_one_profile_twice_is_one(tmp_path: Path) -> None:
    reading = connections(
        tmp_path,
        "Dana,Dup,https://www.linkedin.com/in/dana-1,,Acme,,06 Nov 2023",
        "Dana,Dup,https://www.linkedin.com/in/dana-2,,Acme,,06 Nov 2023",
        "Dana,Dup,https://fr.linkedin.com/in/Dana-2/?trk=x,dana@acme.example,Acme,,06 Nov 2023",
    )
    desk = Desk()
    found = desk.take(reading)
    assert found.counts == {"created": 2, "updated": 0, "unchanged": 0, "skipped": 1}
    assert sorted(desk.book.contacts) == ["dana-dup", "dana-dup-2"]
    assert desk["dana-dup-2"].emails == ("dana@acme.example",)
    assert desk.look(reading).change().edits == ()


OLD_HEADER = "First Name,Last Name,Email Address,Company,Position,Connected On"
OLD_ROWS = (
    "Marie,Dupont,,Acme,CEO,06 Nov 2019",
    "Marie,Dupont,,Acme,Trainee,07 Nov 2019",
    "Paul,Roy,paul@roy.example,,,08 Nov 2019",
    "Léa,Martin,,,,09 Nov 2019",
    "Léa,Martin,,,,10 Nov 2019",
)


def test_an_export_without_addresses_gives_everybody_once(tmp_path: Path) -> None:
    reading = connections(tmp_path, *OLD_ROWS, header=OLD_HEADER)
    desk = Desk()
    assert desk.take(reading).counts["created"] == 5
    assert desk.look(reading).counts == {"created": 0, "updated": 0, "unchanged": 5, "skipped": 0}


def test_without_memory_an_import_again_still_changes_nothing(tmp_path: Path) -> None:
    for header, rows in ((OLD_HEADER, OLD_ROWS), (HEADER, (MARIE,))):
        reading = connections(tmp_path, *rows, header=header)
        book = Book().apply(look(Book(), reading).change())
        assert look(book, reading).change().edits == ()


def test_a_renamed_person_of_an_export_without_addresses_is_found_again(tmp_path: Path) -> None:
    reading = connections(tmp_path, "Bob,Lee,,Acme,CTO,06 Nov 2019", header=OLD_HEADER)
    desk = Desk()
    desk.take(reading)
    desk.book = book_of(replace(desk["bob-lee"], id="robert-lee", name="Robert Lee"))
    assert desk.look(reading).change().edits == ()


def test_the_newer_export_with_addresses_finds_the_people_of_the_older_one(tmp_path: Path) -> None:
    desk = Desk()
    desk.take(connections(tmp_path, "Marie,Dupont,,Acme,CEO,06 Nov 2019", header=OLD_HEADER))
    found = desk.take(connections(tmp_path, MARIE.replace("2023", "2019").replace("Acme", "Globex")))
    assert found.counts["created"] == 0
    assert desk["marie-dupont"].links == ("https://www.linkedin.com/in/marie-dupont",)


def test_a_newer_export_changes_only_what_changed_there_and_nothing_the_user_touched(tmp_path: Path) -> None:
    desk = Desk()
    desk.take(connections(tmp_path, MARIE))
    desk.edit("marie-dupont", org="Acme France")
    newer = connections(tmp_path, MARIE.replace("Acme", "Acme Inc").replace("CEO", "Chair"))
    found = desk.take(newer)
    assert found.counts["updated"] == 1
    assert (desk["marie-dupont"].org, desk["marie-dupont"].title) == ("Acme France", "Chair")
    desk.edit("marie-dupont", title="CEO")
    assert desk.look(newer).change().edits == ()


def test_an_older_connection_has_its_day_and_no_invented_exchange(tmp_path: Path) -> None:
    contact = only(connections(tmp_path, MARIE))
    assert contact.interactions == ()
    assert contact.met is not None
    assert contact.met.on == date(2023, 11, 6)


@pytest.mark.parametrize("content", ["", "\n\n", "a,b,c\n1,2,3\n", "First Name,Last Name\nMarie,Dupont\n", "hello"])
def test_what_is_no_such_export_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        read(tmp_path / "x.csv", content, format="linkedin")
    assert "x.csv" in caught.value.message
