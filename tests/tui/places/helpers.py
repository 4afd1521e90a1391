"""A small network on disk, and the program on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from entretien.book import Book
from entretien.config import Config
from entretien.model.cadence import Cadence
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.model.network import KINDS, Circle, Event, Record
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp

TODAY = date(2026, 11, 24)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def network() -> list[Record]:
    """Three people, two circles, an event of last September; a plan, a shared dinner, a note with markup."""
    marie = Contact(
        id="marie-dupont",
        name="Marie Dupont",
        org="Acme",
        title="CEO",
        emails=("marie@acme.example",),
        tags=("packaging",),
        circles=("hec",),
        cadence=Cadence(3, "month"),
        interactions=(
            Interaction(on=date(2026, 8, 12), direction="out", gave=True, note="Sent the HEC article"),
            Interaction(on=date(2026, 9, 25), channel="meet", event="salon-sme-2026", note="First talk at the stand"),
            Interaction(on=date(2026, 11, 6), channel="meet", depth=2, note="Launch slips to March"),
            Interaction(on=date(2026, 12, 3), channel="call", note="Ask about the launch"),
        ),
    )
    paul = Contact(
        id="paul-roy",
        name="Paul Roy",
        circles=("hec", "sailors"),
        interactions=(
            Interaction(on=date(2026, 11, 20), channel="meet", with_=("zoe-martin",), note="Dinner, the three of us"),
            Interaction(on=date(2025, 11, 2), channel="call", note="Asked [bold]about[/] packaging", asked=True),
        ),
    )
    zoe = Contact(id="zoe-martin", name="Zoé Martin", org="Imprimerie du Nord", circles=("hec",))
    return [
        marie,
        paul,
        zoe,
        Circle(
            id="hec",
            name="HEC Entrepreneur",
            stake="Real missions for students",
            stake_confirmed=date(2026, 6, 12),
            cadence=Cadence(6, "month"),
        ),
        Circle(id="sailors", name="Sailors"),
        Event(id="salon-sme-2026", name="Salon SME 2026", starts=date(2026, 9, 25), ends=date(2026, 9, 26)),
    ]


def write(home: Path, records: Iterable[Record]) -> Places:
    """The records as files."""
    places = Places(home, home / "config", home / "cache")
    kinds = {kind: name for name, kind in KINDS.items()}
    edits = tuple(Edit(kinds[type(record)], None, record) for record in records)
    store = Store(places)
    store.load()
    if edits:
        store.commit(Change("Written", edits))
    return places


def program(places: Places, place: str = "timeline", config: Config | None = None) -> EntretienApp:
    return EntretienApp(places, config or Config(), TODAY, place=place)


async def ready(pilot: Pilot[None]) -> None:
    """Wait until what was asked for is on the screen."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def text_of(app: App[None]) -> str:
    """What stands on the screen, line by line."""
    width, _height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.crop(0, width).text.rstrip() for strip in lines)


def stored(places: Places) -> Book:
    """What stands in the files."""
    return Store(places).load()
