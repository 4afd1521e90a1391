"""A plan whose day has passed: asked about once, and then a line of the log or none."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from entretien.actions.contacts import add_contact
from entretien.actions.interactions import log
from entretien.book import Book
from entretien.config import Config
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp

DAY = date(2026, 11, 24)
LATER = DAY + timedelta(days=3)


def with_plans(folder: Path, *notes: str) -> Places:
    """Zoé, with a meeting planned for tomorrow for each note."""
    places = Places(folder / "home", folder / "config", folder / "cache")
    store = Store(places)
    book = Book()
    for change in (add_contact(book, Contact(name="Zoé")),):
        book = book.with_edits(store.commit(change).edits)
    for note in notes:
        planned = Interaction(on=DAY + timedelta(days=1), channel="meet", note=note)
        book = book.with_edits(store.commit(log(book, "zoe", planned, DAY)).edits)
    return places


def screen(app: EntretienApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def answer(places: Places, today: date, *keys: str) -> tuple[str, tuple[Interaction, ...]]:
    """What is asked on opening, and the log after these keys."""
    app = EntretienApp(places, Config(), today)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        asked = screen(app)
        await pilot.press(*keys)
        await pilot.pause()
    return asked, Store(places).load().contacts["zoe"].interactions


async def test_it_happened(tmp_path: Path) -> None:
    places = with_plans(tmp_path, "Lunch")
    asked, (lunch,) = await answer(places, LATER, "y")
    assert "Did it happen?" in asked
    assert "Zoé" in asked
    assert (lunch.note, lunch.planned) == ("Lunch", False)
    asked, _log = await answer(places, LATER)
    assert "Did it happen?" not in asked


async def test_it_did_not_and_undo_brings_it_back(tmp_path: Path) -> None:
    places = with_plans(tmp_path, "Lunch")
    _asked, log_after = await answer(places, LATER, "n")
    assert log_after == ()
    Store(places).undo()
    assert len(Store(places).load().contacts["zoe"].interactions) == 1


async def test_several_are_asked_about_one_after_the_other(tmp_path: Path) -> None:
    places = with_plans(tmp_path, "Lunch", "Walk", "Dinner")
    _asked, log_after = await answer(places, LATER, "n", "y", "y")
    assert [(item.note, item.planned) for item in log_after] == [("Walk", False), ("Dinner", False)]


async def test_before_the_day_nothing_is_asked(tmp_path: Path) -> None:
    asked, (lunch,) = await answer(with_plans(tmp_path, "Lunch"), DAY)
    assert "Did it happen?" not in asked
    assert lunch.planned


@pytest.mark.parametrize(("text", "left"), [("Coffee", ["Coffee"]), ("", [])])
async def test_a_line_that_moved_meanwhile_is_still_the_one_that_is_meant(
    tmp_path: Path, text: str, left: list[str]
) -> None:
    """Another line came before it, or it went away itself, while the question was open."""
    places = with_plans(tmp_path, "Lunch")
    path = places.home / "contacts/zoe.toml"
    app = EntretienApp(places, Config(), LATER)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        head, plan = path.read_text().split("[[interactions]]")
        first = f'[[interactions]]\non = 2026-01-01\nnote = "{text}"\n' if text else ""
        path.write_text(head + first + (f"[[interactions]]{plan}" if text else ""))
        app.refresh_from_disk()
        await pilot.press("n")
        await pilot.pause()
        if not text:
            assert "That line was changed meanwhile." in screen(app)
    assert [item.note for item in Store(places).load().contacts["zoe"].interactions] == left
