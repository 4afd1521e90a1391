"""Bad input to the capture line: always saved or clearly refused, never half."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from entretien.model.network import Event
from entretien.tui.app import EntretienApp
from entretien.tui.widgets.capture_panel import CaptureInput
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (110, 36)
PAGE = (
    'Ada Lovelace\nCEO, Engines\r\n\thttps://engines.example/x?y=1\n[bold]not markup[/] = "quoted"\n'
    + "Lorem ipsum. " * 300
)


async def captured(pilot: Pilot[None], line: str) -> None:
    """Paste a line into the open field and press Enter."""
    await ready(pilot)
    await pilot.press("a")
    pilot.app.screen.query_one(CaptureInput).post_message(events.Paste(line))
    await pilot.pause()
    await pilot.press("enter")
    await ready(pilot)


def typed(app: EntretienApp) -> str:
    return app.screen.query_one(CaptureInput).value


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Ada Lovelace ; " + "word " * 2_000, "ada-lovelace"),
        ("Ada \x1b[31mLove\x07 ; \x1b]0;title\x07 glasses", ""),
        (PAGE, "ada-lovelace"),
        ("Ada ada@one.example <bea@two.example>", "ada"),
        ("Ada !deck 12 mar fri 2026-12-01", "ada"),
        ("Ada +Choir", "ada"),
        ("[/] Ada", "ada"),
    ],
)
async def test_what_has_a_name_is_saved_whole(tmp_path: Path, line: str, who: str) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await captured(pilot, line)
        assert typed(app) == ""
        assert "1 captured today" in text_of(app)
        await pilot.press("escape", "u")
        await ready(pilot)
    assert set(stored(places).contacts) == {"marie-dupont", "paul-roy", "zoe-martin"}
    assert set(stored(places).circles) == {"hec", "sailors"}
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("U")
        await ready(pilot)
    new = set(stored(places).contacts) - {"marie-dupont", "paul-roy", "zoe-martin"}
    assert len(new) == 1
    assert not who or new == {who}


@pytest.mark.parametrize("line", ["@", "@Acme", "#", "!deck fri", "x" * 10_000, "1 " * 5_000, "...", "+hec"])
async def test_what_has_none_stays_in_the_field_with_the_reason(tmp_path: Path, line: str) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await captured(pilot, line)
        assert typed(app) == line.strip("\n")
        screen = text_of(app)
        assert "A name is missing." in screen or "too long for a name" in screen
    assert len(stored(places).contacts) == 3


async def test_an_unknown_circle_is_offered_to_be_made(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Ada +choir")
        assert "Enter makes the circle choir too." in text_of(app)


async def test_an_event_of_the_same_name_goes_on(tmp_path: Path) -> None:
    fair = Event(id="fair", name="The fair", starts=TODAY, ends=TODAY, place="Paris", stopped=TODAY)
    places = write(tmp_path, [*network(), fair])
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("B", *"the fair", "enter")
        await ready(pilot)
        assert "The fair goes on" in text_of(app)
    book = stored(places)
    assert set(book.events) == {"fair", "salon-sme-2026"}
    assert book.event_on(TODAY) == book.events["fair"]
    assert book.events["fair"].place == "Paris"
