"""The calendar at hand: the next days' meetings with the cards of who will be there, and logging them afterwards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from entretien.book import Book
from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.interop.agenda import Meeting
from entretien.meetings import calendar_path, coming, is_logged, log_meeting, remember_calendar, to_log
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.tui.commands import AGENDA, CONTACT, MOVE, bindings, key_label
from entretien.tui.modals.path import PathModal, at_hand
from entretien.tui.verbs import ContactVerbs
from entretien.tui.widgets.card import CardView
from entretien.tui.widgets.meeting_list import MeetingList

_DAYS: Final = 7
"""Days shown, and days back in which a meeting can still be logged."""


class AgendaScreen(ContactVerbs):
    """The meetings on the left, the card of whom the cursor is on beside them; every verb works on it."""

    NAME = "agenda"
    PASSING = True
    COMMAND_TABLES = (AGENDA, CONTACT, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(AGENDA, CONTACT)
    AUTO_FOCUS = "MeetingList"

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._over: tuple[Meeting, ...] = ()
        self._coming: tuple[Meeting, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The meetings, a card, and what stands there when there are none."""
        with Horizontal(id="agenda"):
            yield MeetingList()
            yield CardView(id="agenda-card", classes="panel")
        yield Static("", markup=False, id="no-meetings")

    def on_mount(self) -> None:
        """Open the calendar of the last time, or ask for one."""
        meetings = self.query_one(MeetingList)
        meetings.border_title = Content(_("Agenda"))
        path = calendar_path(self.app.config, self.app.places)
        if path is None:
            self._say_nothing(_("No calendar is known yet."))
            self.action_calendar()
        else:
            self._open(path)

    def show_network(self, network: Network) -> None:
        """Show the meetings as these people have them."""
        self._over = tuple(meeting for meeting in self._over if not is_logged(network.book, meeting))
        self.query_one(MeetingList).show(network, self._over, self._coming)
        self._show_card()

    def subjects(self) -> tuple[str, ...]:
        """The contact under the cursor, or all those of the meeting."""
        meetings = self.query_one(MeetingList)
        if meetings.who:
            return (meetings.who,)
        return meetings.meeting.known if meetings.meeting else ()

    def on_row_list_moved(self) -> None:
        """Another card."""
        self._show_card()

    def on_row_list_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_took_place(self) -> None:
        """Log the meeting under the cursor with everybody who was there."""
        meeting = self.query_one(MeetingList).meeting
        if meeting is None or not any(who in self.book.contacts for who in meeting.known):
            self.say(_("Nobody of your contacts is there."))
        elif meeting.on > self.app.today:
            self.say(_("It has not taken place yet."))
        elif is_logged(self.book, meeting):
            self.say(_("It is logged already."))
        else:
            self.perform(log_meeting(self.book, meeting, self.app.today))

    def action_calendar(self) -> None:
        """Name another calendar."""
        self._ask()

    def action_fold(self) -> None:
        """Unfold the card, or fold it."""
        card = self.query_one(CardView)
        card.full = not card.full

    def action_open(self) -> None:
        """Open the card of who is under the cursor, or of the first of the meeting."""
        if who := next(iter(self.subjects()), None):
            self.app.open_contact(who)

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)

    def _ask(self, value: str = "", problem: str = "") -> None:
        def named(path: Path | None) -> None:
            if path is not None:
                self._open(path)

        hint = _("an .ics file, or a folder of them; it is remembered")
        self.app.push_screen(PathModal(_("Calendar"), hint, at_hand((".ics",)), value=value, problem=problem), named)

    def _open(self, path: Path) -> None:
        """Read a calendar in a thread."""
        network = self.app.network
        if network is not None:
            self._path = path
            self.run_worker(lambda: self._read(path, network.book), thread=True, exclusive=True, group="agenda")

    def _read(self, path: Path, book: Book) -> None:
        """In a thread."""
        config, today = self.app.config, self.app.today
        try:
            over = to_log(book, path, today, _DAYS, config)
            ahead = coming(book, path, today, _DAYS, config)
        except EntretienError as error:
            self.app.call_from_thread(self._failed, path, error)
            return
        self.app.call_from_thread(self._came, over, ahead)
        try:
            remember_calendar(self.app.places, path)
        except EntretienError as error:
            self.app.call_from_thread(partial(self.app.notify, str(error), severity="warning", markup=False))

    def _failed(self, path: Path, error: EntretienError) -> None:
        if self.is_attached:
            self._say_nothing(str(error))
            self._ask(str(path), str(error))

    def _came(self, over: tuple[Meeting, ...], ahead: tuple[Meeting, ...]) -> None:
        if not self.is_attached or self.app.network is None:
            return
        self._over, self._coming = tuple(meeting for meeting in over if meeting not in ahead), ahead
        self.query_one(MeetingList).border_subtitle = Content(one_line(self._path.name if self._path else "", 40))
        self.set_class(bool(self._over or self._coming), "-some")
        if not self._over and not self._coming:
            self._say_nothing(ngettext("No meeting in the next {n} day.", "No meeting in the next {n} days.", _DAYS))
        self.show_network(self.app.network)
        self.query_one(MeetingList).focus()

    def _say_nothing(self, reason: str) -> None:
        key = self.app.keys.get("agenda.calendar", "f").partition(",")[0]
        ways = [(key_label(key), "bold $accent"), (f"  {_('opens another calendar')}", "$muted")]
        self.query_one("#no-meetings", Static).update(Content.assemble(reason, "\n\n", *ways))

    def _show_card(self) -> None:
        network = self.app.network
        if network is not None:
            who = next((id for id in self.subjects() if id in network.book.contacts), None)
            self.query_one(CardView).show(network, who, network.card(who) if who else None)
