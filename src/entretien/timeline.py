"""Everything that happened, newest first, by week, and what of it answers a filter. Pure: no clock, no screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from entretien.book import Book, Entry
from entretien.dataclass import dataclass
from entretien.i18n import _
from entretien.model.ids import fold
from entretien.model.interaction import Channel
from entretien.model.network import Circle, Event
from entretien.namedtuple import NamedTuple
from entretien.vocabulary import CHANNEL

PLANNED: Final = -1
"""Stands for a week number over everything that is noted for a later day."""

_FEW: Final = 1000
"""Up to so many entries it is faster to put each in its place than to sort all."""

Matches = Callable[[Entry], bool]


def week_of(day: date) -> int:
    """A number for the week of this day, Monday first, counted from the year 1."""
    return (day.toordinal() - 1) // 7


def days_of(week: int) -> tuple[date, ...]:
    """The seven days of the week with this number."""
    last = date.max.toordinal()
    return tuple(date.fromordinal(min(week * 7 + day, last)) for day in range(1, 8))


def weeks_of_year(year: int) -> range:
    """The numbers of the weeks that have a day in a calendar year."""
    return range(week_of(date(year, 1, 1)), week_of(date(year, 12, 31)) + 1)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a line of the log must have to be shown: all of it. Everything is folded, as `fold` does."""

    words: tuple[str, ...] = ()
    channels: frozenset[Channel] = frozenset()
    """One of these, if there are any."""
    people: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Filter:
        """Read "launch +hec call @marie *salon": words, circles, channels, people, events, in any order."""
        words, people, circles, events = list[str](), list[str](), list[str](), list[str]()
        channels = set[Channel]()
        names = _channel_names()
        for token in fold(text).split():
            sign, rest = token[0], token[1:]
            if rest and sign in "@+*":
                {"@": people, "+": circles, "*": events}[sign].append(rest)
            elif token in names:
                channels.add(names[token])
            elif token not in "@+*":
                words.append(token)
        return cls(tuple(words), frozenset(channels), tuple(people), tuple(circles), tuple(events))

    def __bool__(self) -> bool:
        return bool(self.words or self.channels or self.people or self.circles or self.events)


def _channel_names() -> Mapping[str, Channel]:
    """The words that mean a channel: those of the files and those of the current language."""
    names: dict[str, Channel] = {channel: channel for channel in CHANNEL}
    return names | {fold(_(label)): channel for channel, label in CHANNEL.items()}


class Heading(NamedTuple):
    """A week (or PLANNED), the line its heading stands on, the first entry under it, and how many there are."""

    week: int
    line: int
    first: int
    size: int


class View:
    """The lines to show: entries under the headings of their weeks. Its cost is in the weeks, not in the entries."""

    def __init__(self, entries: Sequence[Entry], today: date) -> None:
        """`entries` are sorted, newest first."""
        self.entries = entries
        self.headings: list[Heading] = []
        self._days: dict[int, Mapping[date, int]] = {}
        start = _first_up_to(entries, today.toordinal())
        if start:
            self.headings.append(Heading(PLANNED, 0, 0, start))
        while start < len(entries):
            week = week_of(entries[start].interaction.on)
            following = _first_up_to(entries, week * 7, start)
            self.headings.append(Heading(week, start + len(self.headings), start, following - start))
            start = following

    def __len__(self) -> int:
        """How many lines there are, headings included."""
        return len(self.entries) + len(self.headings)

    def heading(self, line: int) -> Heading | None:
        """The heading over a line, or on it; None where there is no such line."""
        place = self._place(line)
        return self.headings[place] if 0 <= place < len(self.headings) else None

    def entry(self, line: int) -> Entry | None:
        """What stands on a line; None for a heading or no line."""
        place = self._place(line)
        if not 0 <= line < len(self) or self.headings[place].line == line:
            return None
        return self.entries[line - place - 1]

    def other_week(self, line: int, by: int) -> int:
        """The first entry under the heading `by` headings further down, or the last there is; -1 in an empty view."""
        if not self.headings:
            return -1
        wanted = max(0, min(self._place(line) + by, len(self.headings) - 1))
        return self.headings[wanted].line + 1

    def line_of(self, entry: Entry) -> int | None:
        """Where this entry (by its owner, day and place) stands."""
        day = entry.interaction.on.toordinal()
        first = _first_up_to(self.entries, day)
        for index in range(first, _first_up_to(self.entries, day - 1, first)):
            if self.entries[index][:2] == entry[:2]:
                return index + bisect_right(self.headings, index, key=lambda heading: heading.first)
        return None

    def days(self, year: int) -> Mapping[date, int]:
        """How many of them there were on each day of a calendar year."""
        if year not in self._days:
            start = _first_up_to(self.entries, date(year, 12, 31).toordinal())
            end = _first_up_to(self.entries, date(year, 1, 1).toordinal() - 1, start)
            self._days[year] = Counter(entry.interaction.on for entry in self.entries[start:end])
        return self._days[year]

    def _place(self, line: int) -> int:
        return bisect_right(self.headings, line, key=lambda heading: heading.line) - 1


