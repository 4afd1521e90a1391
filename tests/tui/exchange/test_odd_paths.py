"""Paths as nobody would type them into the field that names a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from entretien.paths import Places
from entretien.tui.modals.path import PathModal, at_hand, offers, typed_path
from tests.tui.places.helpers import network, program, ready, text_of, write

ODD = ["~nobody-here/x", "~", "a\0b", "x" * 5000, "x" * 5000 + "/", "\\\\", "file://%00", "/dev/null/", "'\"", "~/../~"]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return write(tmp_path / "home", network())


@pytest.mark.parametrize("key", ["I", "J"])
async def test_whatever_is_typed_the_program_goes_on(places: Places, tmp_path: Path, key: str) -> None:
    async with program(places).run_test(size=(100, 30)) as pilot:
        app = pilot.app
        await ready(pilot)
        await pilot.press(key)
        await ready(pilot)
        for text in ODD:
            app.screen.query_one(Input).value = text
            await pilot.pause()
            await pilot.press("tab", "down", "tab")
            app.screen.query_one(Input).value = text.rstrip("/") + "-none"
            await pilot.pause()
            await pilot.press("enter")
            for _step in range(3):
                await ready(pilot)
            assert isinstance(app.screen, PathModal), text_of(app)
        assert "There is no file" in text_of(app)
        assert app.is_running


def test_without_a_home_folder_there_is_still_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(self: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", unknown)
    assert typed_path("~/x") == Path("~/x")
    assert offers("~/") == []
    at_hand((".csv",))


def test_from_a_folder_that_is_gone_there_is_still_a_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    at_hand((".csv",))
