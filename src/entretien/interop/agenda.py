"""The next days' meetings of a calendar, and who of the book will be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from entretien.book import Book
from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.calendar_events import Attendee, Event, events_of, files_of, on_days
from entretien.interop.ical import attendees, detect
from entretien.interop.matching import DECISIVE, Index, Keys
from entretien.interop.mentions import Me
from entretien.interop.source import Source
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.paths import is_so


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting on a day, with those who will be there."""

    on: date
    at: time | None
    """None for a whole day."""
    summary: str
    place: str
    online: bool
    known: tuple[str, ...]
    """The contacts among the attendees."""
    others: tuple[Attendee, ...]
    """The attendees who are no contacts."""

    def interaction(self) -> Interaction:
        """The entry that logs it with the first contact, the other contacts present."""
        return Interaction(
            on=self.on, channel="video" if self.online else "meet", with_=self.known[1:], note=self.summary
        )


def agenda(
    book: Book, path: Path, first: date, *, days: int = 7, me: Iterable[str] = (), region: str = "FR"
) -> tuple[Meeting, ...]:
    """The meetings of `days` days from `first` in a file or a folder, in their order.

    A negative `days` gives the meetings of the days before. Raises UnreadableSourceError for what is no calendar.
    """
    source = Source(path)
    if not is_so(path.exists):
        raise UnreadableSourceError(_("There is no file {path}.").format(path=path))
    if not detect(source):
        raise UnreadableSourceError(
            _("{path} is no calendar.").format(path=path), _("Name an .ics file, or a folder of them.")
        )
    last = first + timedelta(days=days)
    start, end = (first, last - timedelta(days=1)) if days > 0 else (last, first)
    events = [event for file in files_of(source) for event in events_of(file) if isinstance(event, Event)]
    index, mine = Index(book.contacts.values(), region), Me(me)
    return tuple(_meeting(day, event, index, mine, region) for day, event in on_days(events, start, end))


def _meeting(day: date, event: Event, index: Index, me: Me, region: str) -> Meeting:
    known: dict[str, None] = {}
    others: list[Attendee] = []
    for person in attendees(event, me):
        emails = (person.address,) if person.address else ()
        keys = Keys.of(Contact(name=person.name or person.address, emails=emails), region)
        match = index.match(keys)
        if match and match.evidence in DECISIVE:
            known.setdefault(match.who)
        else:
            others.append(person)
    return Meeting(day, event.at, event.summary, event.place, event.online, tuple(known), tuple(others))
