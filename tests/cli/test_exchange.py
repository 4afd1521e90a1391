"""export, duplicates, merge, not-same, agenda, and import beyond a LinkedIn export."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Entretien

MEETINGS = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:review
DTSTART:20261120T140000
SUMMARY:Launch review
ATTENDEE;CN=Marie Dupont:mailto:marie@acme.example
ATTENDEE;CN=Bob Stranger:mailto:bob@elsewhere.example
END:VEVENT
BEGIN:VEVENT
UID:coffee
DTSTART:20261123T090000
SUMMARY:Coffee
ATTENDEE:mailto:hugo@blanc.example
END:VEVENT
BEGIN:VEVENT
UID:board
DTSTART:20261126T110000
SUMMARY:Board
LOCATION:Town hall
ATTENDEE:mailto:marie@acme.example
ATTENDEE:mailto:hugo@blanc.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def calendar(people: Entretien, tmp_path: Path) -> str:
    for who, address in (("marie-dupont", "marie@acme.example"), ("hugo-blanc", "hugo@blanc.example")):
        name = f"contacts/{who}.toml"
        people.file(name, f'emails = ["{address}"]\n{people.text(name)}')
    path = tmp_path / "calendar.ics"
    path.write_text(MEETINGS.replace("\n", "\r\n"))
    return str(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Every record of a home, byte by byte."""
    return {str(path): path.read_bytes() for path in folder.rglob("*.toml")}


# Out


def test_all_that_is_known_about_one_person_is_json_on_stdout(people: Entretien) -> None:
    told = people("export", "marie")
    document = told.json
    assert told.err == ""
    assert list(document["contacts"]) == ["marie-dupont"]
    assert document["contacts"]["marie-dupont"]["promises"][0]["what"] == "send the deck"
    assert list(document["circles"]) == ["hec"]


def test_everybody_a_query_and_a_circle(people: Entretien) -> None:
    assert len(people("export", "--format", "json").json["contacts"]) == 3
    assert set(people("export", "--query", "hugo").json["contacts"]) == {"hugo-blanc", "hugo-noir"}
    assert set(people("export", "--circle", "HEC").json["contacts"]) == {"marie-dupont"}
    assert "Known: hec" in people("export", "--circle", "rotary", code=2).err
    assert "may be 2 people" in people("export", "hugo", code=2).err


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("a.vcf", "BEGIN:VCARD\r\nVERSION:3.0"),
        ("a.csv", "id,name,"),
        ("a.json", "{"),
        ("a.ics", "BEGIN:VCALENDAR"),
        ("a.md", "### Activities:"),
    ],
)
def test_the_ending_of_the_file_tells_the_format(people: Entretien, tmp_path: Path, file: str, start: str) -> None:
    path = tmp_path / "out" / file
    assert "3 contacts written" in people("export", "--to", str(path)).err
    assert path.read_bytes().decode().startswith(start)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_never_written_over_unless_forced(people: Entretien, tmp_path: Path) -> None:
    path = tmp_path / "mine.vcf"
    path.write_text("precious")
    assert "--force" in people("export", "--to", str(path), code=1).err
    assert path.read_text() == "precious"
    people("export", "--format", "vcard4", "--to", str(path), "--force")
    assert "VERSION:4.0" in path.read_text()


def test_notes_go_into_a_folder(people: Entretien, tmp_path: Path) -> None:
    assert "--to" in people("export", "--format", "markdown", code=2).err
    folder = tmp_path / "notes"
    people("export", "--format", "markdown", "--to", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["hugo-blanc.md", "hugo-noir.md", "marie-dupont.md"]
    assert "Launch slips to March" in people("export", "marie", "--format", "markdown").out
    assert "--format" in people("export", "--to", str(tmp_path / "somewhere"), code=2).err


def test_the_calendar_has_the_people_who_are_due(people: Entretien) -> None:
    told = people("export", "--format", "ics").out
    assert "SUMMARY:Get in touch with Hugo Blanc" in told
    assert "send the deck" in told


@pytest.mark.parametrize("format", ["vcard", "vcard4", "csv", "json", "friends", "markdown"])
def test_out_and_in_again_changes_nothing(people: Entretien, tmp_path: Path, format: str) -> None:
    before = contents(people.home)
    target = tmp_path / ("friends.md" if format == "friends" else "out")
    people("export", "--format", format, "--to", str(target))
    path = target if target.is_file() or format == "markdown" else next(target.iterdir())
    told = people("import", str(path), "--json").json
    assert (told["created"], told["updated"], told["skipped"]) == (0, 0, 0)
    assert contents(people.home) == before


# In


def test_a_dry_run_says_field_by_field_what_would_be_done(people: Entretien, tmp_path: Path) -> None:
    path = tmp_path / "card.vcf"
    path.write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Marie Dupont\r\nORG:Acme\r\nTITLE:Chair\r\n"
        "TEL:+33 1 99 00 12 34\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
    )
    before = contents(people.home)
    told = people("import", str(path), "--dry-run", "--json").json
    assert told["format"] == "vcard"
    updated, skipped = told["rows"]
    assert (updated["id"], updated["state"], updated["evidence"]) == ("marie-dupont", "updated", "name-org")
    assert updated["fields"] == [
        {"field": "title", "mine": "CEO", "theirs": "Chair", "kept": "mine"},
        {"field": "phones", "mine": [], "theirs": ["+33 1 99 00 12 34"], "kept": "both"},
    ]
    assert skipped["reason"]
    words = people("import", str(path), "--dry-run").out
    assert "title: CEO (the file says: Chair)" in words
    assert "phone: + +33 1 99 00 12 34" in words
    assert contents(people.home) == before


