"""The timeline: everything that happened, newest first, by week, under a calendar of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from entretien.actions.interactions import change_entry, remove_entry
from entretien.book import Entry
from entretien.i18n import _
from entretien.model.interaction import Interaction
from entretien.outlook import Network
from entretien.timeline import PLANNED, Chronicle, Filter, days_of, week_of
from entretien.tui.commands import MOVE, TIMELINE, bindings
from entretien.tui.screens.place import Place
from entretien.tui.widgets.card import CardView
from entretien.tui.widgets.row_list import RowList
from entretien.tui.widgets.timeline_list import TimelineList, exchanges
from entretien.tui.widgets.year_strip import Year, YearStrip
from entretien.words import week_words


class TimelineScreen(Place):
    """The log of everything, with what can be done to a line of it."""

    NAME = "timeline"
    COMMAND_TABLES = (TIMELINE, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(TIMELINE)
    AUTO_FOCUS = "TimelineList"

    def __init__(self) -> None:
        super().__init__()
        self._network: Network | None = None
        self._chronicle: Chronicle | None = None
        self._filter = Filter()

    def compose_body(self) -> ComposeResult:
        """The calendar, the filter while it is in use, the lines; on a wide screen the card of the cursor's line."""
        yield YearStrip(id="year", classes="panel")
        yield Input(
            placeholder=_("words  +circle  @person  *event  call"), compact=True, select_on_focus=False, id="filter"
        )
        with Horizontal(id="timeline"):
            yield TimelineList(id="log", classes="panel")
            yield CardView(id="card", classes="panel", portion="facts")
        with Vertical(id="nothing"):
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Name the list."""
        self.query_one("#log").border_title = Content(_("Timeline"))

    def show_network(self, network: Network) -> None:
        """Show the log of this network; the cursor stays on its line."""
        if self._network is not None and self._network.book is network.book:
            return
        first = self._chronicle is None
        self._network = network
        self._chronicle = self._chronicle.next(network.book) if self._chronicle else Chronicle(network.book)
        self._show(self.query_one(TimelineList).entry, newest=first)

    def _show(self, entry: Entry | None, *, newest: bool = False) -> None:
        """Lay the log out anew, with the cursor on `entry`, else where it was; `newest`: on the newest of the past."""
        if self._chronicle is None or self._network is None:
            return
        today = self._network.today
        log = self.query_one(TimelineList)
        view = self._chronicle.view(self._filter, today)
        line = view.line_of(entry) if entry else None
        if newest:
            line = next((heading.line + 1 for heading in view.headings if heading.week != PLANNED), 0)
        log.show(view, self._network.book, today, log.cursor if line is None else line)
        log.border_subtitle = Content(exchanges(len(view.entries)))
        self._show_nothing(not view.entries)
        self._show_year()

    def _show_nothing(self, nothing: bool) -> None:
        self.set_class(nothing, "-nothing")
        if not nothing:
            return
        title, ways = (
            (_("Nothing answers this filter."), [("esc", _("shows everything again"))])
            if self._filter
            else (
                _("Nothing is written down yet."),
                [("a", _("adds a person in one line")), ("C", _("then l with somebody: logs what happened"))],
            )
        )
        lines = [Content.assemble((key, "bold $accent"), (f"  {what}", "$muted")) for key, what in ways]
        text = Content("\n").join([Content(title), Content(""), *lines])
        self.query_one("#nothing Static", Static).update(text)

    def _show_year(self) -> None:
        log = self.query_one(TimelineList)
        network = self._network
        entry = log.entry
        if network is None:
            return
        day = entry.interaction.on if entry else network.today
        week = week_of(day)
        strip = self.query_one(YearStrip)
        strip.show(Year(day.year, log.view.days(day.year), week, network.today))
        strip.border_title = Content(str(day.year))
        strip.border_subtitle = Content(week_words(days_of(week)[0], network.today))
        if self.has_class("-wide"):
            card = self.query_one(CardView)
            card.show(network, entry.owner if entry else None)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Mark the week of the cursor."""
        message.stop()
        self._show_year()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click opens."""
        message.stop()
        self.action_open()

    def on_resize(self) -> None:
        """The card comes with the width."""
        self.call_after_refresh(self._show_year)

    # Filtering

    def action_filter(self) -> None:
        """Type a filter."""
        self.add_class("-filtering")
        self.query_one("#filter", Input).focus()
        if self._chronicle is not None:
            chronicle = self._chronicle
            self.run_worker(lambda: len(chronicle.folded_notes), thread=True, exclusive=True, group="fold")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        wanted = Filter.parse(event.value)
        if wanted != self._filter:
            entry = self.query_one(TimelineList).entry
            self._filter = wanted
            self._show(entry, newest=entry is None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter and go to the lines."""
        event.stop()
        self._leave_filter()

    def on_key(self, event: events.Key) -> None:
        """From the filter down into the lines."""
        if event.key == "down" and self.query_one("#filter", Input).has_focus:
            event.stop()
            self._leave_filter()

    def action_back(self) -> None:
        """Clear the filter."""
        self.query_one("#filter", Input).value = ""
        self._leave_filter()

    def _leave_filter(self) -> None:
        self.set_class(bool(self.query_one("#filter", Input).value), "-filtering")
        self.query_one(TimelineList).focus()

    # Moving and doing

    def action_earlier(self) -> None:
        """To the week before."""
        self._go(1)

    def action_later(self) -> None:
        """To the week after."""
        self._go(-1)

    def _go(self, by: int) -> None:
        log = self.query_one(TimelineList)
        log.cursor = log.view.other_week(log.cursor, by)

    def action_open(self) -> None:
        """Open the contact."""
        if entry := self.query_one(TimelineList).entry:
            self.app.open_contact(entry.owner)

    def action_delete(self) -> None:
        """Take the line out of the log; undo brings it back."""
        entry = self.query_one(TimelineList).entry
        if entry is not None and self._network is not None:
            self.perform(remove_entry(self._network.book, entry))

    def action_correct(self) -> None:
        """Correct the line in the form that it was logged with."""
        entry = self.query_one(TimelineList).entry
        if entry is None or self._network is None:
            return
        from entretien.tui.modals.log import LogAnswer, LogModal
        from entretien.tui.modals.log_draft import LogDraft

        network = self._network

        def answered(answer: LogAnswer | None) -> None:
            if not (answer and answer.interaction and self._network):
                return
            now = self._network.book.standing(entry)
            if now is None:
                self.say(_("That line was changed meanwhile."))
                return
            at_event = answer.draft.at_event is True
            corrected = _corrected(entry.interaction, answer.interaction, at_event, self.app.today)
            self.perform(change_entry(self._network.book, now, corrected))

        self.app.push_screen(LogModal(network, (entry.owner,), LogDraft.of(entry.interaction, network.book)), answered)


def _corrected(before: Interaction, after: Interaction, at_event: bool, today: date) -> Interaction:
    """What the form says, with what it does not ask for as it was."""
    return replace(
        after,
        event=after.event or (before.event if at_event else ""),
        circle=before.circle,
        no_reply=before.no_reply,
        planned=after.on > today,
        progress=before.progress,
        judging=before.judging,
    )
