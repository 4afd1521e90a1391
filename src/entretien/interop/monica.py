"""Monica 4's account export as JSON: contacts with their fields, notes, activities, calls, tasks and rhythm.

Each list is wrapped as {count, type, values}; activities stand with the account, and contacts name them by uuid.
Photos and documents are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.candidates import Candidate, Context, Reading, Skipped
from entretien.interop.dates import read_date
from entretien.interop.own_json import parse_json
from entretien.interop.source import Source
from entretien.interop.vcard_lines import escape
from entretien.model.cadence import LONGEST_DAYS, Cadence
from entretien.model.contact import Anniversary, Contact, Met, Promise
from entretien.model.interaction import Channel, Direction, Interaction

NAME: Final = "monica"
_MARK: Final = re.compile(r'"account"\s*:\s*\{')
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")

Item = dict[str, Any]


def detect(source: Source) -> bool:
    """Whether the file has an account at its start, as Monica writes it."""
    start = source.start.lstrip()
    return start.startswith("{") and _MARK.search(start) is not None and '"contact' in start


def read(source: Source, context: Context) -> Reading:
    """The contacts. Raises UnreadableSourceError for JSON of another shape."""
    document = parse_json(source)
    account = document.get("account") if isinstance(document, dict) else None
    if not isinstance(account, dict):
        raise UnreadableSourceError(_("{path} is no account export of Monica 4.").format(path=source.name))
    shared = _Shared(account)
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    for row, item in enumerate(_collection(account, "contact"), 1):
        if row % 50 == 0:
            context.progress(row)
        contact = _contact(item, shared)
        if contact is None:
            skipped.append(Skipped(row=row, reason=_("The contact has no name.")))
            continue
        key = f"uuid:{_text(item, 'uuid') or row}"
        candidates.append(Candidate(row=row, contact=contact, key=key, label=contact.name))
    return Reading(format=NAME, file=source.path, candidates=tuple(candidates), skipped=tuple(skipped))


class _Shared:
    """What stands with the account and is named by uuid: activities with those present, kinds of contact fields."""

    def __init__(self, account: Item) -> None:
        self.activities = {_text(item, "uuid"): item for item in _collection(account, "activity")}
        self.field_types = {
            _text(item, "uuid"): f"{_text(item, 'type')} {_text(item, 'protocol')} {_text(item, 'name')}".lower()
            for item in _collection(account, "contact_field_type")
        }
        self.present: dict[str, list[str]] = {}
        for contact in _collection(account, "contact"):
            for activity in _references(contact, "activity"):
                self.present.setdefault(activity, []).append(f"uuid:{_text(contact, 'uuid')}")


def _contact(item: Item, shared: _Shared) -> Contact | None:
    names = (_text(item, "first_name"), _text(item, "middle_name"), _text(item, "last_name"))
    name = " ".join(part for part in names if part) or _text(item, "nickname")
    if not name:
        return None
    emails, phones, links = _reach(item, shared)
    met = Met(on=_date(item, "first_met_date"), through=_reference(item, "first_met_through"))
    notes = [_text(item, "description"), *(_text(note, "body") for note in _collection(item, "note"))]
    addresses = list(_collection(item, "address"))
    return Contact(
        name=name,
        nickname=_text(item, "nickname") if name != _text(item, "nickname") else "",
        org=_text(item, "company"),
        title=_text(item, "job"),
        emails=emails,
        phones=phones,
        links=links,
        place=next((town for address in addresses if (town := _text(address, "city"))), ""),
        tags=tuple(dict.fromkeys(tag for tag in _tags(item) if tag)),
        cadence=_cadence(item),
        met=met if met != Met() else None,
        notes="\n\n".join(note for note in notes if note),
        vcard=(f"N:{escape(names[2])};{escape(names[0])};{escape(names[1])};;", *map(_address, addresses)),
        dates=tuple(_dates(item)),
        promises=tuple(_promises(item)),
        interactions=tuple(sorted(_log(item, shared), key=lambda entry: entry.on)),
    )


def _reach(item: Item, shared: _Shared) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """E-mails, phones and links: by the kind of field, else by what it looks like."""
    emails: dict[str, None] = {}
    phones: dict[str, None] = {}
    links: dict[str, None] = {}
    for field in _collection(item, "contact_field"):
        value = _text(field, "data") or _text(field, "content")
        kind = shared.field_types.get(_reference(field, "type"), _text(field, "type").lower())
        if not value:
            continue
        if _EMAIL.fullmatch(value):
            emails.setdefault(value)
        elif "phone" in kind or "tel:" in kind or re.fullmatch(r"[+\d][\d\s().-]{5,}", value):
            phones.setdefault(value)
        else:
            links.setdefault(value)
    return tuple(emails), tuple(phones), tuple(links)


def _log(item: Item, shared: _Shared) -> Iterator[Interaction]:
    me = f"uuid:{_text(item, 'uuid')}"
    for uuid in _references(item, "activity"):
        activity = shared.activities.get(uuid, {})
        on = _date(activity, "happened_at") or _date(activity, "date_it_happened")
        if on:
            texts = (_text(activity, "summary"), _text(activity, "description"))
            others = tuple(who for who in shared.present.get(uuid, ()) if who != me)
            note = "\n".join(text for text in texts if text)
            yield Interaction(on=on, channel="meet", with_=others, note=note)
    for call in _collection(item, "call"):
        if on := _date(call, "called_at"):
            theirs = _value(call, "contact_called") in (True, 1, "1")
            yield Interaction(on=on, channel="call", direction="in" if theirs else None, note=_text(call, "content"))
    for conversation in _collection(item, "conversation"):
        if on := _date(conversation, "happened_at"):
            yield from _messages(conversation, on)


def _messages(conversation: Item, on: date) -> Iterator[Interaction]:
    """The days and the sides of a conversation, never its text."""
    seen: dict[tuple[date, Direction], None] = {}
    channel: Channel = "message"
    for message in _collection(conversation, "message"):
        by_me = _value(message, "written_by_me") in (True, 1, "1")
        seen.setdefault((_date(message, "written_at") or on, "out" if by_me else "in"))
    for day, direction in seen or {(on, "out"): None}:
        yield Interaction(on=day, channel=channel, direction=direction)


def _dates(item: Item) -> Iterator[Anniversary]:
    born = _value(item, "birthdate")
    if isinstance(born, dict) and not _value(born, "is_age_based"):
        if day := _date(born, "date"):
            yield Anniversary(label="birthday", on=f"{day:%m-%d}" if _value(born, "is_year_unknown") else day)
    elif day := _date(item, "birthdate"):
        yield Anniversary(label="birthday", on=day)


def _promises(item: Item) -> Iterator[Promise]:
    for task in _collection(item, "task"):
        if title := _text(task, "title"):
            what = " ".join(part for part in (title, _text(task, "description")) if part)
            yield Promise(what=what, made=_date(task, "created_at"), done=_value(task, "completed") in (True, 1, "1"))
    for reminder in _collection(item, "reminder"):
        if (title := _text(reminder, "title")) and _text(reminder, "frequency_type") in ("", "one_time"):
            yield Promise(what=title, due=_date(reminder, "initial_date"))


def _cadence(item: Item) -> Cadence | None:
    value = _value(item, "stay_in_touch_frequency")
    try:
        days = int(value)
    except (TypeError, ValueError):
        return None
    return Cadence.of_days(days) if 0 < days <= LONGEST_DAYS else None


def _tags(item: Item) -> Iterator[str]:
    tags = _value(item, "tags")
    for tag in tags if isinstance(tags, list) else ():
        yield tag.strip() if isinstance(tag, str) else _text(tag, "name") if isinstance(tag, dict) else ""


def _address(address: Item) -> str:
    parts = ("", "", "street", "city", "province", "postal_code", "country")
    return f"ADR:{';'.join(escape(_text(address, part)) if part else '' for part in parts)}"


def _collection(item: Item, type: str) -> Iterator[Item]:
    """The objects of the lists of a type, wherever the item keeps its lists."""
    for value in _values_of(item, type):
        if isinstance(value, dict):
            yield value


def _references(item: Item, type: str) -> Iterator[str]:
    """The uuids in the lists of a type."""
    for value in _values_of(item, type):
        if isinstance(value, str):
            yield value


def _values_of(item: Item, type: str) -> Iterator[Any]:
    for name in ("data", "properties"):
        lists = item.get(name)
        for found in lists if isinstance(lists, list) else ():
            names = (type, f"{type}s", f"{type[:-1]}ies" if type.endswith("y") else type)
            if isinstance(found, dict) and found.get("type") in names and isinstance(found.get("values"), list):
                yield from found["values"]


def _value(item: Item, name: str) -> Any:
    """A value of an object, which may stand among its properties."""
    properties = item.get("properties")
    if isinstance(properties, dict) and name in properties:
        return properties[name]
    return item.get(name)


def _text(item: Item, name: str) -> str:
    value = _value(item, name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _reference(item: Item, name: str) -> str:
    """The uuid that a property names, plain or in an object."""
    value = _value(item, name)
    if isinstance(value, dict):
        value = value.get("uuid")
    return f"uuid:{value}" if name == "first_met_through" and value else str(value or "")


def _date(item: Item, name: str) -> date | None:
    value = _value(item, name)
    if isinstance(value, dict):
        value = _value(value, "date")
    return read_date(value, day_first=True) if isinstance(value, str) else None
