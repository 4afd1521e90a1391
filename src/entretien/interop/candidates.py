"""What a reader of a format hands over: candidates for contacts, and a reason for every row that gives none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from entretien.model.contact import Contact
from entretien.model.network import Kind, Record


def ignore_progress(rows: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader needs to know beside the file."""

    today: date
    region: str = "FR"
    """ISO 3166 code of the country whose phone numbers are written without a prefix."""
    me: tuple[str, ...] = ()
    """My own addresses, profiles and names: never a contact."""
    day_first: bool = False
    """How 12/03 is read where the file itself doesn't tell."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """For a table of no known make: a field of a contact to the title of its column."""
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What was said before for such tables, by their titles (`Reading.signature`)."""
    progress: Callable[[int], None] = ignore_progress
    """Called now and then with the number of rows read; what it raises ends the reading without a trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person as a source knows them.

    `contact` has no id; ids in it that mean other people of the same source (`with`, `met.through`) are their keys.
    """

    row: int
    """Where it stands in the source, counted from 1: the line of a table, the card of an address book."""
    contact: Contact
    key: str
    """What the source itself knows the person by (a LinkedIn profile, a vCard's UID): the same in its next export."""
    label: str
    """As the source names it, for messages."""
    on_request: bool = False
    """A person who is only mentioned (an attendee, a correspondent): added where the user asks for it."""
    file: Path | None = None
    """The file inside the source, where the source is a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to say about one row, in the current language."""

    row: int
    reason: str
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Remark):
    """A row that gives no candidate, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source holds: every row is a candidate or is skipped."""

    format: str
    file: Path
    candidates: tuple[Candidate, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Remark, ...] = ()
    """What could not be read of rows that were taken otherwise."""
    beside: tuple[tuple[Kind, Record], ...] = ()
    """Circles, events and the like that came along; their ids are those that the candidates name."""
    signature: str = ""
    """Of a table of no known make: its titles, by which the mapping of its columns is remembered."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """The mapping that such a table was read with."""

    @property
    def rows(self) -> int:
        """Rows of the source."""
        return len(self.candidates) + len(self.skipped)


PROGRESS_EVERY: Final = 200
"""Rows between two reports of progress."""
