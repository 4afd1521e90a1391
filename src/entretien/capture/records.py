"""A draft as records: a new contact card, an entry of the log, or additions to a contact that exists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from entretien.capture.context import Context
from entretien.capture.draft import Draft
from entretien.dataclass import replace
from entretien.model.contact import Contact, Met, Need
from entretien.model.ids import slug
from entretien.model.interaction import Channel, Interaction
from entretien.model.network import Circle

_T = TypeVar("_T")


def contact_from(draft: Draft, context: Context, id: str) -> Contact:
    """The card of the new person, with `id`. Raises ValueError where `draft.problem` says that it can't be saved."""
    return Contact(
        id=id,
        name=draft.name,
        org=draft.org,
        title=draft.title,
        emails=draft.emails,
        phones=draft.phones,
        links=draft.links,
        tags=draft.tags,
        circles=circle_ids(draft),
        cadence=draft.cadence,
        met=Met(on=context.today, event=draft.event, through=str(draft.via or ""), cue=draft.cue),
        notes=draft.note,
        seeks=_needs(draft.seeks, context.today),
        offers=_needs(draft.offers, context.today),
        promises=draft.promises,
    )


def interaction_from(draft: Draft, today: date) -> Interaction:
    """The entry of the log that the draft tells: its sentence, else that we met, or were in touch, today."""
    if draft.interaction is not None:
        return draft.interaction
    channel: Channel = "meet" if draft.event else "message"
    note = "\n".join(text for text in (draft.cue, draft.note) if text)
    return Interaction(on=today, channel=channel, event=draft.event, note=note)


def merge_into(contact: Contact, draft: Draft, today: date) -> Contact:
    """The contact with what the draft says: the entry in the log, and everything that the card didn't have.

    Nothing on the card is replaced but the rhythm; another organisation or title than the card's goes to the notes.
    """
    other = ", ".join(
        new for new, old in ((draft.org, contact.org), (draft.title, contact.title)) if new and old and new != old
    )
    met = contact.met or Met()
    return replace(
        contact,
        org=contact.org or draft.org,
        title=contact.title or draft.title,
        emails=_joined(contact.emails, draft.emails),
        phones=_joined(contact.phones, draft.phones),
        links=_joined(contact.links, draft.links),
        tags=_joined(contact.tags, draft.tags),
        circles=_joined(contact.circles, circle_ids(draft)),
        cadence=draft.cadence or contact.cadence,
        met=replace(met, through=str(draft.via)) if draft.via and not met.through else contact.met,
        notes="\n".join(text for text in (contact.notes.rstrip("\n"), other) if text) if other else contact.notes,
        seeks=_joined(contact.seeks, _needs(draft.seeks, today)),
        offers=_joined(contact.offers, _needs(draft.offers, today)),
        promises=_joined(contact.promises, draft.promises),
        interactions=(*contact.interactions, interaction_from(draft, today)),
    )


def circle_ids(draft: Draft) -> tuple[str, ...]:
    """Ids of the draft's circles; for one that doesn't exist yet, the id that `new_circles` gives it."""
    return tuple(dict.fromkeys(circle.id or slug(circle.text) for circle in draft.circles))


def new_circles(draft: Draft) -> tuple[Circle, ...]:
    """The circles that are to be made along with the draft."""
    made = {slug(name): name for name in reversed(draft.unknown_circles)}
    return tuple(Circle(id=id, name=name) for id, name in reversed(made.items()))


def _needs(texts: Iterable[str], today: date) -> tuple[Need, ...]:
    return tuple(Need(what=text, since=today) for text in texts)


def _joined(old: tuple[_T, ...], new: tuple[_T, ...]) -> tuple[_T, ...]:
    return (*old, *(item for item in new if item not in old))
