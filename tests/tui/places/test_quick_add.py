"""Capturing people in one line: what is shown while typing, what is saved, what is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from entretien.model.contact import Contact, Met
from entretien.model.network import Event, Record
from entretien.tui.widgets.capture_panel import CaptureInput
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (110, 36)
LINE = 'Marie Dupond @Acme CEO #packaging +hec +choir m@acme.fr !"send the deck" fri ~3m ; red glasses'


def put(pilot: Pilot[None], line: str) -> None:
    """Type a line, as a paste does."""
    pilot.app.screen.query_one(CaptureInput).post_message(events.Paste(line))


def running() -> list[Record]:
    return [*network(), Event(id="fair", name="The fair", starts=TODAY, ends=date(2026, 11, 26))]


async def test_a_line_is_understood_as_one_types(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        put(pilot, LINE)
        await ready(pilot)
        screen = text_of(app)
        assert "Marie Dupond · CEO at Acme" in screen
        assert "HEC Entrepreneur" in screen
        assert "choir (new circle)" in screen
        assert "send the deck, Fri 27 Nov" in screen
        assert "every 3 months" in screen
        assert "red glasses" in screen
        assert "Marie Dupont (Acme) is here already." in screen


async def test_enter_saves_and_is_ready_for_the_next(tmp_path: Path) -> None:
    places = write(tmp_path, running())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "enter", *"Ann", "enter")
        await ready(pilot)
        screen = text_of(app)
        assert "Add ─ The fair" in screen
        assert "2 captured today" in screen
        assert pilot.app.screen.query_one(CaptureInput).value == ""
        await pilot.press("escape", "u")
        await ready(pilot)
    book = stored(places)
    assert book.contacts["jo"].met == Met(on=TODAY, event="fair")
    assert "ann" not in book.contacts


async def test_tab_logs_with_the_one_who_is_here_already(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        put(pilot, LINE)
        await pilot.pause()
        await pilot.press("tab")
        assert "Logged with Marie Dupont (Acme)." in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
    book = stored(places)
    assert "marie-dupond" not in book.contacts
    marie = book.contacts["marie-dupont"]
    assert marie.circles == ("hec", "choir")
    assert [promise.what for promise in marie.promises] == ["send the deck"]
    assert "choir" in book.circles


async def test_the_one_who_was_here_may_be_gone_by_the_time_of_saving(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        put(pilot, "Marie Dupond @Acme")
        await pilot.pause()
        await pilot.press("tab")
        places.home.joinpath("contacts", "marie-dupont.toml").unlink()
        app.refresh_from_disk()
        await pilot.press("enter")
        await ready(pilot)
    assert "marie-dupond" in stored(places).contacts


async def test_tab_completes_a_circle(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "space", *"+sai")
        assert "+Sailors" in text_of(app)
        await pilot.press("tab")
        assert pilot.app.screen.query_one(CaptureInput).value == "Jo +Sailors "


async def test_escape_keeps_the_draft_from_screen_to_screen(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "space", "@", "escape", "O", "a")
        await ready(pilot)
        assert pilot.app.screen.query_one(CaptureInput).value == "Jo @"


async def test_a_capture_is_corrected_as_one_step(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "enter", *"An", "enter", *"draft", "up", "up")
        assert "Correct ─ Jo" in text_of(app)
        await pilot.press(*"hn", "enter")
        await ready(pilot)
        assert {"john", "an"} <= set(stored(places).contacts)
        assert "jo" not in stored(places).contacts
        assert pilot.app.screen.query_one(CaptureInput).value == "draft"
        await pilot.press("escape", "u")
        await ready(pilot)
    assert {"jo", "an"} <= set(stored(places).contacts)
    assert "john" not in stored(places).contacts


async def test_escape_leaves_a_correction_first(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "enter", *"new", "up", "x", "escape")
        assert pilot.app.screen.query_one(CaptureInput).value == "new"
        await pilot.press("escape")
        await ready(pilot)
        assert not pilot.app.screen.query(CaptureInput)


async def test_what_was_undone_is_no_longer_offered_for_correction(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "enter", "escape", "u", "a", "up")
        await ready(pilot)
        assert pilot.app.screen.query_one(CaptureInput).value == ""


async def test_a_line_without_a_name_stays_with_the_reason(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", "@", "enter")
        await ready(pilot)
        assert "A name is missing." in text_of(app)
        assert pilot.app.screen.query_one(CaptureInput).value == "@"
    assert len(stored(places).contacts) == 3


async def test_a_pasted_page_is_one_capture_and_nothing_is_lost(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        put(pilot, "Ada Lovelace\r\n1 Rue de l'Église\nada@engine.example \x1b[31m[/bold] " + "long " * 2000)
        await pilot.pause()
        await pilot.press("enter")
        await ready(pilot)
    ada = stored(places).contacts["ada-lovelace"]
    assert ada.emails == ("ada@engine.example",)
    assert ada.notes.startswith("1 Rue de l'Église\nada@engine.example")
    assert ada.notes.count("long") == 2000


async def test_names_are_only_text(tmp_path: Path) -> None:
    hostile = Contact(id="x", name="[bold]X[/] \x1b[2J Y", org="[/]")
    app = program(write(tmp_path, [hostile]))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"bold")
        assert "[bold]X[/]" in text_of(app)


async def test_it_opens_at_every_size(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    sizes: Iterable[tuple[int, int]] = ((1, 1), (12, 3), (39, 9), (60, 20), (200, 50))
    for size in sizes:
        app = program(places)
        async with app.run_test(size=size) as pilot:
            await ready(pilot)
            await pilot.press("a", *"Jo")
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert "Jo" in text_of(app)