def _first_up_to(entries: Sequence[Entry], ordinal: int, start: int = 0) -> int:
    """The place of the first entry, newest first, that is not later than a day."""
    return bisect_left(entries, -ordinal, start, key=lambda entry: -entry.interaction.on.toordinal())


class Chronicle:
    """Every interaction of a book, each once, newest first. `next` takes over what a change left as it was."""

    def __init__(
        self, book: Book, entries: Sequence[Entry] | None = None, folded: dict[str, str] | None = None
    ) -> None:
        self.book = book
        self._known = entries
        self._folded = {} if folded is None else folded
        """Notes and names as they were written, and folded."""

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All of them, sorted when first asked for. Within a day, what was noted last stands first."""
        if self._known is not None:
            return self._known
        entries = [entry for id in sorted(self.book.contacts) for entry in _log(self.book, id)]
        entries.sort(key=lambda entry: -entry[2].on.toordinal())
        return entries

    def next(self, book: Book) -> Chronicle:
        """The chronicle of the book after a change; only what the change touched finds its place anew."""
        before = self.book.contacts
        if book.contacts is before:
            return Chronicle(book, self.entries, self._folded)
        changed = {id for id, contact in book.contacts.items() if before.get(id) is not contact}
        gone = changed | (before.keys() - book.contacts.keys())
        fresh = [entry for id in changed for entry in _log(book, id)]
        if len(fresh) > _FEW:
            return Chronicle(book, folded=self._folded)
        kept = [entry for entry in self.entries if entry[0] not in gone]
        for entry in fresh:
            insort(kept, entry, key=_order)
        return Chronicle(book, kept, self._folded)

    @cached_property
    def folded_notes(self) -> Sequence[str]:
        """The notes of `entries`, ready to be searched. Costs most the first time; a thread may ask beforehand."""
        return [self._fold(entry[2].note) for entry in self.entries]

    def view(self, wanted: Filter, today: date) -> View:
        """The lines that answer a filter."""
        entries = self._with_words(wanted.words) if wanted.words else self.entries
        for test in self._tests(wanted):
            entries = [entry for entry in entries if test(entry)]
        return View(entries, today)

    def _with_words(self, words: Sequence[str]) -> Sequence[Entry]:
        """Those that have each of the words in the note or in a name."""
        pairs: Iterable[tuple[Entry, str]] = zip(self.entries, self.folded_notes, strict=True)
        for word in words:
            people = self._people(word)
            pairs = [
                pair
                for pair in pairs
                if word in pair[1] or pair[0][0] in people or not people.isdisjoint(pair[0][2].with_)
            ]
        return [entry for entry, _note in pairs]

    def _tests(self, wanted: Filter) -> Iterator[Matches]:
        if wanted.channels:
            yield lambda entry: entry.interaction.channel in wanted.channels
        for text in wanted.events:
            yield self._of_event(text)
        for text in wanted.people:
            yield _with_one_of(self._people(text))
        for text in wanted.circles:
            yield self._of_circle(text)

    def _people(self, text: str) -> frozenset[str]:
        return frozenset(
            id
            for id, contact in self.book.contacts.items()
            if text in id or text in self._fold(contact.name) or text in self._fold(contact.nickname)
        )

    def _of_event(self, text: str) -> Matches:
        events = _named(self.book.events, text)
        return lambda entry: entry.interaction.event in events

    def _of_circle(self, text: str) -> Matches:
        """About that circle; where the entry names none, with one of its members."""
        circles = _named(self.book.circles, text)
        members = _with_one_of(frozenset(member.id for circle in circles for member in self.book.members(circle)))
        return lambda entry: entry.interaction.circle in circles if entry.interaction.circle else members(entry)

    def _fold(self, text: str) -> str:
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = fold(text)
        return folded


def _log(book: Book, who: str) -> list[Entry]:
    """What stands in one contact's file, what was noted last first."""
    log = book.contacts[who].interactions
    return [Entry(who, place, log[place]) for place in reversed(range(len(log)))]


def _order(entry: Entry) -> tuple[int, str, int]:
    return -entry.interaction.on.toordinal(), entry.owner, -entry.place


def _with_one_of(people: frozenset[str]) -> Matches:
    return lambda entry: entry.owner in people or not people.isdisjoint(entry.interaction.with_)


def _named(records: Mapping[str, Circle | Event], text: str) -> frozenset[str]:
    return frozenset(id for id, record in records.items() if text in id or text in fold(record.name))
