"""Saving what a line of text says: a new contact, or one more exchange with a known one; and correcting it."""

from __future__ import annotations

from datetime import date
from typing import Any

from entretien.actions.common import joined
from entretien.actions.contacts import add_contact
from entretien.book import Book
from entretien.capture.context import Context
from entretien.capture.draft import Draft
from entretien.capture.records import contact_from, interaction_from, merge_into, new_circles
from entretien.dataclass import dataclass, fields, replace
from entretien.errors import UsageError
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
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

    `instead_of` is the id of a contact that is meant although the line reads like a new one: the line is logged with
    them, and what it tells of them fills what the card left empty. Returns the change and the contact's
    id. Raises UsageError for a draft that says too little.
    """
    if draft.problem:
        raise UsageError(draft.problem)
    taken = book.ids("circle")
    made = [Change("", (Edit("circle", None, circle),)) for circle in new_circles(draft) if circle.id not in taken]
    who = instead_of or draft.known
    if not who:
        added = add_contact(book, _new_contact(draft, today))
        created = added.edits[0].after
        assert created is not None
        return joined(added.label, [*made, added]), created.id
    from entretien.actions.interactions import log

    logged = log(book, who, interaction_from(draft, today), today)
    after = logged.edits[0].after
    assert isinstance(after, Contact)
    told = replace(
        merge_into(book.contacts[who], draft, today), snoozed_until=after.snoozed_until, snoozes=after.snoozes
    )
    return joined(logged.label, [*made, logged, Change("", (Edit("contact", after, told),))]), who


def _new_contact(draft: Draft, today: date) -> Contact:
    """The card that a line makes. At an event, having met there is the first entry of the log, with a short note."""
    contact = contact_from(draft, Context(today=today), "")
    if not draft.event:
        return contact
    note = "" if "\n" in draft.note else draft.note
    met = Interaction(on=today, channel="meet", event=draft.event, note=note)
    return replace(contact, notes=contact.notes if not note else "", interactions=(met,))


def capture_of(change: Change, who: str, text: str, corrects: Capture | None = None) -> Capture:
    """What `save_draft`, or `correct_capture` of an earlier capture, did: to be corrected later."""
    before, after = next(
        (edit.before, edit.after) for edit in change.edits if isinstance(edit.after, Contact) and edit.after.id == who
    )
    assert isinstance(after, Contact)
    known = before if isinstance(before, Contact) else None
    made = tuple(edit.after for edit in change.edits if edit.before is None and isinstance(edit.after, Circle))
    if corrects is None:
        return Capture(text, known, after, made)
    if known is not None and who == corrects.after.id:
        known = merged(corrects.after, known, corrects.before) if corrects.before else None
    return Capture(text, known, after, (*corrects.circles, *made))


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
