"""Everything as one JSON document, which comes in again without loss (`own_json`).

    {"format": "entretien", "version": 1,
     "contacts": {"marie-dupont": {"name": "Marie Dupont", ...}, ...},
     "circles": {...}, "events": {...}, "introductions": {...}, "sessions": {...}, "templates": {...}}

Each record is what its TOML file says, key by key, under its id, keys of one's own too; dates are texts such as
"2026-11-24". Where only some contacts are exported, "elsewhere" tells what the records of others say about them: to be
read, not to be imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from math import isfinite
from typing import Any, Final

from entretien.book import Book
from entretien.model.contact import Contact
from entretien.model.network import KINDS, Introduction, Kind, Record, Session
from entretien.model.plain import Plain, as_plain

FORMAT: Final = "entretien"
VERSION: Final = 1


Said = Callable[[Kind, str], Plain]
"""What a record's file says."""


def write_json(book: Book, who: Collection[str] | None = None, said: Said | None = None) -> str:
    """All records, or these contacts with the circles, events and introductions that they share in.

    Without `said` there is nothing in them that the model doesn't know.
    """
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for kind in KINDS:
        records = {
            record.id: with_own_keys(as_plain(record), said(kind, record.id)) if said else as_plain(record)
            for record in _chosen(book, kind, who)
        }
        if records or kind == "contact":
            document[f"{kind}s"] = records
    if who is not None and (elsewhere := _elsewhere(book, frozenset(who))):
        document["elsewhere"] = elsewhere
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def with_own_keys(known: Any, said: Any) -> Any:
    """What is known of a record, with the keys beside it that only its file has."""
    if isinstance(known, dict) and isinstance(said, dict):
        merged = {key: with_own_keys(value, said.get(key)) for key, value in known.items()}
        return {**merged, **{key: _as_json(value) for key, value in said.items() if key not in known}}
    if isinstance(known, list) and isinstance(said, list) and len(known) == len(said):
        return [with_own_keys(*pair) for pair in zip(known, said, strict=True)]
    return known


def _as_json(value: Any) -> Any:
    """A value, with the numbers that JSON doesn't have as texts."""
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _elsewhere(book: Book, who: frozenset[str]) -> dict[str, dict[str, Any]]:
    """What other records say about these contacts, by kind and id: only the lines that name them."""
    found: dict[str, dict[str, Any]] = {
        "contacts": {
            id: said for id, contact in book.contacts.items() if id not in who and (said := _said(contact, who))
        },
        "introductions": {
            id: as_plain(record)
            for id, record in book.introductions.items()
            if who & {*record.between} and not who >= {*record.between}
        },
        "events": {id: as_plain(record) for id, record in book.events.items() if who & {*record.hope_to_meet}},
        "sessions": {id: told for id, record in book.sessions.items() if (told := _told(record, who))},
    }
    return {kind: records for kind, records in found.items() if records}


def _said(contact: Contact, who: frozenset[str]) -> dict[str, Any]:
    """What a card of somebody else says about these contacts."""
    said: dict[str, Any] = {}
    if contact.met and contact.met.through in who:
        said["met"] = as_plain(contact.met)
    if lines := [as_plain(item) for item in contact.interactions if who & {*item.with_}]:
        said["interactions"] = lines
    if apart := [id for id in contact.not_same_as if id in who]:
        said["not_same_as"] = apart
    return said


def _told(session: Session, who: frozenset[str]) -> dict[str, Any]:
    """What a session tells about these contacts."""
    told = {
        "offered": [id for id in session.offered if id in who],
        "picked": [id for id in session.picked if id in who],
        "decisions": [as_plain(item) for item in session.decisions if item.who in who],
    }
    return {key: items for key, items in told.items() if items}


def _chosen(book: Book, kind: Kind, who: Collection[str] | None) -> Iterator[Record]:
    for id, record in book.of(kind).items():
        if who is None or _concerns(book, kind, id, record, who):
            yield record


def _concerns(book: Book, kind: Kind, id: str, record: Record, who: Collection[str]) -> bool:
    contacts = [contact for chosen in who if (contact := book.contacts.get(chosen))]
    match kind:
        case "contact":
            return id in who
        case "circle":
            return any(id in contact.circles for contact in contacts)
        case "event":
            return any(
                (contact.met and contact.met.event == id) or any(item.event == id for item in contact.interactions)
                for contact in contacts
            )
        case "introduction":
            return isinstance(record, Introduction) and set(record.between) <= set(who)
        case "session" | "template":
            return False
