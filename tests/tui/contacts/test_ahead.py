"""Cards that were set while nothing else was to be done look like those that weren't, and are never old."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from entretien.actions.contacts import edit_contact
from tests.tui.contacts.room import EVERYBODY, ZOE, Room, room


def rest(it: Room) -> None:
    """Time passes."""
    for _step in it.screen._ahead or ():
        pass


async def test_prepared_or_not_they_look_the_same(tmp_path: Path) -> None:
    looks: list[list[str]] = []
    for prepares in (True, False):
        async with room(tmp_path / str(prepares)) as it:
            looks.append([])
            for key in ("j", "j", "k", "G", "g", "pagedown", "pageup", "v", "j"):
                await it.press(key)
                looks[-1].append(it.text)
                if prepares:
                    rest(it)
    assert looks[0] == looks[1]


async def test_what_changed_meanwhile_is_shown(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "j")
        rest(it)
        card = it.screen.query_one("#contact-card")
        assert "zoe-martin" in card._ready  # type: ignore[attr-defined]
        assert it.app.network is not None
        zoe = it.app.network.book.contacts[ZOE.id]
        assert it.app.apply(edit_contact(it.app.network.book, replace(zoe, notes="Moved to Lyon")))
        await it.press("j")
        assert it.who == ZOE.id
        assert "Moved to Lyon" in it.text


async def test_another_width_sets_the_card_anew(tmp_path: Path) -> None:
    async with room(tmp_path, EVERYBODY) as it:
        await it.press("j", "j", "k")
        rest(it)
        await it.pilot.resize_terminal(96, 30)
        await it.press("j")
        narrow = it.text
    async with room(tmp_path / "again", EVERYBODY, size=(96, 30)) as it:
        await it.press("j", "j")
        assert it.text == narrow
