"""A place as small as can be, in which the verbs can be used, over files in a temporary folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import entretien.tui
from entretien.book import Book
from entretien.config import Config
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.network import Event, Introduction, Record, Template, Verdict
from entretien.outlook import Network
from entretien.paths import Places
from entretien.relationship.queue import Card
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp
from entretien.tui.commands import CONTACT
from entretien.tui.verbs import ContactVerbs
from entretien.tui.widgets.chrome import StatusLine

TODAY = date(2026, 11, 24)
STYLES = Path(entretien.tui.__file__).parent / "styles"


class Host(ContactVerbs):
    """Shows nothing but a line; the test says who is under the cursor."""

    NAME = "contacts"
    COMMAND_TABLES = (CONTACT,)
    BINDINGS = [command.binding() for command in CONTACT.commands]  # noqa: RUF012 - as Textual declares them

    def __init__(self) -> None:
        super().__init__()
        self.who: tuple[str, ...] = ()
        self.shown_card: Card | None = None
        self.verdicts: list[Verdict | None] = []

    def compose_body(self) -> ComposeResult:
        yield Static("people", id="people")

    def show_network(self, network: Network) -> None:
        self.query_one("#people", Static).update(str(len(network.book.contacts)))

    def subjects(self) -> tuple[str, ...]:
        return self.who

    def card(self) -> Card | None:
        return self.shown_card

    def perform(self, change: Change, verdict: Verdict | None = None) -> bool:
        self.verdicts.append(verdict)
        return super().perform(change, verdict)


class HostApp(EntretienApp):
    """The program with this one place, and the styles it needs."""

    CSS_PATH: ClassVar = [STYLES / "frame.tcss", STYLES / "verbs.tcss"]
    MODES: ClassVar[dict[str, Any]] = {"contacts": Host}


class Stage:
    """The running program as a test sees it: keys in, texts and files out."""

    def __init__(self, app: HostApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def host(self) -> Host:
        host = self.app.place
        assert isinstance(host, Host)
        return host

    @property
    def book(self) -> Book:
        """What the files say."""
        return Store(self.app.places).load()

    def contact(self, id: str) -> Contact:
        return self.book.contacts[id]

    def choose(self, *who: str, card: bool = False) -> None:
        """Put the cursor on a contact, or mark several; `card`: as in the triage."""
        assert self.app.network is not None
        self.host.who = who
        self.host.shown_card = self.app.network.card(who[0]) if card else None

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Put a text into the field that has the focus, as a paste does: at once."""
        assert self.screen.focused is not None
        self.screen.focused.post_message(Paste(text))
        await self.pilot.pause()

    @property
    def said(self) -> str:
        """The line of feedback."""
        return str(self.host.query_one(StatusLine).visual)

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    @property
    def text(self) -> str:
        """Everything that is drawn on the screen in front."""
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@asynccontextmanager
async def on_stage(
    home: Path,
    *records: Record,
    size: tuple[int, int] = (100, 36),
    config: Config | None = None,
    app_type: type[HostApp] = HostApp,
) -> AsyncIterator[Stage]:
    """Run the program over these records, with the first contact under the cursor."""
    places = Places(home / "data", home / "config", home / "cache")
    Store(places).commit(Change("Start", tuple(Edit(_kind(record), None, record) for record in records)))
    app = app_type(places, config or Config(), TODAY, place="contacts")
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        stage = Stage(app, pilot)
        contacts = [record.id for record in records if isinstance(record, Contact)]
        stage.choose(contacts[0])
        yield stage


def _kind(record: Record) -> Any:
    kinds: dict[type, str] = {Contact: "contact", Event: "event", Introduction: "introduction", Template: "template"}
    return kinds[type(record)]


def contact(name: str, **fields: Any) -> Contact:
    """A contact under the id that its name asks for."""
    from entretien.model.ids import slug

    return Contact(id=slug(name), name=name, **fields)


def shown(stage: Stage, *texts: str) -> Sequence[str]:
    """Which of these texts are missing on the screen."""
    text = " ".join(stage.text.replace("│", " ").split())
    return [wanted for wanted in texts if wanted not in text]
