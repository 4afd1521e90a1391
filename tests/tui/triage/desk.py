"""The triage over a small network in a temporary folder."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from entretien.config import Config
from entretien.model.change import Change, Edit
from entretien.model.network import KINDS, Record
from entretien.paths import Places
from entretien.relationship.parameters import Parameters
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp
from tests.sessions import EVERYBODY, TODAY


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def write(home: Path, records: Iterable[Record] = EVERYBODY) -> Places:
    """The records as files."""
    places = Places(home, home / "config", home / "cache")
    kinds = {kind: name for name, kind in KINDS.items()}
    edits = tuple(Edit(kinds[type(record)], None, record) for record in records)
    store = Store(places)
    store.load()
    if edits:
        store.commit(Change("Written", edits))
    return places


class Desk:
    """The program with the triage in front."""

    def __init__(self, app: EntretienApp, pilot: Pilot[None], clock: Clock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    async def press(self, *keys: str) -> None:
        """Press keys, each when the last one's effect is on the screen."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type_ahead(self, *keys: str) -> None:
        """Keys that arrive all at once."""
        for key in keys:
            self.app.post_message(events.Key(key, key))
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def who(self) -> str:
        """Whose card is in front: the name in its border."""
        for line in self.text.splitlines():
            if "╭" in line and not line.strip().startswith("╭─ Queue"):
                return line.rpartition("╭─ ")[2].partition(" ─")[0]
            if "╮ ╭─ " in line:
                return line.partition("╮ ╭─ ")[2].partition(" ─")[0]
        return ""

    def file(self, kind: str, id: str) -> dict[str, Any]:
        """What a record's file says."""
        return tomllib.loads((self.app.places.home / kind / f"{id}.toml").read_text(encoding="utf-8"))

    @property
    def session(self) -> dict[str, Any]:
        """What today's session file says; empty where there is none."""
        path = self.app.places.home / "sessions" / f"{TODAY}.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    @property
    def decided(self) -> list[tuple[str, str]]:
        """Who was judged in today's session, and how."""
        return [(item["who"], item["did"]) for item in self.session.get("decisions", [])]


@asynccontextmanager
async def desk(
    home: Path,
    records: Sequence[Record] | None = EVERYBODY,
    *,
    size: tuple[int, int] = (120, 40),
    today: date = TODAY,
    minutes: int = 30,
    people: int = 3,
) -> AsyncIterator[Desk]:
    """Open the program on these records; None: on what `home` holds already."""
    places = Places(home, home / "config", home / "cache") if records is None else write(home, records)
    clock = Clock()
    config = Config(session_minutes=minutes, model=Parameters(session_people=people))
    app = EntretienApp(places, config, today, place="triage", clock=clock)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Desk(app, pilot, clock)
