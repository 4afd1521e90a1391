"""Contacts: made, changed, put off, let rest, renamed, deleted; several at once as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from entretien.actions.common import for_each
from entretien.book import Book
from entretien.dataclass import replace
from entretien.i18n import _, ngettext
from entretien.model.cadence import Cadence
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact, Status
from entretien.model.ids import free_id, slug
from entretien.model.network import Record, Session
from entretien.model.references import with_ids, without_ids


def add_contact(book: Book, contact: Contact) -> Change:
    """A new contact, under a free id made from the name."""
    created = replace(contact, id=free_id(contact.name, book.ids("contact")))
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
    others = book.edits(lambda record: record if record == before else with_ids(record, {before.id: renamed.id}))
    return Change(label, (Edit("contact", before, renamed), *others))


def delete_contacts(book: Book, who: Sequence[str]) -> Change:
    """Delete contacts, the introductions they are part of, and every mention of their ids; undo brings all back."""
    gone = frozenset(who)
    deleted = tuple(Edit("contact", book.contacts[id], None) for id in dict.fromkeys(who))
    label = ngettext("Deleted {name}", "Deleted {n} contacts", len(deleted)).format(name=book.contacts[who[0]].name)
    return Change(label, (*deleted, *_forgotten(book, gone)))


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


def _forgotten(book: Book, gone: frozenset[str]) -> Iterator[Edit]:
    """The edits after which no contact or event names these ids and no introduction is theirs.

    Who brought us together stays as a name; sessions tell of the past and stay.
    """

    def left(record: Record) -> Record | None:
        if isinstance(record, Session) or (isinstance(record, Contact) and record.id in gone):
            return record
        return without_ids(_with_name(record, book, gone), gone)

    return book.edits(left)


def _with_name(record: Record, book: Book, gone: frozenset[str]) -> Record:
    """The record with the name of whoever brought us together, if they are gone."""
    if isinstance(record, Contact) and record.met and record.met.through in gone:
        return replace(record, met=replace(record.met, through=book.contacts[record.met.through].name))
    return record
