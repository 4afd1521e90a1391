"""Ids inside what comes in: who was present, through whom, between whom. A source's own keys become the book's ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from entretien.book import Book
from entretien.model.change import Edit
from entretien.model.contact import Contact
from entretien.model.ids import free_id
from entretien.model.interaction import Interaction
from entretien.model.network import Event, Introduction, Kind, Record, Session


def resolved(contact: Contact, ids: Mapping[str, str], book: Book) -> Contact:
    """The card with ids of the book in it; who is neither in the source nor in the book is left out."""

    def known(keys: Iterable[str]) -> tuple[str, ...]:
        found = (ids.get(key) or (key if key in book.contacts else "") for key in keys)
        return tuple(dict.fromkeys(who for who in found if who))

    def with_ids(interaction: Interaction) -> Interaction:
        return replace(interaction, with_=known(interaction.with_)) if interaction.with_ else interaction

    if contact.met and contact.met.through in ids:
        contact = replace(contact, met=replace(contact.met, through=ids[contact.met.through]))
    if contact.not_same_as:
        contact = replace(contact, not_same_as=known(contact.not_same_as))
    if any(interaction.with_ for interaction in contact.interactions):
        contact = replace(contact, interactions=tuple(map(with_ids, contact.interactions)))
    return contact


def resolved_records(beside: Iterable[tuple[Kind, Record]], ids: Mapping[str, str], book: Book) -> list[Edit]:
    """Edits that add the circles, events and so on that the book doesn't have; what it has stays as it is."""
    edits = []
    for kind, record in beside:
        record = _with_ids(record, ids)
        existing = book.of(kind).get(record.id)
        if existing is None and record.id not in book.taken(kind):
            edits.append(Edit(kind, None, record))
        elif existing is not None and isinstance(record, Introduction) and not _same_pair(record, existing):
            edits.append(Edit(kind, None, replace(record, id=free_id(record.id, book.taken(kind)))))
    return edits


def _same_pair(one: Introduction, other: Record) -> bool:
    return isinstance(other, Introduction) and set(one.between) == set(other.between)


def _with_ids(record: Record, ids: Mapping[str, str]) -> Record:
    match record:
        case Introduction():
            one, other = record.between
            steps = tuple(replace(step, who=ids.get(step.who, step.who)) for step in record.steps)
            return replace(record, between=(ids.get(one, one), ids.get(other, other)), steps=steps)
        case Session():
            decisions = tuple(replace(item, who=ids.get(item.who, item.who)) for item in record.decisions)
            offered = tuple(ids.get(who, who) for who in record.offered)
            picked = tuple(ids.get(who, who) for who in record.picked)
            return replace(record, decisions=decisions, offered=offered, picked=picked)
        case Event():
            return replace(record, hope_to_meet=tuple(ids.get(who, who) for who in record.hope_to_meet))
    return record
