"""Saving what a line of text says: a new contact, or one more exchange with a known one; and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from entretien.actions.circles import add_circle
from entretien.actions.common import contact_edit, joined
from entretien.actions.contacts import add_contact
from entretien.actions.interactions import log
from entretien.book import Book
from entretien.capture.draft import Draft, Reference
from entretien.errors import UsageError
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact, Met, Need, Promise
from entretien.model.ids import fold, slug
from entretien.model.interaction import Interaction
from entretien.model.network import Circle


@dataclass(frozen=True, slots=True)
class Capture:
    """A line that was saved: the line, the contact before (None: it was new) and after, and the circles it made."""

    text: str
    before: Contact | None
    after: Contact
    circles: tuple[Circle, ...] = ()


def save_draft(book: Book, draft: Draft, today: date, *, instead_of: str | None = None) -> tuple[Change, str]:
    """Save a line as one step: the contact it makes or the exchange it logs, its promises, its new circles.

    `instead_of` is the id of a contact that is meant although the line reads like a new one: the line is logged as a
    meeting with them, and what it tells of them fills what the card left empty. Returns the change and the contact's
    id. Raises UsageError for a draft that says too little.
    """
    if draft.problem:
        raise UsageError(draft.problem)
    made, circles = _circles(book, draft.circles)
    who = instead_of or draft.known
    if not who:
        added = add_contact(book, _new_contact(draft, circles, today))
        created = added.edits[0].after
        assert created is not None
        return joined(added.label, [*made, added]), created.id
    logged = log(book, who, draft.interaction or _meeting(draft, book.contacts[who], today), today)
    contact = book.apply(logged).contacts[who]
    told = contact_edit(contact, **_told(draft, contact, circles, today))
    return joined(logged.label, [*made, logged, Change("", (told,))]), who


def capture_of(change: Change, who: str, text: str) -> Capture:
    """What `save_draft` did, to be corrected later."""
    before, after = next((edit.before, edit.after) for edit in change.edits if edit.after and edit.after.id == who)
    assert isinstance(after, Contact)
    made = tuple(edit.after for edit in change.edits if edit.before is None and isinstance(edit.after, Circle))
    return Capture(text, before if isinstance(before, Contact) else None, after, made)


def correct_capture(
    book: Book, capture: Capture, draft: Draft, today: date, *, instead_of: str | None = None
) -> tuple[Change, str]:
    """Save another line in place of one that was saved before, as one step.

    What has happened to the contact since stays; circles that the first line made and nobody is in are gone. Raises
    UsageError for a draft that says too little.
    """
    current = book.contacts.get(capture.after.id)
    if current is None:
        return save_draft(book, draft, today, instead_of=instead_of)
    restored = merged(capture.after, current, capture.before) if capture.before else None
    changes = [Change("", (Edit("contact", current, restored),))]
    saved, who = save_draft(book.apply(changes[0]), draft, today, instead_of=instead_of)
    changes.append(saved)
    after = book.apply(changes[0]).apply(saved)
    if capture.before is None and not (instead_of or draft.known) and current != capture.after:
        created = after.contacts[who]
        changes.append(Change("", (Edit("contact", created, merged(capture.after, current, created)),)))
    left = [made for made in capture.circles if after.circles.get(made.id) == made and not after.members(made.id)]
    changes.append(Change("", tuple(Edit("circle", circle, None) for circle in left)))
    return joined(_("Corrected: {name}").format(name=after.contacts[who].name), changes), who


def merged(base: Contact, ours: Contact, theirs: Contact) -> Contact:
    """`theirs`, with the fields that `ours` has changed since `base`; lists keep what either has added."""
    values: dict[str, Any] = {}
    for item in fields(Contact):
        before, mine, new = (getattr(contact, item.name) for contact in (base, ours, theirs))
        if item.name == "id" or mine == before:
            continue
        if isinstance(mine, tuple):
            kept = tuple(value for value in new if value in mine or value not in before)
            values[item.name] = (*kept, *(value for value in mine if value not in before and value not in kept))
        else:
            values[item.name] = mine
    return replace(theirs, **values)


def _circles(book: Book, named: Sequence[Reference]) -> tuple[list[Change], tuple[str, ...]]:
    """The circles to make first, and the ids of all that are named."""
    made: list[Change] = []
    ids: list[str] = []
    for reference in named:
        id = reference.id or next((known for known in book.circles if known == slug(reference.text)), None)
        if id is None:
            change = add_circle(book, Circle(name=reference.text))
            book = book.apply(change)
            made.append(change)
            created = change.edits[0].after
            assert isinstance(created, Circle)
            id = created.id
        ids.append(id)
    return made, tuple(dict.fromkeys(ids))


def _new_contact(draft: Draft, circles: tuple[str, ...], today: date) -> Contact:
    """The card that a line makes. At an event, having met is the first line of the log, and the note is its note."""
    through = str(draft.via) if draft.via else ""
    contact = Contact(
        name=draft.name,
        org=draft.org,
        title=draft.title,
        emails=draft.emails,
        phones=draft.phones,
        links=draft.links,
        tags=draft.tags,
        circles=circles,
        cadence=draft.cadence,
        met=Met(on=today, event=draft.event, through=through, cue=draft.cue),
        seeks=_needs(draft.seeks, today),
        offers=_needs(draft.offers, today),
        promises=_promises(draft.promises, today),
    )
    if not draft.event:
        return replace(contact, notes=draft.note)
    return replace(contact, interactions=(_met_at(draft.event, draft.note, today),))


def _meeting(draft: Draft, contact: Contact, today: date) -> Interaction:
    """The exchange with a known contact, with everything of the line that has no other place in its note."""
    differing = [
        text
        for text, known in ((draft.title, contact.title), (draft.org, contact.org), (draft.cue, _cue(contact)))
        if text and known and fold(text) != fold(known)
    ]
    return _met_at(draft.event, "; ".join(filter(None, (draft.note, *differing))), today)


def _met_at(event: str, note: str, today: date) -> Interaction:
    return Interaction(on=today, channel="meet", event=event, note=note)


def _told(draft: Draft, contact: Contact, circles: tuple[str, ...], today: date) -> dict[str, Any]:
    """The fields of a known contact that a line adds to: lists grow, single values are filled where empty."""

    def more(known: tuple[Any, ...], new: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(dict.fromkeys((*known, *new)))

    met = contact.met or Met(through=str(draft.via) if draft.via else "")
    if draft.cue and not met.cue:
        met = replace(met, cue=draft.cue)
    return {
        "org": contact.org or draft.org,
        "title": contact.title or draft.title,
        "emails": more(contact.emails, draft.emails),
        "phones": more(contact.phones, draft.phones),
        "links": more(contact.links, draft.links),
        "tags": more(contact.tags, draft.tags),
        "circles": more(contact.circles, circles),
        "cadence": draft.cadence or contact.cadence,
        "met": met if met != Met() else contact.met,
        "seeks": (*contact.seeks, *_needs(draft.seeks, today)),
        "offers": (*contact.offers, *_needs(draft.offers, today)),
        "promises": (*contact.promises, *_promises(draft.promises, today)),
    }


def _cue(contact: Contact) -> str:
    return contact.met.cue if contact.met else ""


def _needs(texts: Sequence[str], today: date) -> tuple[Need, ...]:
    return tuple(Need(what=text, since=today) for text in texts)


def _promises(promises: Sequence[Promise], today: date) -> tuple[Promise, ...]:
    return tuple(replace(promise, made=promise.made or today) for promise in promises)
