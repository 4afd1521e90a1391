from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from entretien.config import Config
from entretien.errors import UnreadableSourceError, UsageError
from entretien.interop.importing import look, read_source, remember
from entretien.interop.plain_csv import look_at
from entretien.interop.source import Source
from entretien.model.contact import Anniversary, Contact
from entretien.paths import Places
from tests.interop.helpers import TODAY, Desk, read


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def only(path: Path, content: str | bytes, format: str) -> Contact:
    reading = read(path / "people.csv", content)
    assert reading.format == format
    assert [problem.reason for problem in reading.problems] == []
    assert len(reading.candidates) == 1
    desk = Desk()
    desk.take(reading)
    assert not desk.look(reading).change()
    return reading.candidates[0].contact


NEW_GOOGLE = {
    "First Name": "Marie ",
    "Middle Name": "",
    "Last Name": "Dupont",
    "Name Prefix": "Dr.",
    "File As": "",
    "Organization Name": "Acme",
    "Organization Title": "CEO",
    "Organization Department": "Research",
    "Birthday": " --05-03",
    "Notes": "Sails.\nTwo children.",
    "Labels": "* myContacts ::: Suppliers ::: * starred",
    "E-mail 1 - Label": "Home",
    "E-mail 1 - Value": "m@dupont.example ::: m2@dupont.example",
    "E-mail 2 - Label": "* Work",
    "E-mail 2 - Value": "marie@acme.example",
    "Phone 1 - Label": "Mobile",
    "Phone 1 - Value": "801.555.0142",
    "Address 1 - Label": "Work",
    "Address 1 - Formatted": "1 rue du Test\n93100 Montreuil",
    "Address 1 - Street": "1 rue du Test",
    "Address 1 - City": "Montreuil",
    "Address 1 - PO Box": "",
    "Address 1 - Region": "",
    "Address 1 - Postal Code": "93100",
    "Address 1 - Country": "France",
    "Website 1 - Label": "Profile",
    "Website 1 - Value": "https://www.linkedin.com/in/marie",
    "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2001-09-22",
    "Custom Field 1 - Label": "Boat",
    "Custom Field 1 - Value": "Mouette",
}


