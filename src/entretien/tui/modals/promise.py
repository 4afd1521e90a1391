"""Promises: a new one in a line, and the open ones to keep, move or drop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from entretien.capture.dates import day_at_end
from entretien.i18n import _
from entretien.model.contact import Contact, Promise
from entretien.plaintext import one_line
from entretien.tui.spans import cell
from entretien.tui.widgets.row_list import Row, RowList
from entretien.words import day_words, short_date

Deed = Literal["new", "kept", "moved", "dropped"]

_DEEDS: Final[dict[str, Deed]] = {"e": "kept", "enter": "kept", "s": "moved", "D": "dropped"}
_MOST_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class PromiseAnswer:
    """What to do: a new promise, or something with one of the open ones."""

    deed: Deed
    promise: Promise


class Reading(NamedTuple):
    """The promise that a line means, or None; and the line that says so."""

    promise: Promise | None
    line: str


def read_promise(text: str, today: date, *, day_first: bool) -> Reading:
    """Read "send the deck fri"; "?" first makes it theirs ("!" mine, as without)."""
    line = text.strip()
    by: Literal["me", "them"] = "them" if line.startswith("?") else "me"
    words = line.lstrip("?!").split()
    if not words:
        return Reading(None, _("send the deck fri · ? first: what they promise"))
    tail = day_at_end(words, today, day_first=day_first)
    if tail is not None and tail.day is None:
        wrong = " ".join(words[tail.start :])
        return Reading(None, _('"{text}" is not a day; write fri, 2w or 12/03.').format(text=wrong))
    what = " ".join(words[: tail.start] if tail else words).rstrip(" ,")
    if not what:
        return Reading(None, _("What is promised?"))
    promise = Promise(what=what, by=by, due=tail.day if tail else None, made=today)
    return Reading(promise, in_words(promise, today))


def in_words(promise: Promise, today: date) -> str:
    """A promise in one line: "I promise: send the deck · Fri 27 Nov, in 3 days"."""
    said = _("I promise: {what}") if promise.by == "me" else _("They promise: {what}")
    return f"{said.format(what=promise.what)} · {due_words(promise, today)}"


def due_words(promise: Promise, today: date) -> str:
    """The day of a promise, in words."""
    if promise.due is None:
        return _("no day")
    return f"{short_date(promise.due, today)}, {day_words(promise.due, today)}"


class PromiseModal(ModalScreen[PromiseAnswer | None]):
    """One line for a new promise; below it, the open ones, reached with the down arrow or Tab."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)")]
    AUTO_FOCUS = "Input"

    def __init__(self, contact: Contact, today: date, *, day_first: bool) -> None:
        super().__init__()
        self._contact = contact
        self._today = today
        self._day_first = day_first
        self._open = contact.open_promises

    def compose(self) -> ComposeResult:
        """The line, what was understood, the open promises."""
        with Vertical(classes="dialog -promise") as box:
            box.border_title = Content(_("Promise · {name}").format(name=one_line(self._contact.name, 60)))
            box.border_subtitle = Content(_("Enter save · Esc close"))
            yield Input(placeholder=_("send the deck fri"), compact=True, select_on_focus=False)
            yield Static("", markup=False, classes="reading")
            if self._open:
                yield Static(_("Open promises"), classes="heading", markup=False)
                yield RowList(self._row)
                yield Static(_("↓ to go there, then e kept · s moved · D dropped"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Say how it is written; list what is open."""
        self._show("")
        for rows in self.query(RowList):
            rows.styles.height = min(len(self._open), _MOST_LINES)
            rows.show_rows(len(self._open), 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood so far."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save the promise."""
        promise = self._read(event.value).promise
        if promise is None:
            self.app.bell()
        else:
            self.dismiss(PromiseAnswer("new", promise))

    def on_key(self, event: events.Key) -> None:
        """Into the list with the down arrow; there, single keys."""
        if isinstance(self.focused, Input):
            if event.key == "down" and self._open:
                self.query_one(RowList).focus()
                event.stop()
            return
        deed = _DEEDS.get(event.key)
        if deed is not None and self._open:
            event.stop()
            self.dismiss(PromiseAnswer(deed, self._open[max(0, self.query_one(RowList).cursor)]))

    def _row(self, index: int, _width: int) -> Row:
        promise = self._open[index]
        mine, theirs = _("I"), _("they")
        whose = cell(mine if promise.by == "me" else theirs, max(len(mine), len(theirs)) + 2)
        return Row([(whose, "muted"), (promise.what, "text")], [(f"  {due_words(promise, self._today)}", "muted")])

    def _read(self, text: str) -> Reading:
        return read_promise(text, self._today, day_first=self._day_first)

    def _show(self, text: str) -> None:
        promise, line = self._read(text)
        style = "$success" if promise else "$muted"
        self.query_one(".reading", Static).update(Content.styled(one_line(line), style))
