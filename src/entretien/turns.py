"""The first day of each contact: reckoned from those who share it, which are looked for only when somebody asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from entretien.book import Book

Group = tuple[int | None, int]
"""The ordinal of the day we met, and the rhythm in days: those who share them are spread over the rhythm."""


class Turns:
    """The first days of a book on a day; `default` is the rhythm in days of who has none."""

    def __init__(self, book: Book, today: date, default: int | None) -> None:
        self._book = book
        self._today = today
        self._default = default
        self._days: dict[Group, Mapping[str, date]] = {}

    def group(self, who: str) -> Group | None:
        """What a contact's first day is reckoned from; None where there is none."""
        if who not in self._book.contacts:
            return None
        person = self._book.shelf.outline(who)
        cadence = self._book.rhythm(person, self._default) if person.status == "active" else None
        return (person.met_on, cadence) if cadence else None

    def day(self, who: str) -> date | None:
        """The first day of a contact."""
        group = self.group(who)
        return self._days_of(group).get(who) if group else None

    def moved(self, later: Turns, changed: set[str]) -> set[str]:
        """Whose first day is another one `later`, where these contacts have changed."""
        pairs = [(self.group(who), later.group(who)) for who in changed]
        groups = {group for pair in pairs if pair[0] != pair[1] for group in pair if group}
        return {
            who
            for group in groups
            for who in (*self._members.get(group, ()), *later._members.get(group, ()))
            if self.day(who) != later.day(who)
        }

    def _days_of(self, group: Group) -> Mapping[str, date]:
        if group not in self._days:
            from entretien.relationship.first_days import first_days

            members = self._members.get(group, ())
            self._days[group] = first_days(((who, *group) for who in members), self._today)
        return self._days[group]

    @cached_property
    def _members(self) -> Mapping[Group, Sequence[str]]:
        """The active contacts of each group."""
        members: dict[Group, list[str]] = defaultdict(list)
        fields = ("status", "met_on", "has_cadence", "days", "circles")
        for values in zip(*map(self._book.shelf.each, fields), strict=True):
            (who, status), (_, met), (_, has_own), (_, own), (_, circles) = values
            cadence = own if has_own else self._book.usual_days(circles, self._default)
            if cadence and status == "active":
                members[met, cadence].append(who)
        return members
