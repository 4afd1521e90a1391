"""log, add, edit."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Entretien


def test_logging_moves_the_due_date_counted_from_the_day_it_happened(people: Entretien) -> None:
    people("log", "blanc", "coffee", "--channel", "meet", "--on", "2026-11-20", "--gave")
    assert people("list", "blanc", "--json").json[0]["due"] == "2026-12-20"
    assert [row["id"] for row in people("due", "--json").json] == ["marie-dupont"]
    logged = tomllib.loads(people.text("contacts/hugo-blanc.toml"))["interactions"][-1]
    assert logged["note"] == "coffee"
    assert logged["channel"] == "meet"
    assert logged["gave"] is True


def test_logging_appends_and_touches_nothing_else(people: Entretien) -> None:
    before = people.text("contacts/marie-dupont.toml")
    people("log", "marie", "coffee, launch slips to March")
    assert people.text("contacts/marie-dupont.toml").startswith(before)


@pytest.mark.parametrize(
    ("said", "day"), [("yesterday", "2026-11-23"), ("hier", "2026-11-23"), ("20/11/2026", "2026-11-20")]
)
def test_days_are_read_in_words(people: Entretien, said: str, day: str) -> None:
    people("log", "marie", "call", "--on", said)
    assert people("list", "marie", "--json").json[0]["last"] == day


def test_a_bad_day_writes_nothing(people: Entretien) -> None:
    before = people.text("contacts/marie-dupont.toml")
    assert '"someday" is not a day' in people("log", "marie", "call", "--on", "someday", code=2).err
    assert people.text("contacts/marie-dupont.toml") == before


def test_add_understands_the_line_and_tells(entretien: Entretien) -> None:
    line = 'Marie Dupont @Acme CEO #packaging +hec marie@acme.example !"send the deck" fri ~3m ; red glasses'
    (understood,) = entretien("add", line, "--json").json
    assert understood["id"] == "marie-dupont"
    data = tomllib.loads(entretien.text("contacts/marie-dupont.toml"))
    assert (data["name"], data["org"], data["title"]) == ("Marie Dupont", "Acme", "CEO")
    assert data["promises"][0]["due"].isoformat() == "2026-11-27"
    assert data["cadence"] == "3 months"
    assert data["met"]["cue"] == "red glasses"
    assert tomllib.loads(entretien.text("circles/hec.toml"))["name"] == "hec"


def test_add_reads_lines_from_a_pipe(entretien: Entretien) -> None:
    understood = entretien("add", "--json", stdin="Ada Lovelace\n\nZoé @Acme\n").json
    assert [person["id"] for person in understood] == ["ada-lovelace", "zoe"]


def test_add_refuses_what_is_no_person_and_saves_the_rest(entretien: Entretien) -> None:
    result = entretien("add", stdin="@\nAda\n", code=1)
    assert (entretien.home / "contacts" / "ada.toml").exists()
    assert len(list((entretien.home / "contacts").iterdir())) == 1
    assert result.err


def test_a_dry_run_saves_nothing(entretien: Entretien) -> None:
    assert "Ada" in entretien("add", "Ada", "--dry-run").out
    assert not entretien.home.exists()


def test_two_people_of_one_name_get_two_files(entretien: Entretien) -> None:
    entretien("add", "Zoé")
    entretien("add", "Zoé")
    assert sorted(path.stem for path in (entretien.home / "contacts").iterdir()) == ["zoe", "zoe-2"]


def test_edit_opens_the_file_without_a_shell(people: Entretien, tmp_path: Path) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho "notes = \\"hand; made\\"" | cat - "$1" > "$1.n" && mv "$1.n" "$1"\n')
    editor.chmod(0o755)
    people("edit", "marie", EDITOR=f"'{editor}'")
    assert people("show", "marie", "--json").json["contact"]["notes"] == "hand; made"


def test_edit_says_what_the_hand_edit_broke(people: Entretien, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho 'name =' > \"$1\"\n")
    editor.chmod(0o755)
    assert "marie-dupont.toml:1" in people("edit", "marie", EDITOR=str(editor), code=1).err


def test_no_editor_is_one_clear_sentence(people: Entretien) -> None:
    assert "no-such-editor" in people("edit", "marie", EDITOR="no-such-editor", code=1).err


def test_asking_again_is_answered_with_a_word_about_bringing_something(people: Entretien) -> None:
    for day in ("2026-10-01", "2026-11-01"):
        people("log", "marie", "--received", "--channel", "call", "--on", day)
    assert "bring something first" not in people("log", "hugo-blanc", "--asked").err
    assert "They helped 2 times this year, you 0 times" in people("log", "marie", "--asked").err


def test_a_plan_is_marked_and_asked_about_once_its_day_has_passed(people: Entretien) -> None:
    people("log", "hugo-noir", "Lunch", "--channel", "meet", "--on", "2026-11-26")
    assert "planned = true" in people.text("contacts/hugo-noir.toml")
    assert "did it happen?" not in people("why", "hugo-noir").err
    for words in (("why", "hugo-noir"), ("due",)):
        assert "Hugo Noir: planned for Thu 26 Nov; did it happen?" in people(*words, ENTRETIEN_TODAY="2026-11-27").err
    assert "did it happen?" not in people("why", "marie", ENTRETIEN_TODAY="2026-11-27").err
