"""The log as lines: a heading a week, a line an entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from rich.cells import cell_len

from entretien.book import Book, Entry
from entretien.i18n import Language, _, current_language, ngettext
from entretien.timeline import PLANNED, Heading, View, days_of
from entretien.tui.spans import Span, cell
from entretien.tui.widgets.row_list import Row, RowList
from entretien.vocabulary import ARROW, CHANNEL, flags
from entretien.words import day_words, short_date, short_weekday, week_words

_CHANNEL_FROM = 56
_ORG_FROM = 110
"""Cells from which a column is shown."""


class TimelineList(RowList):
    """The lines of a view. Rows are made for the lines in view only."""

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.view = View((), date.min)
        self._book = Book()
        self._today = date.min

    def show(self, view: View, book: Book, today: date, line: int) -> None:
        """Show another view, with the cursor on a line or near it."""
        self.view, self._book, self._today = view, book, today
        self.show_rows(len(view), line)

    @property
    def entry(self) -> Entry | None:
        """What the cursor is on."""
        return self.view.entry(self.cursor)

    def row(self, index: int, width: int) -> Row:
        """A heading or an entry."""
        entry = self.view.entry(index)
        if entry is None:
            heading = self.view.heading(index)
            return self._heading(heading) if heading else Row([])
        return self._entry(entry, width)

    def _heading(self, heading: Heading) -> Row:
        if heading.week == PLANNED:
            return Row([(_("Planned"), "heading")], [(_planned(heading.size), "faint")], heading=True)
        days = week_words(days_of(heading.week)[0], self._today)
        return Row([(days, "heading")], [(exchanges(heading.size), "faint")], heading=True)

    def _entry(self, entry: Entry, width: int) -> Row:
        it = entry.interaction
        left: list[Span] = [self._day(it.on), (f"{ARROW[it.effective_direction]} ", "accent")]
        if width >= _CHANNEL_FROM:
            left.append((cell(_(CHANNEL[it.channel]), _channel_width(current_language())) + "  ", "muted"))
        left += _fitted(self._people(entry, width), max(12, min(36, width // 4)))
        left.append((it.note, "text"))
        facts = [word for word in (flags(it), self._event(it.event)) if word]
        return Row(left, [(f"  {' · '.join(facts)}", "muted")] if facts and width >= _CHANNEL_FROM else [])

    def _day(self, day: date) -> Span:
        if day > self._today:
            return f"{short_date(day, self._today)}, {day_words(day, self._today)}".ljust(24) + "  ", "cool"
        return cell(f"{short_weekday(day.weekday())} {day.day:>2}", 8), "accent" if day == self._today else "muted"

    def _people(self, entry: Entry, width: int) -> Iterable[Span]:
        owner = self._book.contacts.get(entry.owner)
        yield (owner.name if owner else entry.owner), "bold"
        for who in entry.interaction.with_:
            other = self._book.contacts.get(who)
            yield f", {other.name if other else who}", "text"
        if owner and owner.org and width >= _ORG_FROM:
            yield f"  {owner.org}", "muted"

    def _event(self, id: str) -> str:
        event = self._book.events.get(id)
        return event.name if event else id


def exchanges(count: int) -> str:
    """So many lines of the log."""
    return ngettext("{n} exchange", "{n} exchanges", count)


def _planned(count: int) -> str:
    return ngettext("{n} to come", "{n} to come", count)


@lru_cache
def _channel_width(_language: Language) -> int:
    return max(cell_len(_(label)) for label in CHANNEL.values())


def _fitted(spans: Iterable[Span], width: int) -> list[Span]:
    """The spans in exactly `width` cells, and two more for air."""
    fitted: list[Span] = []
    room = width
    for text, style in spans:
        length = cell_len(text)
        if length > room:
            fitted.append((cell(text, room), style))
            room = 0
            break
        fitted.append((text, style))
        room -= length
    return [*fitted, (" " * (room + 2), "text")]
