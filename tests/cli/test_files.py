"""undo, redo, history, path, the home and the settings."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Entretien


def snapshot(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*.toml"))
        if ".entretien" not in path.parts
    }


def test_undo_and_redo_give_the_same_bytes(people: Entretien) -> None:
    before = snapshot(people.home)
    people("log", "marie", "coffee")
    after = snapshot(people.home)
    people("undo")
    assert snapshot(people.home) == before
    people("redo")
    assert snapshot(people.home) == after
    step = people("history", "--json").json[0]
    assert (step["number"], step["undone"]) == (1, False)


def test_nothing_to_undo_is_said(entretien: Entretien) -> None:
    assert entretien("undo", code=1).err.startswith("entretien: ")


def test_undo_leaves_a_hand_edited_file_alone(people: Entretien) -> None:
    people("log", "marie", "coffee")
    edited = people.file("contacts/marie-dupont.toml", 'name = "Marie by hand"\n').read_bytes()
    assert "marie-dupont" in people("undo", code=1).err
    assert (people.home / "contacts/marie-dupont.toml").read_bytes() == edited


def test_path_names_the_folders_and_the_file_of_a_contact(people: Entretien) -> None:
    assert people("path", "--json").json["home"] == str(people.home)
    assert people("path", "marie").out.strip() == str(people.home / "contacts/marie-dupont.toml")


def test_files_and_folders_are_private(entretien: Entretien) -> None:
    entretien("add", "Ada")
    for path in [entretien.home, *entretien.home.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_everything_written_is_private_whatever_the_umask(entretien: Entretien, tmp_path: Path, umask: int) -> None:
    table = tmp_path / "Connections.csv"
    table.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Love,https://www.linkedin.com/in/ada,ada@x.example,Acme,CEO,01 Jan 2024\n"
    )
    before = os.umask(umask)
    try:
        entretien("import", str(table))
        entretien("log", "ada", "coffee")
        entretien("due")
        entretien("event", "start", "Fair")
        entretien("demo", "--to", str(tmp_path / "made/demo"))
        entretien("export", "--to", str(tmp_path / "made/out/ada.vcf"))
        entretien("export", "--to", str(tmp_path / "made/notes"), "--format", "markdown")
    finally:
        os.umask(before)
    assert (entretien.home / ".entretien/imports/linkedin.json").exists()
    assert (tmp_path / "made/out/ada.vcf").read_text().startswith("BEGIN:VCARD")
    for folder in (entretien.home, tmp_path / "config", tmp_path / "cache", tmp_path / "made"):
        for path in [folder, *folder.rglob("*")] if folder.exists() else []:
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_home_may_be_given_before_or_after_the_command(entretien: Entretien, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    entretien("--home", other, "add", "Ada")
    assert [row["id"] for row in entretien("list", "--json", "--home", other).json] == ["ada"]
    assert entretien("list", "--json").json == []


def test_a_home_that_is_a_file_is_one_clear_sentence(entretien: Entretien, tmp_path: Path) -> None:
    wrong = tmp_path / "file"
    wrong.write_text("")
    assert "is a file, not a folder" in entretien("--home", str(wrong), "list", code=2).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("session_minuts = 20\n", "session_minutes"),
        ("session_minutes = 1000\n", "5 to 240"),
        ("\nlanguage = 3\n", "config.toml:2"),
        ("[model]\nsoon = 2.0\n", "soon"),
        ("x = [\n", "not valid TOML"),
    ],
)
def test_a_bad_setting_names_file_line_key_and_what_is_accepted(entretien: Entretien, text: str, said: str) -> None:
    (entretien.folder / "config").mkdir()
    (entretien.folder / "config/config.toml").write_text(text)
    assert said in entretien("due", code=1).err


def test_a_bad_day_of_reference_is_said(entretien: Entretien) -> None:
    assert "ENTRETIEN_TODAY" in entretien("due", ENTRETIEN_TODAY="tomorrow", code=2).err


def test_an_unknown_command_lists_what_there_is(entretien: Entretien) -> None:
    assert "due" in entretien("dew", code=2).err


def test_the_program_without_a_terminal_says_what_to_use_instead(entretien: Entretien) -> None:
    assert "needs a terminal" in entretien(code=2).err


def test_the_demo_can_be_kept_in_a_folder(entretien: Entretien, tmp_path: Path) -> None:
    entretien("demo", "--to", str(tmp_path / "demo"))
    reasons = {card["reason"] for card in entretien("due", "--json", "--home", str(tmp_path / "demo")).json}
    assert reasons == {"promise", "reply", "met", "date", "last_call", "late", "quiet", "due", "revive"}
    assert "is not empty" in entretien("demo", "--to", str(tmp_path / "demo"), code=2).err


def test_who_is_erased_is_not_told_apart_from_either(people: Entretien) -> None:
    people.file("contacts/hugo-noir.toml", 'name = "Hugo Noir"\nnot_same_as = ["hugo-blanc", "marie-dupont"]\n')
    people("erase", "hugo-blanc", "--yes")
    assert "hugo-blanc" not in people.text("contacts/hugo-noir.toml")
    assert "marie-dupont" in people.text("contacts/hugo-noir.toml")
