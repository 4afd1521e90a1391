"""The [keys] table of the settings: keys move, the bar follows, mistakes are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from entretien.config import Config, load_config
from entretien.demo import write_demo
from entretien.paths import Places
from entretien.tui.app import EntretienApp
from entretien.tui.commands import complaints

TODAY = date(2026, 11, 24)


def open_with(folder: Path, keys: str) -> EntretienApp:
    places = Places(folder / "home", folder / "config", folder / "cache")
    write_demo(places, TODAY)
    places.config.mkdir(exist_ok=True)
    places.config_file.write_text(f"[keys]\n{keys}")
    return EntretienApp(places, load_config(places.config_file), TODAY)


def screen(app: EntretienApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_a_moved_key_works_and_stands_in_the_bar(tmp_path: Path) -> None:
    app = open_with(tmp_path, '"contact.done" = "z"\n')
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "z done" in screen(app)
        await pilot.press("e")
        await pilot.pause()
        assert "Promise kept" not in screen(app)
        await pilot.press("z")
        await pilot.pause()
        assert "Promise kept: send the deck" in screen(app)


async def test_without_a_key_for_undo_none_is_named(tmp_path: Path) -> None:
    app = open_with(tmp_path, '"app.undo" = []\n')
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert "Promise kept: send the deck" in screen(app)
        assert "undoes" not in screen(app)


async def test_mistakes_in_the_table_are_told(tmp_path: Path) -> None:
    app = open_with(tmp_path, '"contact.dne" = "z"\n')
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "contact.done" in screen(app)


def test_no_key_is_taken_twice_from_the_start() -> None:
    assert complaints(Config().keys) == ()


def test_a_key_taken_twice_is_told_with_both_commands() -> None:
    (sentence,) = complaints({"contact.log": ("e",)})
    assert "contact.log" in sentence
    assert "contact.done" in sentence
