"""The contacts over a small network in a temporary folder."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from entretien.config import Config
from entretien.model.cadence import Cadence
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact, Met, Need
from entretien.model.interaction import Interaction
from entretien.model.network import KINDS, Circle, Event, Record
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp
from entretien.tui.screens.contacts import ContactsScreen

TODAY = date(2026, 11, 24)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    org="Acme",
    title="CEO",
    emails=("marie@acme.example",),
    tags=("packaging",),
    circles=("hec",),
    cadence=Cadence(3, "month"),
    met=Met(on=ago(500), event="salon-sme", cue="red glasses"),
    seeks=(Need(what="printer in Montreuil", tags=("printer",), since=ago(20), why="launch"),),
    notes="Sails.\nTwo children.\n",
    interactions=(Interaction(on=ago(18), channel="meet", note="Launch slips to March"),),
)
ZOE = Contact(
    id="zoe-martin", name="Zoé Martin", org="Dupont & Fils", interactions=(Interaction(on=ago(120), channel="call"),)
)
PAUL = Contact(id="paul-roy", name="Paul Roy", circles=("hec",), interactions=(Interaction(on=ago(2), channel="call"),))
INES = Contact(id="ines-moreau", name="Inès Moreau", org="Radio Locale", tags=("press",))
EVERYBODY: tuple[Record, ...] = (
    MARIE,
    ZOE,
    PAUL,
    INES,
    Circle(id="hec", name="HEC Entrepreneur"),
    Event(id="salon-sme", name="Salon SME", starts=ago(500)),
)


class Room:
    """The program with the contacts in front."""

    def __init__(self, app: EntretienApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each when the last one's effect is on the screen."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        names = {" ": "space", "#": "number_sign", "+": "plus", ":": "colon", "@": "at", "-": "minus", ",": "comma"}
        for char in text:
            await self.pilot.press(names.get(char, char))
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def screen(self) -> ContactsScreen:
        """The place."""
        place = self.app.place
        assert isinstance(place, ContactsScreen)
        return place

    @property
    def names(self) -> list[str]:
        """The names in the list, from the top."""
        assert self.app.network is not None
        return [self.app.network.book.contacts[who].name for who in self.screen.people_list.people]

    @property
    def who(self) -> str | None:
        """The id under the cursor."""
        return self.screen.people_list.who

    def file(self, kind: str, id: str) -> dict[str, Any]:
        """What a record's file says."""
        return tomllib.loads((self.app.places.home / kind / f"{id}.toml").read_text(encoding="utf-8"))


@asynccontextmanager
async def room(
    home: Path, records: Iterable[Record] = EVERYBODY, *, size: tuple[int, int] = (120, 40), place: str = "contacts"
) -> AsyncIterator[Room]:
    """Open the program on these records, in that place."""
    places = Places(home, home / "config", home / "cache")
    kinds = {kind: name for name, kind in KINDS.items()}
    edits = tuple(Edit(kinds[type(record)], None, record) for record in records)
    store = Store(places)
    store.load()
    if edits:
        store.commit(Change("Written", edits))
    app = EntretienApp(places, Config(), TODAY, place=place)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Room(app, pilot)
