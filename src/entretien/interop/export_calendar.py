"""Whom to contact when, promises and dates as an iCalendar file: all-day events with an alarm in the morning.

To-dos would be ignored or refused by the calendars of Google, Fastmail, iOS and Outlook. The UIDs stay the same from
one export to the next, so that importing again updates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from entretien.i18n import _
from entretien.interop.dates import is_birthday
from entretien.model.contact import Anniversary, Contact, Promise
from entretien.model.ids import slug

ALARM: Final = timedelta(hours=9)
"""After midnight of the day."""
_EPOCH: Final = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One all-day event."""

    uid: str
    on: date
    summary: str
    description: str = ""
    yearly: bool = False


def write_calendar(contacts: Iterable[Contact], due: Mapping[str, date], today: date) -> str:
    """The calendar. `due` says by contact when to get in touch; days that have passed are put on `today`."""
    return render(occasions(contacts, due, today), today)


def occasions(contacts: Iterable[Contact], due: Mapping[str, date], today: date) -> Iterator[Occasion]:
    """What there is to do and to remember: being in touch, open promises of either side, yearly dates."""
    for contact in contacts:
        if contact.id in due:
            yield Occasion(
                f"due-{contact.id}@entretien",
                max(due[contact.id], today),
                _("Get in touch with {name}").format(name=contact.name),
                _reach(contact),
            )
        for promise in contact.open_promises:
            if promise.due:
                yield Occasion(_promise_uid(contact, promise), promise.due, _promise(contact, promise), _reach(contact))
        for item in contact.dates:
            yield _yearly(contact, item, today)


def render(events: Iterable[Occasion], today: date) -> str:
    """The events as an iCalendar file."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Entretien//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(today, time(), UTC)
    for item in events:
        event = Event()
        event.add("uid", item.uid)
        event.add("dtstamp", stamp)
        event.add("sequence", (today - _EPOCH).days)
        event.add("dtstart", item.on)
        event.add("dtend", item.on + timedelta(days=1))
        event.add("summary", item.summary)
        event.add("transp", "TRANSPARENT")
        if item.description:
            event.add("description", item.description)
        if item.yearly:
            event.add("rrule", {"freq": "yearly"})
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", item.summary)
        alarm.add("trigger", ALARM)
        event.add_component(alarm)
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _promise(contact: Contact, promise: Promise) -> str:
    if promise.by == "me":
        return _("Promised to {name}: {what}").format(name=contact.name, what=promise.what)
    return _("{name} promised: {what}").format(name=contact.name, what=promise.what)


def _promise_uid(contact: Contact, promise: Promise) -> str:
    told = hashlib.blake2b(f"{promise.by} {promise.what} {promise.made}".encode(), digest_size=6).hexdigest()
    return f"promise-{contact.id}-{told}@entretien"


def _yearly(contact: Contact, item: Anniversary, today: date) -> Occasion:
    first = item.on if isinstance(item.on, date) else item.next_on(today.replace(month=1, day=1))
    summary = (
        _("Birthday of {name}").format(name=contact.name)
        if is_birthday(item.label)
        else _("{name}: {label}").format(name=contact.name, label=item.label)
    )
    return Occasion(f"date-{contact.id}-{slug(item.label)}@entretien", first, summary, _reach(contact), yearly=True)


def _reach(contact: Contact) -> str:
    """How to reach the person, a line each."""
    return "\n".join((*contact.emails[:1], *contact.phones[:1], *contact.links[:1]))
