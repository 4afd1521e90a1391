"""`erase`: afterwards there is nothing of a person anywhere, and what is in one's own words is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Entretien

TABLE = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Marie,Dupont,https://www.linkedin.com/in/mariedup,marie@acme.example,Acme,CEO,01 Jan 2024
Paul,Roy,https://www.linkedin.com/in/paulroy,paul@x.example,Acme,CEO,01 Jan 2024
"""
COPY = "sync-conflict-20260101-120000-ABCDEFG"
TRACES = (b"marie", b"Marie", b"secret")


@pytest.fixture
def known(entretien: Entretien, tmp_path: Path) -> Entretien:
    """Marie came with an import, was renamed, and left traces wherever there can be any."""
    table = tmp_path / "Connections.csv"
    table.write_text(TABLE)
    entretien("import", str(table))
    table.unlink()
    entretien("log", "marie", "coffee, a secret")
    entretien("add", "Bo")
    entretien("log", "bo", "lunch")
    old = entretien.home / "contacts/marie-dupont.toml"
    old.rename(entretien.home / "contacts/marie-martin.toml")
    entretien("log", "marie-martin", "secret too")
    entretien("add", "Anna")
    entretien.file("contacts/anna.toml", 'name = "Anna"\nnot_same_as = ["marie-martin", "bo"]\n')
    entretien.file(
        "sessions/2026-11-20.toml",
        'started = 2026-11-20T10:00:00\noffered = ["marie-martin", "bo"]\n\n[[decisions]]\nwho = "marie-martin"\n'
        'part = "see"\ndid = "done"\nat = 2026-11-20T10:05:00\n',
    )
    contacts, own = entretien.home / "contacts", entretien.home / ".entretien"
    for copy in (f"marie-martin.{COPY}.toml", ".entretien-0123456789ab.tmp"):
        shutil.copy(contacts / "marie-martin.toml", contacts / copy)
    shutil.copy(own / "history", own / f"history.{COPY}")
    shutil.copy(own / "imports/linkedin.json", own / f"imports/linkedin.{COPY}.json")
    (tmp_path / "cache").mkdir()
    entretien("due")
    shutil.copy(contacts / "marie-martin.toml", tmp_path / "cache/.entretien-0123456789ab.tmp")
    return entretien


def traces(entretien: Entretien) -> set[str]:
    """The files that still tell of Marie. The history is compressed: what it says is asked of it."""
    files = [path for path in entretien.folder.rglob("*") if path.is_file()]
    found = {path.name for path in files if any(trace in path.read_bytes() for trace in TRACES)}
    steps = entretien("history", "--json").json
    return found | {"history" for step in steps if "Marie" in step["label"] or "arie" in str(step["files"])}


def test_nothing_is_left_anywhere(known: Entretien) -> None:
    assert len(traces(known)) > 5
    said = known("erase", "marie-martin", "--yes").err
    assert said.splitlines()[-1] == "Marie Dupont is forgotten."
    assert traces(known) == set()
    labels = [step["label"] for step in known("history", "--json").json]
    assert labels == ["Added Anna", "Logged a message with Bo", "Added Bo"]
    assert known.text("contacts/anna.toml") == 'name = "Anna"\nnot_same_as = ["bo"]\n'
    assert "paul-roy" in known.text(".entretien/imports/linkedin.json")
    assert not list((known.folder / "cache").iterdir())


def test_who_was_deleted_before_can_still_be_erased(known: Entretien) -> None:
    for path in (known.home / "contacts").glob("*marie*"):
        path.unlink()
    known.file("contacts/anna.toml", 'name = "Anna"\n')
    known("erase", "marie-dupont", "--yes")
    known("erase", "marie-martin", "--yes")
    assert traces(known) == set()
    assert "Nobody here is called" in known("erase", "marie-dupont", "--yes", code=2).err


def test_a_card_that_cannot_be_read_can_be_erased(known: Entretien) -> None:
    path = known.home / "contacts/marie-martin.toml"
    path.write_text(path.read_text() + "[[[")
    known("erase", "marie-martin", "--yes")
    assert not path.exists()
    assert traces(known) == set()


def test_what_is_in_words_of_ones_own_is_named(known: Entretien) -> None:
    path = known.file("contacts/anna.toml", 'name = "Anna"\nnotes = "x"\nseeks = [{ what = "marie dupont\'s help" }]\n')
    known.file("contacts/marie-martin.toml~", 'name = "Marie Dupont"\n')
    said = known("erase", "marie-martin", "--yes").err
    assert "they are still named" in said
    assert f"{path}:3" in said
    assert "marie-martin.toml~:1" in said
    assert "marie dupont" in path.read_text()


def test_a_name_of_one_word_takes_nobody_elses_with_it(entretien: Entretien) -> None:
    entretien("add", "Ada Lovelace")
    entretien("add", "Ada")
    entretien("log", "ada-lovelace", "coffee, no adage")
    assert entretien("erase", "ada", "--yes").err.splitlines() == ["Ada is forgotten."]
    assert [row["id"] for row in entretien("list", "--json").json] == ["ada-lovelace"]
    entretien("erase", "ada-lovelace", "--yes")
    assert entretien("history", "--json").json == []


def test_that_git_remembers_is_said(known: Entretien) -> None:
    (known.home / ".git").mkdir()
    assert "kept in git" in known("erase", "marie-martin", "--yes").err


def test_without_a_terminal_it_has_to_be_meant(known: Entretien) -> None:
    assert "can't be undone" in known("erase", "marie-martin", code=2).err
    assert traces(known)
