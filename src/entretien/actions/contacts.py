"""Contacts: made, changed, put off, let rest, renamed, deleted; several at once as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from entretien.actions.common import for_each
from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.model.cadence import Cadence
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact, Status
from entretien.model.ids import free_id, slug


def add_contact(book: Book, contact: Contact) -> Change:
    """A new contact, under a free id made from the name."""
    created = replace(contact, id=free_id(contact.name, book.taken("contact")))
    return Change(_("Added {name}").format(name=created.name), (Edit("contact", None, created),))


def edit_contact(book: Book, contact: Contact) -> Change:
    """Other values on a card. A new name moves the file and every reference to it, in the same step."""
    before = book.contacts[contact.id]
    if contact == before:
        return Change("", ())
    label = _("Changed {name}").format(name=contact.name)
    if contact.name == before.name or slug(contact.name) == slug(before.name):
        return Change(label, (Edit("contact", before, contact),))
    renamed = replace(contact, id=free_id(contact.name, book.taken("contact") - {before.id}))
    if renamed.id == before.id:
        return Change(label, (Edit("contact", before, renamed),))
    references = _references(book, before.id, renamed.id)
    return Change(label, (Edit("contact", before, renamed), *references))


def delete_contacts(book: Book, who: Sequence[str]) -> Change:
    """Delete contacts, the introductions they are part of, and every mention of their ids; undo brings all back."""
    gone = frozenset(who)
    deleted = tuple(Edit("contact", book.contacts[id], None) for id in dict.fromkeys(who))
    introductions = tuple(
        Edit("introduction", introduction, None)
        for introduction in book.introductions.values()
        if not gone.isdisjoint(introduction.between)
    )
    label = ngettext("Deleted {name}", "Deleted {n} contacts", len(deleted)).format(name=book.contacts[who[0]].name)
    return Change(label, (*deleted, *introductions, *_forgotten(book, gone)))


def snooze(book: Book, who: Sequence[str], until: date, day: str) -> Change:
    """Put contacts off until a day, said as `day` in the label. Only the due date moves."""
    return for_each(
        book,
        who,
        lambda n, first: ngettext("{name}: later, {day}", "{n} contacts: later, {day}", n).format(
            name=first.name, day=day
        ),
        lambda contact: replace(contact, snoozed_until=until, snoozes=contact.snoozes + 1),
    )


def set_cadence(book: Book, who: Sequence[str], cadence: Cadence | None) -> Change:
    """Choose a rhythm; None goes back to that of the circles or the settings."""
    words = cadence.words() if cadence else _("as its circles")
    return for_each(
        book,
        who,
        lambda n, first: ngettext("{name}: {words}", "{n} contacts: {words}", n).format(name=first.name, words=words),
        lambda contact: replace(contact, cadence=cadence, snoozes=0),
    )


def set_status(book: Book, who: Sequence[str], status: Status) -> Change:
    """Let contacts rest, close the tie, or bring them back."""

    def label(n: int, first: Contact) -> str:
        match status:
            case "resting":
                text = ngettext("{name}: resting", "{n} contacts: resting", n)
            case "closed":
                text = ngettext("{name}: let go", "{n} contacts: let go", n)
            case "active":
                text = ngettext("{name}: back", "{n} contacts: back", n)
        return text.format(name=first.name)

    return for_each(book, who, label, lambda contact: replace(contact, status=status, snoozed_until=None))


def change_tags(book: Book, who: Sequence[str], add: Sequence[str], remove: Sequence[str] = ()) -> Change:
    """Add and remove tags."""
    words = " ".join([*(f"#{tag}" for tag in add), *(f"-#{tag}" for tag in remove)])
    return for_each(
        book,
        who,
        lambda n, first: ngettext("{name}: {words}", "{n} contacts: {words}", n).format(name=first.name, words=words),
        lambda contact: replace(contact, tags=_changed(contact.tags, add, remove)),
    )


def change_circles(book: Book, who: Sequence[str], add: Sequence[str], remove: Sequence[str] = ()) -> Change:
    """Join and leave circles, by their ids."""
    words = " ".join([*(f"+{circle}" for circle in add), *(f"-{circle}" for circle in remove)])
    return for_each(
        book,
        who,
        lambda n, first: ngettext("{name}: {words}", "{n} contacts: {words}", n).format(name=first.name, words=words),
        lambda contact: replace(contact, circles=_changed(contact.circles, add, remove)),
    )


def _changed(values: tuple[str, ...], add: Sequence[str], remove: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(value for value in values if value not in remove), *add]))


def _references(book: Book, old: str, new: str) -> list[Edit]:
    """The edits that make every other record name `new` where it named `old`."""
    edits: list[Edit] = []

    def swap(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if id == old else id for id in ids)

    for other in book.contacts.values():
        if other.id == old:
            continue
        met = replace(other.met, through=new) if other.met and other.met.through == old else other.met
        log = tuple(replace(item, with_=swap(item.with_)) if old in item.with_ else item for item in other.interactions)
        renamed = replace(other, met=met, interactions=log, not_same_as=swap(other.not_same_as))
        if renamed != other:
            edits.append(Edit("contact", other, renamed))
    for introduction in book.introductions.values():
        if old in introduction.between:
            first, second = introduction.between
            steps = tuple(replace(step, who=new) if step.who == old else step for step in introduction.steps)
            between = (new if first == old else first, new if second == old else second)
            edits.append(Edit("introduction", introduction, replace(introduction, between=between, steps=steps)))
    for session in book.sessions.values():
        decisions = tuple(replace(item, who=new) if item.who == old else item for item in session.decisions)
        offered, picked = swap(session.offered), swap(session.picked)
        if (decisions, offered, picked) != (session.decisions, session.offered, session.picked):
            after = replace(session, decisions=decisions, offered=offered, picked=picked)
            edits.append(Edit("session", session, after))
    edits.extend(
        Edit("event", event, replace(event, hope_to_meet=swap(event.hope_to_meet)))
        for event in book.events.values()
        if old in event.hope_to_meet
    )
    return edits


def _forgotten(book: Book, gone: frozenset[str]) -> list[Edit]:
    """The edits after which no other contact or event names these ids; who brought us together stays as a name."""
    edits: list[Edit] = []
    for other in book.contacts.values():
        if other.id in gone:
            continue
        met = other.met
        if met and met.through in gone:
            met = replace(met, through=book.contacts[met.through].name)
        log = tuple(
            item if gone.isdisjoint(item.with_) else replace(item, with_=_changed(item.with_, (), tuple(gone)))
            for item in other.interactions
        )
        different = _changed(other.not_same_as, (), tuple(gone))
        after = replace(other, met=met, interactions=log, not_same_as=different)
        if after != other:
            edits.append(Edit("contact", other, after))
    edits.extend(
        Edit("event", event, replace(event, hope_to_meet=_changed(event.hope_to_meet, (), tuple(gone))))
        for event in book.events.values()
        if not gone.isdisjoint(event.hope_to_meet)
    )
    return edits
