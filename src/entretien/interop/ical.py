"""iCalendar: past meetings as interactions with the attendees who are contacts; the others are offered."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from entretien.i18n import _
from entretien.identity import name_key
from entretien.interop.calendar_events import Attendee, Event, events_of, files_of, on_days
from entretien.interop.candidates import PROGRESS_EVERY, Context, Reading, Remark
from entretien.interop.mentions import Me, Mentions
from entretien.interop.source import Source
from entretien.model.contact import Contact
from entretien.model.interaction import Channel, Interaction

NAME: Final = "ics"
DAYS_BACK: Final = 50 * 365
"""How far back meetings are taken."""
REPEATS_BACK: Final = 365
"""How far back the repetitions of a meeting are taken."""
MOST_PRESENT: Final = 20
"""Attendees beyond which a meeting is an event, not an exchange with each of them."""
_BEGIN: Final = re.compile(r"^\s*BEGIN:(?:VCALENDAR|VEVENT|VTODO|VTIMEZONE)\s*$", re.IGNORECASE | re.MULTILINE)


def detect(source: Source) -> bool:
    """Whether a file is a calendar, or a folder has some."""
    if source.path.is_dir():
        return bool(files_of(source))
    return _BEGIN.search(source.start) is not None


def read(source: Source, context: Context) -> Reading:
    """The attendees of past meetings, with what was on those days."""
    events: list[Event] = []
    problems: list[Remark] = []
    for file in files_of(source):
        for number, event in enumerate(events_of(file), 1):
            if isinstance(event, Event):
                events.append(event)
            else:
                reason = _("An event can't be read: {error}").format(error=event)
                problems.append(Remark(row=number, reason=reason, file=file.path if file is not source else None))
            if len(events) % PROGRESS_EVERY == 0:
                context.progress(len(events))
    people = _people(events, context)
    if not len(people):
        problems.append(Remark(row=1, reason=_("There is no past meeting with other people here.")))
    return Reading(format=NAME, file=source.path, candidates=people.candidates(), problems=tuple(problems))


def attendees(event: Event, me: Me) -> list[Attendee]:
    """The others who are invited."""
    return [person for person in event.attendees if person.address not in me and person.name not in me]


def _people(events: list[Event], context: Context) -> Mentions:
    me, people = Me(context.me), Mentions()
    repeated = [event for event in events if event.repeats is not None or event.replaces]
    single = [event for event in events if event.repeats is None and not event.replaces]
    past = on_days(single, context.today - timedelta(days=DAYS_BACK), context.today)
    past += on_days(repeated, context.today - timedelta(days=REPEATS_BACK), context.today)
    for day, event in sorted(past, key=lambda item: item[0]):
        present = attendees(event, me)
        if not 0 < len(present) <= MOST_PRESENT:
            continue
        keys = [_key(person) for person in present]
        for person, key in zip(present, keys, strict=True):
            emails = (person.address,) if person.address else ()
            people.know(key, Contact(name=person.name or person.address, emails=emails))
        channel: Channel = "video" if event.online else "meet"
        for key in keys:
            others = tuple(other for other in keys if other != key)
            people.add(key, Interaction(on=day, channel=channel, with_=others, note=event.summary))
    return people


def _key(person: Attendee) -> str:
    return f"mail:{person.address}" if person.address else f"name:{name_key(person.name)}"
