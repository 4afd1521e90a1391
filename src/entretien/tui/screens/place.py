"""What the places share: the frame, the way a change is carried out, and what they are told when data change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from entretien.i18n import _
from entretien.model.change import Change
from entretien.model.network import Verdict
from entretien.tui.commands import APP, Command, Table
from entretien.tui.painting import PromptScreen
from entretien.tui.widgets.chrome import KeyBar, StatusLine, TopLine

if TYPE_CHECKING:
    from entretien.outlook import Network
    from entretien.tui.app import EntretienApp


class Place(PromptScreen[None]):
    """One of the four places, or one that passes. Data flow down (`show_network`), decisions flow up (`perform`)."""

    app: EntretienApp

    NAME: ClassVar[str]
    COMMAND_TABLES: ClassVar[tuple[Table, ...]] = ()
    """The tables of commands that this place serves, in the order of the key bar."""
    PASSING: ClassVar[bool] = False
    """It lies over one of the four places, and is left for good by going to one of them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (90, "-normal"), (140, "-wide")]  # noqa: RUF012 - declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-low"), (30, "-high")]  # noqa: RUF012 - declared so by Textual

    def compose(self) -> ComposeResult:
        """The frame, with the place's own body in the middle."""
        yield TopLine(self.NAME)
        yield from self.compose_body()
        yield StatusLine()
        yield KeyBar(self.bar_commands())
        yield Static(_("Entretien needs 40 columns and 10 lines."), markup=False, id="too-small")

    def compose_body(self) -> ComposeResult:
        """The place's own widgets."""
        raise NotImplementedError

    def bar_commands(self) -> tuple[Command, ...]:
        """The verbs of the key bar, ordered by use."""
        tables = (*self.COMMAND_TABLES, APP)
        return tuple(command for table in tables for command in table.commands if command.short)

    def on_mount(self) -> None:
        """Show what is known already."""
        if self.app.network is not None:
            self.show_network(self.app.network)

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another place was in front."""
        self.query_one(TopLine).redraw()
        if self.app.network is not None:
            self.show_network(self.app.network)

    def show_network(self, network: Network) -> None:
        """Show these people. Called when the place opens and after every change, by whomever it was made."""
        raise NotImplementedError

    def perform(self, change: Change, verdict: Verdict | None = None) -> bool:  # noqa: ARG002 - for the triage
        """Carry out a change; `verdict` says what it decides, for the triage. False if nothing was done."""
        return self.app.apply(change)

    def open_contact(self, who: str) -> None:
        """Bring a contact to the front; only the contacts have a place for that."""

    def open_query(self, query: str) -> None:
        """Show who answers a query; only the contacts have a place for that."""

    def say(self, text: str, hint: str = "") -> None:
        """One line of feedback."""
        self.query_one(StatusLine).say(text, hint)
