"""Changes from outside while the program runs: seen at once, never overwritten."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from entretien.actions.contacts import set_cadence
from entretien.config import Config
from entretien.demo import write_demo
from entretien.model.cadence import Cadence
from entretien.model.interaction import Interaction
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp

TODAY = date(2026, 11, 24)


def open_demo(folder: Path) -> EntretienApp:
    places = Places(folder / "home", folder / "config", folder / "cache")
    write_demo(places, TODAY)
    return EntretienApp(places, Config(), TODAY)


def on_screen(app: EntretienApp, text: str) -> bool:
    return any(text in strip.text for strip in app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for something that another thread brings about."""
    async with asyncio.timeout(10):
        while not condition():
            await pilot.pause()


async def test_a_hand_edit_is_on_the_screen_at_once(tmp_path: Path) -> None:
    app = open_demo(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert on_screen(app, "Marie Dupont")
        path = app.places.home / "contacts/marie-dupont.toml"
        path.write_text(path.read_text().replace("Marie Dupont", "Marie Durand"))
        await until(pilot, lambda: on_screen(app, "Marie Durand"))


async def test_a_key_after_a_hand_edit_keeps_both(tmp_path: Path) -> None:
    app = open_demo(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        path = app.places.home / "contacts/marie-dupont.toml"
        path.write_text("# by hand\n" + path.read_text().replace('title = "CEO"', 'title = "Chair"'))
        await pilot.press("e")
        text = path.read_text()
        assert text.startswith("# by hand\n")
        assert 'title = "Chair"' in text
        assert "done = 2026-11-24" in text


@pytest.mark.parametrize(
    ("key", "kept", "said"),
    [("m", "1 week", "Hugo Blanc: every week"), ("t", "6 months", "Nothing was written."), ("escape", "6 months", "")],
)
async def test_a_clash_shows_both_and_asks(tmp_path: Path, key: str, kept: str, said: str) -> None:
    app = open_demo(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.network is not None
        change = set_cadence(app.network.book, ["hugo-blanc"], Cadence.parse("1 week"))
        path = app.places.home / "contacts/hugo-blanc.toml"
        lines = [line for line in path.read_text().splitlines(keepends=True) if not line.startswith("cadence")]
        path.write_text(lines[0] + 'cadence = "6 months"  # by hand\n' + "".join(lines[1:]))
        assert not app.apply(change)
        await pilot.pause()
        assert on_screen(app, "1 week")
        assert on_screen(app, "6 months")
        await pilot.press(key)
        await pilot.pause()
        assert f'cadence = "{kept}"' in path.read_text()
        assert "# by hand" in path.read_text()
        assert on_screen(app, said)


async def test_what_the_shell_logs_meanwhile_moves_the_queue(tmp_path: Path) -> None:
    app = open_demo(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert on_screen(app, "Hugo Blanc")
        other = Store(app.places)
        book = other.load()
        from entretien.actions.interactions import log

        other.commit(log(book, "hugo-blanc", Interaction(on=TODAY, channel="call"), TODAY))
        assert app.network is not None
        await until(pilot, lambda: app.network is not None and app.network.relationship("hugo-blanc").since_touch == 0)


async def test_a_file_broken_by_hand_is_kept_and_told(tmp_path: Path) -> None:
    app = open_demo(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        path = app.places.home / "contacts/hugo-blanc.toml"
        path.write_text("<<<<<<< mine\n")
        await until(pilot, lambda: bool(app.network and app.network.book.problems))
        await pilot.pause()
        assert on_screen(app, "! 1 file unread")
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert on_screen(app, "hugo-blanc.toml")
        assert path.read_text() == "<<<<<<< mine\n"


async def test_at_midnight_the_next_day_begins(tmp_path: Path) -> None:
    places = Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")
    write_demo(places, TODAY)
    days = [TODAY]
    app = EntretienApp(places, Config(), TODAY, calendar=lambda: days[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        days[0] = TODAY + timedelta(days=1)
        app.look_at_calendar()
        await pilot.pause()
        assert on_screen(app, "Wed 25 Nov 2026")
