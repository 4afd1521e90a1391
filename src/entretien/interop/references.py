"""Ids inside what comes in: who was present, through whom, between whom. A source's own keys become the book's ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from entretien.book import Book
from entretien.model.change import Edit
from entretien.model.contact import Contact
from entretien.model.ids import free_id
from entretien.model.interaction import Interaction
from entretien.model.network import Introduction, Kind, Record
from entretien.model.references import with_ids
from entretien.namedtuple import NamedTuple


class People(NamedTuple):
    """Whom the keys of a source mean."""

    ids: Mapping[str, str]
    """Key to id, of those who are taken in."""
    left_out: Mapping[str, str]
    """Key to name, of those who are not."""


def resolved(contact: Contact, people: People, book: Book) -> Contact:
    """The card with ids of the book in it.

    Who was present and is neither taken in nor in the book is left out; who brought us together stays as a name.
    """

    def known(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in people.ids or (key in book.contacts and key not in people.left_out))

    if contact.met and contact.met.through in people.left_out:
        contact = replace(contact, met=replace(contact.met, through=people.left_out[contact.met.through]))
    if contact.not_same_as:
        contact = replace(contact, not_same_as=known(contact.not_same_as))
    if any(interaction.with_ for interaction in contact.interactions):
        log = tuple(replace(item, with_=known(item.with_)) if item.with_ else item for item in contact.interactions)
        contact = replace(contact, interactions=log)
    found = with_ids(contact, people.ids)
    assert isinstance(found, Contact)
    return found


def without_doubles(contacts: Mapping[str, Contact], book: Book) -> dict[str, Contact]:
    """The contacts, what came in for several of them (`with`) standing with the first one only."""
    told: set[tuple[frozenset[str], Interaction]] = set()
    found = {}
    for who, contact in contacts.items():
        before = set(book.contacts[who].interactions) if who in book.contacts else set()
        kept = []
        for item in contact.interactions:
            if item.with_ and item not in before:
                meeting = frozenset((who, *item.with_)), replace(item, with_=())
                if meeting in told:
                    continue
                told.add(meeting)
            kept.append(item)
        found[who] = replace(contact, interactions=tuple(kept)) if len(kept) < len(contact.interactions) else contact
    return found


def resolved_records(beside: Iterable[tuple[Kind, Record]], ids: Mapping[str, str], book: Book) -> list[Edit]:
    """Edits that add the circles, events and so on that the book doesn't have; what it has stays as it is."""
    edits = []
    for kind, came in beside:
        record = with_ids(came, ids)
        existing = book.of(kind).get(record.id)
        if existing is None and record.id not in book.taken(kind):
            edits.append(Edit(kind, None, record))
        elif isinstance(record, Introduction) and not _is_known(record, book):
            edits.append(Edit(kind, None, replace(record, id=free_id(record.id, book.taken(kind)))))
    return edits


def _is_known(introduction: Introduction, book: Book) -> bool:
    pair = set(introduction.between)
    return any(set(known.between) == pair for known in book.introductions.values())
