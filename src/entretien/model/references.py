"""Where records name contacts by their ids, and how to call those by other ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.model.network import Event, Introduction, Record, Session


def with_ids(record: Record, ids: Mapping[str, str]) -> Record:
    """The record with the contacts in `ids` (old id to new) called by their new ids; itself where it names none.

    Two ids that become one are named once. What isn't in `ids`, such as a plain name in `met.through`, stays.
    """
    match record:
        case Contact():
            return _contact(record, ids)
        case Introduction():
            one, other = record.between
            between = (ids.get(one, one), ids.get(other, other))
            steps = tuple(replace(step, who=ids.get(step.who, step.who)) for step in record.steps)
            return (
                record
                if (between, steps) == (record.between, record.steps)
                else replace(record, between=between, steps=steps)
            )
        case Session():
            decisions = tuple(replace(item, who=ids.get(item.who, item.who)) for item in record.decisions)
            changed = replace(
                record, decisions=decisions, offered=_swapped(record.offered, ids), picked=_swapped(record.picked, ids)
            )
            return changed if changed != record else record
        case Event():
            hope_to_meet = _swapped(record.hope_to_meet, ids)
            return replace(record, hope_to_meet=hope_to_meet) if hope_to_meet != record.hope_to_meet else record
    return record


def _contact(contact: Contact, ids: Mapping[str, str]) -> Contact:
    if contact.met and contact.met.through in ids:
        contact = replace(contact, met=replace(contact.met, through=ids[contact.met.through]))
    if any(who in ids for who in contact.not_same_as):
        contact = replace(contact, not_same_as=_swapped(contact.not_same_as, ids))
    if any(who in ids for interaction in contact.interactions for who in interaction.with_):
        contact = replace(contact, interactions=tuple(_interaction(item, ids) for item in contact.interactions))
    return contact


def _interaction(interaction: Interaction, ids: Mapping[str, str]) -> Interaction:
    return replace(interaction, with_=_swapped(interaction.with_, ids)) if interaction.with_ else interaction


def _swapped(who: tuple[str, ...], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids.get(id, id) for id in who))
