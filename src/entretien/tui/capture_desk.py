"""What lies on the desk while lines are captured: the unfinished line, the last captures, and what a line means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from entretien.actions.capture import Capture, capture_of, correct_capture, save_draft
from entretien.book import Book
from entretien.capture.completion import Completer, Completion
from entretien.capture.context import Context, context_of
from entretien.capture.draft import Draft
from entretien.capture.likeness import Likeness
from entretien.capture.line import parse_line
from entretien.config import Config
from entretien.model.change import Change
from entretien.model.contact import Contact
from entretien.model.shelf import Shelf

KEPT: Final = 3
"""Captures at hand for a correction."""

_BREAK: Final = "⏎"
"""Stands for a line break in a field of one line."""


class CaptureDesk:
    """Lives as long as the program; the line and the captures outlast the closing of the field."""

    def __init__(self, config: Config) -> None:
        self.line = ""
        """The line that was not finished."""
        self.captures: list[Capture] = []
        """The last ones, the newest first."""
        self._config = config
        self._book: Book | None = None
        self._context = Context(today=date.min)
        self._completer = Completer(self._context)
        self._likeness = Likeness(self._context)

    def look_at(self, book: Book, today: date) -> None:
        """Read lines against this book from now on; captures that were undone are no longer at hand."""
        if self._book is book and self._context.today == today:
            return
        self._book = book
        self._context = context_of(book, self._config, today)
        self._completer = Completer(self._context)
        self._likeness = Likeness(self._context)
        self.captures = [capture for capture in self.captures if capture.after.id in book.contacts][:KEPT]

    def warm_up(self) -> None:
        """Build what recognises people, so that the first key does not wait for it. Safe in a thread."""
        self._likeness.to(parse_line("alice bob @c +d #e via f g@h.example", self._context))
        for line in ("ab", "@ab", "#ab", "+ab", "%ab"):
            self._completer.complete(line, len(line))

    @property
    def captured_today(self) -> int:
        """How many people were met today, as far as is written down."""
        today = self._context.today.toordinal()
        people = Shelf.holding(self._context.people.contacts).outlines()
        return sum(person.met_on == today for person in people)

    @property
    def event_name(self) -> str:
        """The event that runs; empty: none."""
        return self._context.event.name if self._context.event else ""

    @property
    def context(self) -> Context:
        """What lines are read against."""
        return self._context

    def read(self, line: str) -> Draft:
        """What a line says."""
        return parse_line(line.replace(_BREAK, "\n"), self._context)

    def completions(self, line: str, cursor: int) -> tuple[Completion, ...]:
        """What the word before the cursor may become."""
        return self._completer.complete(line, cursor)

    def likely_same(self, draft: Draft, corrects: Capture | None = None) -> Contact | None:
        """The contact that a line about somebody new may mean; not the one that is being corrected."""
        spared = corrects.after.id if corrects and corrects.before is None else ""
        return next((contact for contact in self._likeness.to(draft) if contact.id != spared), None)

    def save(
        self,
        draft: Draft,
        apply: Callable[[Change], bool],
        *,
        instead_of: str | None = None,
        corrects: Capture | None = None,
    ) -> bool:
        """Save a line, or put it in place of a capture. False where nothing was written; the reason is shown by then.

        Raises UsageError for a line that says too little.
        """
        assert self._book is not None
        today = self._context.today
        if corrects is None:
            change, who = save_draft(self._book, draft, today, instead_of=instead_of)
        else:
            change, who = correct_capture(self._book, corrects, draft, today, instead_of=instead_of)
        if not apply(change):
            return False
        capture = capture_of(change, who, one_field(draft.text), corrects)
        if corrects in self.captures:
            self.captures[self.captures.index(corrects)] = capture
        else:
            self.captures.insert(0, capture)
        return True


def one_field(text: str) -> str:
    """A text of several lines for a field of one."""
    return _BREAK.join(text.splitlines())
