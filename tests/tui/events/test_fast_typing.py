"""Typing faster than the program answers: every key goes where it was meant."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.app import App

from entretien.config import Config
from entretien.model.contact import Contact
from entretien.model.network import Event
from entretien.tui.add_app import AddApp
from tests.tui.places.helpers import TODAY, network, program, ready, stored, write

LINES = ("Ada Lovelace @Engines", "王伟 @Huawei", "José García López @Banco 06 12 34 56 78", "Bob", "Hugo Blanc", "Zed")


def type_ahead(app: App[None], *keys: str) -> None:
    """Send all the keys before any of them is handled."""
    for key in keys:
        name = key if len(key) > 1 else {" ": "space", "@": "at"}.get(key, key)
        app.post_message(events.Key(name, key if len(key) == 1 else None))


def typed(lines: tuple[str, ...]) -> list[str]:
    return [key for line in lines for key in (*line, "enter")]


async def test_badge_after_badge_without_waiting(tmp_path: Path) -> None:
    fair = Event(id="fair", name="Fair", starts=TODAY, ends=TODAY)
    places = write(tmp_path, [*network(), fair])
    app = program(places)
    async with app.run_test(size=(110, 36)) as pilot:
        await ready(pilot)
        type_ahead(app, "a", *typed(LINES), "escape", "u")
        for _turn in range(40):
            await pilot.pause()
        await ready(pilot)
    names = {contact.name for contact in stored(places).contacts.values()} - {
        item.name for item in network()[:3] if isinstance(item, Contact)
    }
    assert names == {"Ada Lovelace", "王伟", "José García López", "Bob", "Hugo Blanc"}


async def test_the_line_alone_takes_them_too(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = AddApp(places, Config(), TODAY)
    async with app.run_test(size=(110, 36)) as pilot:
        await ready(pilot)
        type_ahead(app, *typed(LINES))
        for _turn in range(40):
            await pilot.pause()
        await ready(pilot)
    assert {"ada-lovelace", "bob", "hugo-blanc", "zed"} <= set(stored(places).contacts)
    assert len(stored(places).contacts) == 3 + len(LINES)
