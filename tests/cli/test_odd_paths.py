"""Paths as nobody would write them, wherever the shell takes one: a sentence, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Entretien

ODD = pytest.mark.parametrize(
    "path",
    ["~nobody-here/x.csv", "x" * 300 + ".ics", "y" * 5000 + ".vcf", "/dev/null/x.ics"],
    ids=lambda path: path[:10],
)


@ODD
def test_what_is_to_be_read(entretien: Entretien, path: str) -> None:
    for command in ("import", "agenda"):
        assert "There is no file" in entretien(command, path, code=1).err


@ODD
def test_the_home(entretien: Entretien, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert entretien("--home", path, "list").out == ""
    if not path.startswith("~"):
        assert "can't be written" in entretien("--home", path, "add", "Ada", code=1).err


@ODD
def test_what_is_to_be_written(
    entretien: Entretien, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    entretien("add", "Ada")
    if path.startswith("~"):
        entretien("export", "--to", path)
        assert (tmp_path / path).exists()
    else:
        assert "can't be written" in entretien("export", "--format", "vcard", "--to", path, code=1).err
        assert "can't be written" in entretien("demo", "--to", path, code=1).err


def test_a_demo_is_not_put_in_the_place_of_a_file(entretien: Entretien, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is not empty" in entretien("demo", "--to", str(tmp_path / "file"), code=2).err


@pytest.mark.parametrize("calendar", ["~nobody-here/x.ics", "x" * 5000, "a\\u0000b"])
def test_a_calendar_that_the_settings_name(entretien: Entretien, calendar: str) -> None:
    entretien.file("../config/config.toml", f'calendar = "{calendar}"\n')
    assert "There is no file" in entretien("agenda", code=1).err


def test_without_a_home_folder_a_tilde_is_a_name(entretien: Entretien) -> None:
    assert "There is no file" in entretien("import", "~/x.csv", code=1, HOME="").err