def test_google_as_it_exports_now(tmp_path: Path) -> None:
    assert only(tmp_path, table(NEW_GOOGLE), "google-csv") == Contact(
        name="Marie Dupont",
        org="Acme",
        title="CEO",
        emails=("marie@acme.example", "m@dupont.example", "m2@dupont.example"),
        phones=("801.555.0142",),
        links=("https://www.linkedin.com/in/marie",),
        place="Montreuil",
        tags=("Suppliers",),
        notes="Sails.\nTwo children.\nBoat: Mouette",
        dates=(Anniversary(label="birthday", on="05-03"), Anniversary(label="anniversary", on=date(2001, 9, 22))),
        vcard=(
            "N:Dupont;Marie;;Dr.;",
            "EMAIL;TYPE=WORK:marie@acme.example",
            "EMAIL;TYPE=HOME:m@dupont.example",
            "EMAIL;TYPE=HOME:m2@dupont.example",
            "TEL;TYPE=CELL:801.555.0142",
            "ORG:Acme;Research",
            "ADR;TYPE=WORK:;;1 rue du Test;Montreuil;;93100;France",
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_google_as_it_exported_before(tmp_path: Path, encoding: str) -> None:
    old = {
        "Name": "Zoé Lefèvre",
        "Given Name": "Zoé",
        "Family Name": "Lefèvre",
        "Yomi Name": "",
        "Group Membership": "* myContacts",
        "E-mail 1 - Type": "*",
        "E-mail 1 - Value": "zoe@x.example",
        "Organization 1 - Name": "Acme",
        "Organization 1 - Title": "CTO",
        "Address 1 - Formatted": "Somewhere 1\nParis",
    }
    contact = only(tmp_path, table(old).encode(encoding), "google-csv")
    assert (contact.name, contact.org, contact.title) == ("Zoé Lefèvre", "Acme", "CTO")
    assert contact.vcard == ("N:Lefèvre;Zoé;;;", "ADR:;;Somewhere 1 Paris;;;;")


def test_a_row_with_an_address_only_and_one_with_nothing(tmp_path: Path) -> None:
    rows = ({"Name": "", "E-mail 1 - Value": "x@x.example", "Notes": ""}, {"Notes": "lonely"})
    reading = read(tmp_path / "g.csv", table(*rows))
    assert [candidate.label for candidate in reading.candidates] == ["x@x.example"]
    assert [item.row for item in reading.skipped] == [3]


def test_outlook_on_the_web(tmp_path: Path) -> None:
    row = {
        "First Name": "Marie",
        "Last Name": "Dupont",
        "Title": "Dr",
        "Suffix": "PhD",
        "E-mail Address": "marie@acme.example",
        "E-mail 2 Address": "m@dupont.example",
        "Mobile Phone": "+33 6 99 00 12 34",
        "Business Phone": "01 99 00 12 34",
        "Job Title": "CEO",
        "Company": "Acme",
        "Business City": "Montreuil",
        "Categories": "Suppliers;Red",
        "Birthday": "25/03/1980",
        "Anniversary": "0/0/00",
        "Notes": "",
    }
    contact = only(tmp_path, table(row), "outlook-csv")
    assert (contact.name, contact.title, contact.place) == ("Marie Dupont PhD", "CEO", "Montreuil")
    assert contact.emails == ("marie@acme.example", "m@dupont.example")
    assert set(contact.phones) == {"+33 6 99 00 12 34", "01 99 00 12 34"}
    assert contact.tags == ("Suppliers", "Red")
    assert contact.dates == (Anniversary(label="birthday", on=date(1980, 3, 25)),)


@pytest.mark.parametrize(
    "row",
    [
        {
            "Anrede": "Frau",
            "Vorname": "Marie",
            "Nachname": "Dupont",
            "Firma": "Acme",
            "Position": "CEO",
            "Ort geschäftlich": "Köln",
            "E-Mail-Adresse": "marie@acme.example",
            "Mobiltelefon": "0176 0",
            "Geburtstag": "0.0.00",
        },
        {
            "Titre": "Mme",
            "Prénom": "Marie",
            "Nom": "Dupont",
            "Société": "Acme",
            "Titre du poste": "CEO",
            "Ville (bureau)": "Köln",
            "Adresse de messagerie": "marie@acme.example",
            "Tél. mobile": "0176 0",
            "Anniversaire": "0/0/00",
        },
    ],
)
def test_outlook_on_the_desk_in_its_own_words_and_encoding(tmp_path: Path, row: dict[str, str]) -> None:
    contact = only(tmp_path, table(row).encode("cp1252"), "outlook-csv")
    assert (contact.name, contact.org, contact.title, contact.place) == ("Marie Dupont", "Acme", "CEO", "Köln")
    assert (contact.emails, contact.phones, contact.dates) == (("marie@acme.example",), ("0176 0",), ())


def test_thunderbird(tmp_path: Path) -> None:
    row = {
        "First Name": "Marie",
        "Last Name": "Dupont",
        "Display Name": "Marie D.",
        "Primary Email": "marie@acme.example",
        "Secondary Email": "m@dupont.example",
        "Organization": "Acme",
        "Birth Year": "1980",
        "Birth Month": "5",
        "Birth Day": "3",
    }
    contact = only(tmp_path, table(row, delimiter=";"), "thunderbird-csv")
    assert contact.name == "Marie D."
    assert contact.emails == ("marie@acme.example", "m@dupont.example")
    assert contact.dates == (Anniversary(label="birthday", on=date(1980, 5, 3)),)


def test_a_table_of_no_known_make_is_read_by_its_titles(tmp_path: Path) -> None:
    row = {"Nom complet": "Marie Dupont", "Courriel": "marie@acme.example", "Téléphone": "0199001234", "Humeur": ""}
    contact = only(tmp_path, table(row, delimiter=";"), "csv")
    assert contact == Contact(name="Marie Dupont", emails=("marie@acme.example",), phones=("0199001234",))


def test_columns_without_a_place_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path / "x.csv", table({"Name": "Marie", "Shoe size": "38"}))
    assert [problem.reason for problem in reading.problems] == ["These columns have no place here: Shoe size."]


ODD = "Guests of the evening\n\nWer;Wo;Wie erreichbar\nMarie Dupont;Acme;marie@acme.example\n"
ODD_MAPPING = {"name": "Wer", "org": "Wo", "email": "wie erreichbar"}


def test_columns_are_mapped_once_and_the_mapping_is_remembered(tmp_path: Path) -> None:
    path, places = tmp_path / "guests.csv", Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")
    path.write_text(ODD)
    with pytest.raises(UnreadableSourceError) as caught:
        read_source(path, Config(), TODAY, places=places)
    assert "Wie erreichbar" in caught.value.hint
    reading = read_source(path, Config(), TODAY, mapping=ODD_MAPPING, places=places)
    desk = Desk()
    remember(look(desk.book, reading, places, Config()), places, "1")
    again = read_source(path, Config(), TODAY, places=places)
    assert again.candidates == reading.candidates
    assert again.candidates[0].contact == Contact(name="Marie Dupont", org="Acme", emails=("marie@acme.example",))


@pytest.mark.parametrize("mapping", [{"name": "Who"}, {"shoe": "Wer"}])
def test_a_mapping_that_cannot_be_is_refused(tmp_path: Path, mapping: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        read(tmp_path / "x.csv", ODD, mapping=mapping)


def test_a_table_can_be_looked_at_before_it_is_mapped(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Name,Firm\nMarie,Acme\n")
    seen = look_at(Source(path))
    assert (seen.columns, seen.guesses, seen.sample) == (("Name", "Firm"), {"Name": "name"}, (("Marie", "Acme"),))