def test_columns_of_an_unknown_table_are_named_and_remembered(entretien: Entretien, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Wer;Firma;Post 1;Post 2;Kilo\nMarie Dupont;Acme;m@a.example;m@b.example;70\n")
    assert "Wer, Firma" in entretien("import", str(path), code=1).err
    columns = ("name=Wer", "email=Post 1", "email 2=Post 2", "none=Kilo")
    told = entretien("import", str(path), "--json", *(word for item in columns for word in ("--map", item))).json
    assert (told["created"], told["problems"]) == (1, [])
    assert 'emails = ["m@a.example", "m@b.example"]' in entretien.text("contacts/marie-dupont.toml")
    assert entretien("import", str(path), "--json").json["unchanged"] == 1
    assert entretien("import", str(path), "--map", "shoe=Wer", code=2).err


def test_an_interruption_leaves_no_trace(entretien: Entretien, tmp_path: Path) -> None:
    pipe = tmp_path / "endless.csv"
    os.mkfifo(pipe)
    env = {"PATH": os.environ["PATH"], "ENTRETIEN_HOME": str(entretien.home), "ENTRETIEN_TODAY": TODAY}
    env |= {"ENTRETIEN_CONFIG": str(tmp_path / "config"), "ENTRETIEN_CACHE": str(tmp_path / "cache")}
    words = [sys.executable, "-m", "entretien", "import", str(pipe)]
    running = subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True)
    with pipe.open("w"):
        running.send_signal(signal.SIGINT)
        _out, said = running.communicate(timeout=20)
    assert (running.returncode, said) == (130, "")
    assert not entretien.home.exists()


# The same person twice


def test_pairs_come_with_what_speaks_for_them(people: Entretien) -> None:
    people.file("contacts/marie-dupond.toml", 'name = "Marie Dupond"\norg = "Acme"\nseeks = [{ what = "a printer" }]\n')
    (pair,) = people("duplicates", "--json").json
    assert (pair["one"]["id"], pair["other"]["id"]) == ("marie-dupont", "marie-dupond")
    assert (pair["evidence"], pair["sentence"]) == ("near", "similar name")
    assert "similar name" in people("duplicates").out


def test_a_merge_is_one_step_and_loses_nothing(people: Entretien) -> None:
    people.file("contacts/mdupont.toml", 'name = "M. Dupont"\ntitle = "Chair"\nseeks = [{ what = "a printer" }]\n')
    people.file("contacts/zoe.toml", 'name = "Zoé"\n\n[[interactions]]\non = 2026-10-01\nwith = ["mdupont"]\n')
    before = contents(people.home)
    told = people("merge", "marie-dupont", "mdupont", "--json").json
    assert (told["id"], told["merged"]) == ("marie-dupont", "mdupont")
    assert told["contact"]["seeks"] == [{"what": "a printer"}]
    assert "Chair" in told["contact"]["notes"]
    assert 'with = ["marie-dupont"]' in people.text("contacts/zoe.toml")
    assert not (people.home / "contacts/mdupont.toml").exists()
    people("undo")
    assert contents(people.home) == before


def test_two_people_are_told_apart_for_good(people: Entretien) -> None:
    people.file("contacts/hugo-blanc-2.toml", 'name = "Hugo Blanc"\n')
    assert len(people("duplicates", "--json").json) == 1
    people("not-same", "hugo-blanc", "hugo-blanc-2")
    assert people("duplicates", "--json").json == []
    assert "known already" in people("not-same", "hugo-blanc", "hugo-blanc-2").err
    assert "one card" in people("merge", "marie", "marie-dupont", code=2).err


# The calendar at hand


def test_the_agenda_shows_who_will_be_there(people: Entretien, calendar: str) -> None:
    (board,) = people("agenda", calendar, "--json").json
    assert board == {
        "on": "2026-11-26", "at": "11:00", "summary": "Board", "place": "Town hall", "online": False,
        "known": ["marie-dupont", "hugo-blanc"], "others": [],
    }  # fmt: skip
    told = people("agenda", calendar)
    assert "Thu 26 Nov 11:00  Board  (Town hall)" in told.out
    assert "promised  mine: send the deck" in told.out
    assert people("agenda", calendar, "--days", "2", "--json").json == []
    assert "no calendar" in people("agenda", str(people.home / "circles/hec.toml"), code=1).err
    assert "Which calendar?" in people("agenda", code=2).err


def test_what_is_over_is_logged_in_one_key_each(people: Entretien, calendar: str) -> None:
    offered = people("agenda", calendar, "--log", "--json").json
    assert [meeting["summary"] for meeting in offered] == ["Launch review", "Coffee"]
    told = people("agenda", calendar, "--log", stdin="y\nn\n")
    assert told.out == "1 meeting logged\n"
    timeline = people("show", "marie", "--json").json["interactions"]
    logged = {"on": "2026-11-20", "channel": "meet", "note": "Launch review"}
    assert any(logged.items() <= line.items() for line in timeline)
    assert len(people("agenda", calendar, "--log", "--json").json) == 1
    people("undo")
    assert len(people("agenda", calendar, "--log", "--json").json) == 2
    assert people("agenda", calendar, "--log", stdin="").out == "0 meetings logged\n"


def test_the_settings_name_the_calendar(people: Entretien, calendar: str, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/config.toml").write_text(f"calendar = {json.dumps(calendar)}\n")
    assert len(people("agenda", "--json").json) == 1
