"""The calendar at hand, in the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from entretien.config import Config
from entretien.paths import Places
from tests.cli.test_exchange import MEETINGS
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (120, 40)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return write(tmp_path / "home", network())


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "work.ics"
    path.write_text(MEETINGS.replace("\n", "\r\n"))
    return path


async def test_a_calendar_is_named_once(places: Places, calendar: Path) -> None:
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("J")
        await ready(pilot)
        app.screen.query_one(Input).value = str(calendar)
        await pilot.pause()
        await pilot.press("enter")
        for _step in range(3):
            await ready(pilot)
        screen = text_of(app)
        assert "Over, and not logged yet" in screen
        assert "Fri 20 Nov 14:00  Launch review" in screen
        assert "In 2 days · Thu 26 Nov" in screen
        assert "not among your contacts: Bob Stranger" in screen
        assert "Launch slips to March" in screen
        await pilot.press("escape", "J")
        await ready(pilot)
        await ready(pilot)
        assert "Launch review" in text_of(app)


async def test_a_meeting_that_is_over_is_logged_by_one_key(places: Places, calendar: Path) -> None:
    app = program(places, config=Config(calendar=str(calendar)))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("J")
        await ready(pilot)
        await ready(pilot)
        await pilot.press("m")
        await ready(pilot)
        assert "Logged a meeting with Marie Dupont  u undoes" in text_of(app)
        assert "Over, and not logged yet" not in text_of(app)
        logged = stored(places).contacts["marie-dupont"].interactions[-1]
        assert (logged.on.isoformat(), logged.channel, logged.note) == ("2026-11-20", "meet", "Launch review")
        await pilot.press("m")
        await ready(pilot)
        assert "It has not taken place yet." in text_of(app)


async def test_the_verbs_work_on_who_will_be_there(places: Places, calendar: Path) -> None:
    app = program(places, config=Config(calendar=str(calendar)))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("J")
        await ready(pilot)
        await ready(pilot)
        await pilot.press("j", "e")
        await ready(pilot)
        assert stored(places).contacts["marie-dupont"].interactions[-1].on == TODAY
        await pilot.press("enter")
        await ready(pilot)
        assert app.current_mode == "contacts"


async def test_what_is_no_calendar_is_said(places: Places) -> None:
    app = program(places, config=Config(calendar=str(places.home / "circles" / "hec.toml")))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("J")
        for _step in range(3):
            await ready(pilot)
        assert "is no calendar" in " ".join(text_of(app).split())
        await pilot.press("escape")
        await ready(pilot)
        assert "opens another calendar" in text_of(app)


@pytest.mark.parametrize("size", [(1, 1), (30, 8), (80, 24), (200, 50)])
async def test_it_is_drawn_at_every_size(places: Places, calendar: Path, size: tuple[int, int]) -> None:
    app = program(places, config=Config(calendar=str(calendar)))
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("J")
        await ready(pilot)
        await ready(pilot)
        await pilot.press("down", "v", "escape")
        await ready(pilot)
        assert len(app.screen_stack) == 1
