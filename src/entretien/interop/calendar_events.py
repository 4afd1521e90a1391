"""The events of iCalendar files, one at a time, so that a broken one costs no other."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, Final

from entretien.identity import email_key
from entretien.interop.mentions import named
from entretien.interop.source import Source

LARGEST_EVENT: Final = 1_000_000
"""Bytes of an event beyond which it is left out: attachments."""
MOST_REPEATS: Final = 1000
"""Repetitions of an event that are looked at."""
_THINGS: Final = frozenset({"RESOURCE", "ROOM", "GROUP"})
_ONLINE: Final = re.compile(r"\b(?:zoom|teams|meet\.google|webex|skype|jitsi|whereby|visio|video)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone invited: the address (as `email_key` gives it) and the name, either of which may be missing."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting on one day, or the pattern of a repeated one."""

    uid: str
    start: date
    at: time | None
    """Its time of day, in the time zone that it was written in; None for a whole day."""
    end: date
    summary: str
    place: str
    online: bool
    attendees: tuple[Attendee, ...]
    cancelled: bool
    repeats: Any
    """The rule of repetition as icalendar has it; None for a single event."""
    excluded: frozenset[date]
    replaces: date | None
    """For a changed repetition: the day of the one that it replaces."""


def files_of(source: Source) -> list[Source]:
    """The calendar files of a folder; of a file, itself."""
    if not source.path.is_dir():
        return [source]
    paths = sorted(source.path.rglob("*.ics"))
    return [Source(path) for path in paths if path.is_file() and not _is_hidden(path, source.path)]


def events_of(source: Source) -> Iterator[Event | str]:
    """The events of a file; for one that can't be read, why not."""
    for block in _blocks(source):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                event = _event(block)
        except Exception as error:
            yield str(error) or type(error).__name__
        else:
            if event is not None:
                yield event


def on_days(events: Iterable[Event], first: date, last: date) -> list[tuple[date, Event]]:
    """The meetings from the first to the last day (both included), repetitions among them, in their order."""
    single = list(events)
    replaced = {(event.uid, event.replaces) for event in single if event.replaces}
    found: list[tuple[date, Event]] = []
    for event in single:
        if event.cancelled:
            continue
        days = _days(event, first, last)
        found += [(day, event) for day in days if event.replaces or (event.uid, day) not in replaced]
    return sorted(found, key=lambda item: (item[0], item[1].at or time(), item[1].summary))


def _days(event: Event, first: date, last: date) -> Iterator[date]:
    if event.repeats is None:
        if first <= event.start <= last:
            yield event.start
        return
    from dateutil.rrule import rrulestr

    start = datetime.combine(event.start, time())
    try:
        rule = rrulestr(_without_zone(event.repeats.to_ical().decode()), dtstart=start)
        moments = islice(rule.xafter(datetime.combine(first, time()), inc=True), MOST_REPEATS)
        days = [moment.date() for moment in takewhile(lambda moment: moment.date() <= last, moments)]
    except (ValueError, TypeError, OverflowError):
        days = [event.start] if first <= event.start <= last else []
    yield from (day for day in dict.fromkeys(days) if day not in event.excluded)


def _without_zone(rule: str) -> str:
    """A rule for days: its UNTIL without a time."""
    return re.sub(r"UNTIL=(\d{8})(?:T\d{6})?Z?", r"UNTIL=\1T235959", rule, flags=re.IGNORECASE)


def _blocks(source: Source) -> Iterator[bytes]:
    """The text of each VEVENT that isn't too large, without its alarms."""
    block: list[bytes] | None = None
    size, in_alarm = 0, False
    for line in _lines(source):
        head = line.strip().upper()
        if head == b"BEGIN:VEVENT":
            block, size, in_alarm = [], 0, False
        if block is None:
            continue
        if head == b"BEGIN:VALARM" or in_alarm:
            in_alarm = head != b"END:VALARM"
            continue
        size += len(line)
        if size <= LARGEST_EVENT:
            block.append(line.rstrip(b"\r\n"))
        if head == b"END:VEVENT":
            if size <= LARGEST_EVENT:
                yield b"\r\n".join(block) + b"\r\n"
            block = None


def _lines(source: Source) -> Iterator[bytes]:
    if source.encoding in ("utf-8", "utf-8-sig"):
        return source.raw_lines()
    return (line.encode() for line in source.lines())


def _event(block: bytes) -> Event | None:
    import icalendar

    component: Any = icalendar.Event.from_ical(block)
    start = _moment(component, "dtstart")
    if start is None:
        return None
    end = start
    with suppress(ValueError, AttributeError):
        end = _moment(component, "dtend") or start
    summary, place = str(component.get("summary", "")), str(component.get("location", ""))
    replaces = _moment(component, "recurrence-id")
    excluded = {_day(moment.dt) for dates in _several(component, "exdate") for moment in getattr(dates, "dts", ())}
    return Event(
        uid=str(component.get("uid", "")),
        start=_day(start),
        at=_local(start).time() if isinstance(start, datetime) else None,
        end=_day(end),
        summary=" ".join(summary.split()),
        place=" ".join(place.split()),
        online=bool(_ONLINE.search(f"{place} {component.get('url', '')}")),
        attendees=tuple(_attendees(component)),
        cancelled=str(component.get("status", "")).upper() == "CANCELLED",
        repeats=next(iter(_several(component, "rrule")), None),
        excluded=frozenset(excluded),
        replaces=_day(replaces) if replaces is not None else None,
    )


def _moment(component: Any, name: str) -> date | None:
    value = component.get(name)
    moment = getattr(value[0] if isinstance(value, list) else value, "dt", None)
    return moment if isinstance(moment, date) else None


def _local(moment: datetime) -> datetime:
    """The moment here, if it was written in universal time; in a zone of its own it stays as it is."""
    is_universal = moment.tzinfo is not None and not moment.utcoffset() and str(moment.tzinfo) in ("UTC", "Z")
    return moment.astimezone() if is_universal else moment


def _day(moment: date) -> date:
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _several(component: Any, name: str) -> list[Any]:
    value = component.get(name, [])
    return value if isinstance(value, list) else [value]


def _attendees(component: Any) -> Iterator[Attendee]:
    seen = set()
    for person in [*_several(component, "organizer"), *_several(component, "attendee")]:
        params = getattr(person, "params", {})
        if str(params.get("CUTYPE", "")).upper() in _THINGS or str(params.get("PARTSTAT", "")).upper() == "DECLINED":
            continue
        address = email_key(str(person))
        name = named(str(params.get("CN", "")))
        key = address or name
        if key and key not in seen:
            seen.add(key)
            yield Attendee(address, "" if email_key(name) == name.lower() else name)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
