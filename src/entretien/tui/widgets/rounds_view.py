"""The timer of speed meetings, with the capture line under it."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Digits, Input, Static

from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.plaintext import printable
from entretien.rounds import Rounds
from entretien.tui.capture_desk import CaptureDesk, one_field
from entretien.tui.widgets.capture_panel import CapturePanel

_TICK: Final = 0.2
"""Seconds between looks at the clock."""
_TRACK: Final = 40
"""Cells of the bar."""


class Dial(Vertical, can_focus=True):
    """The clock. It has the keys while nobody writes; a character that does nothing here begins a line."""

    class Typed(Message):
        """Somebody begins to write."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def compose(self) -> ComposeResult:
        """The round, the time, the bar, the question."""
        yield Static("", markup=False, id="rounds-number")
        yield Digits("", id="rounds-clock")
        yield Static("", markup=False, id="rounds-track")
        yield Static("", markup=False, id="rounds-question")

    def on_key(self, event: events.Key) -> None:
        """Hand a character on to the line."""
        if event.is_printable and event.character and event.character not in " n":
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Hand a pasted text on to the line."""
        event.stop()
        self.post_message(self.Typed(event.text))

    def show(self, rounds: Rounds) -> None:
        """Draw the clock as it stands."""
        seconds = math.ceil(rounds.left)
        over = rounds.phase == "over"
        self.query_one("#rounds-clock", Digits).update("" if over else f"{seconds // 60}:{seconds % 60:02}")
        self.query_one("#rounds-number", Static).update(_where(rounds))
        done = _TRACK if over else round(rounds.share * _TRACK)
        track = Content.assemble(("━" * done, "$accent"), ("─" * (_TRACK - done), "$line"))
        self.query_one("#rounds-track", Static).update(track)
        question = "" if over else _(rounds.question)
        self.query_one("#rounds-question", Static).update(Content.styled(question, "$muted"))
        self.set_class(rounds.phase == "line", "-line")


class RoundsView(Vertical):
    """Rings, and brings the line up between two rounds; what is typed is there until it is saved."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "pause"), ("n", "next"), ("enter,tab", "write")]

    def __init__(
        self,
        rounds: Rounds,
        desk: CaptureDesk,
        book: Callable[[], Book],
        today: date,
        apply: Callable[[Change], bool],
    ) -> None:
        super().__init__(id="rounds")
        self.rounds = rounds
        self.notes = 0
        """Lines saved since the first round."""
        self._panel = CapturePanel(desk, book, today, self._save)
        self._apply = apply

    def compose(self) -> ComposeResult:
        """The clock, what was noted, the line."""
        yield Dial()
        yield Static("", markup=False, id="rounds-notes")
        yield self._panel

    def on_mount(self) -> None:
        """Let the clock run."""
        self.query_one(Dial).focus()
        self.set_interval(_TICK, self.tick)
        self._draw()

    @property
    def panel(self) -> CapturePanel:
        """The capture line."""
        return self._panel

    @property
    def is_writing(self) -> bool:
        """The line has the keys."""
        return isinstance(self.screen.focused, Input)

    def tick(self) -> None:
        """Look at the clock."""
        if self.rounds.look():
            self.app.bell()
            self._turn()
        self._draw()

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        self.rounds.pause()
        self._draw()

    def action_next(self) -> None:
        """On to the line, or to the next round."""
        self.rounds.next()
        self._turn()
        self._draw()

    def action_write(self) -> None:
        """To the line."""
        self._panel.field.focus()

    def on_dial_typed(self, message: Dial.Typed) -> None:
        """Begin a line, or go on with the one that is there."""
        field = self._panel.field
        field.focus()
        field.insert_text_at_cursor(one_field(printable(message.text)))

    def leave_line(self) -> bool:
        """Back to the clock; what was typed stays. False where the clock has the keys already."""
        if not self.is_writing:
            return False
        if self._panel.is_correcting:
            self._panel.back_to_draft()
        else:
            self.query_one(Dial).focus()
        return True

    @property
    def summary(self) -> str:
        """What it came to."""
        rounds = ngettext("{n} round", "{n} rounds", self.rounds.finished)
        return " · ".join((rounds, notes_words(self.notes)))

    def _save(self, change: Change) -> bool:
        correcting = self._panel.is_correcting
        saved = self._apply(change)
        if saved and not correcting:
            self.notes += 1
            if self.rounds.phase != "line":
                self.query_one(Dial).focus()
        self._draw()
        return saved

    def _turn(self) -> None:
        """Give the keys to the line after a round, and back to the clock unless somebody is writing."""
        if self.rounds.phase == "line":
            self._panel.field.focus()
        elif not self._panel.field.value.strip():
            self.query_one(Dial).focus()

    def _draw(self) -> None:
        self.query_one(Dial).show(self.rounds)
        said = notes_words(self.notes) if self.notes else _("One useful note is enough for a good evening.")
        self.query_one("#rounds-notes", Static).update(Content.styled(said, "$success" if self.notes else "$muted"))


def notes_words(notes: int) -> str:
    """How many notes there are; one is success."""
    if not notes:
        return _("no note: the conversations count")
    return ngettext("{n} note: that is a good evening", "{n} notes: that is a good evening", notes)


def rounds_keys() -> str:
    """What the keys do, for the border."""
    return _("space pause · n next · Enter write · Esc leave")


def _where(rounds: Rounds) -> Content:
    match rounds.phase:
        case "over":
            return Content.styled(_("The last round is over."), "bold $accent")
        case "line":
            said = _("Round {number} of {count} is over: one line").format(number=rounds.number, count=rounds.count)
        case "round":
            said = _("Round {number} of {count}").format(number=rounds.number, count=rounds.count)
    paused = f" · {_('paused')}" if rounds.paused else ""
    return Content.styled(said + paused, "bold $accent")
