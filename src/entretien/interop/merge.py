"""Two cards of one person made into one, as one step; and two that are not one, told apart for good."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from entretien.book import Book
from entretien.i18n import _
from entretien.interop.fields import LABELS, combine
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact, Met
from entretien.model.interaction import Interaction
from entretien.model.network import Introduction, Record
from entretien.model.references import with_ids

_TEXTS: Final = ("name", "nickname", "org", "title", "place", "language", "address_as", "cadence", "photo")
"""Fields of which both values are kept where they differ: one in its field, the other in the notes."""
_HISTORIES: Final = ("interactions", "promises", "seeks", "offers")
"""Lists of which nothing is left out but what is the same in every word."""


def merge(book: Book, keep: str, other: str, region: str = "FR") -> Change:
    """One card of two: `keep` takes in all that `other` has, and every record that named `other` names `keep`.

    Logs, promises, what is sought and offered, dates, circles and addresses are united; where two texts differ, the
    one of `keep` stays in its field and the other goes to the notes. An introduction between the two is dropped.
    """
    mine, theirs = book.contacts[keep], book.contacts[other]
    united = _united(mine, theirs, region)

    def after(record: Record) -> Record | None:
        if isinstance(record, Contact) and record.id in (keep, other):
            return record
        renamed = with_ids(record, {other: keep})
        return None if isinstance(renamed, Introduction) and len(set(renamed.between)) == 1 else renamed

    edits = (Edit("contact", mine, united), Edit("contact", theirs, None), *book.edits(after))
    return Change(_("Merged {other} into {name}").format(other=theirs.name, name=mine.name), edits)


def tell_apart(book: Book, one: str, other: str) -> Change:
    """Remember that two contacts are two people, whatever they have in common."""
    contact, look_alike = book.contacts[one], book.contacts[other]
    edits = []
    if other not in contact.not_same_as:
        edits.append(Edit("contact", contact, replace(contact, not_same_as=(*contact.not_same_as, other))))
    label = _("{name} and {other} are two people").format(name=contact.name, other=look_alike.name)
    return Change(label, tuple(edits))


def _united(mine: Contact, theirs: Contact, region: str) -> Contact:
    both = {mine.id, theirs.id}
    own, came = _without(mine, both), _without(theirs, both)
    united, _diffs = combine(own, came, region=region)
    histories: dict[str, Any] = {field: _all_of(getattr(own, field), getattr(came, field)) for field in _HISTORIES}
    histories["interactions"] = tuple(sorted(histories["interactions"], key=lambda item: item.on))
    return replace(
        united,
        **histories,
        met=mine.met if _met_twice(mine, theirs) else united.met,
        notes=_notes(mine, theirs),
        not_same_as=tuple(who for who in united.not_same_as if who not in both),
        solid=mine.solid or theirs.solid,
        status=mine.status,
        snoozed_until=mine.snoozed_until,
        snoozes=max(mine.snoozes, theirs.snoozes),
    )


def _all_of(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*mine, *(item for item in theirs if item not in mine))


def _without(contact: Contact, who: set[str]) -> Contact:
    """The card, its log naming none of these as present."""

    def others(interaction: Interaction) -> Interaction:
        return replace(interaction, with_=tuple(id for id in interaction.with_ if id not in who))

    return replace(contact, interactions=tuple(map(others, contact.interactions)))


def _notes(mine: Contact, theirs: Contact) -> str:
    """Both notes, and a line for each field whose other value would be lost."""
    texts = [text for text in dict.fromkeys((mine.notes.strip(), theirs.notes.strip())) if text]
    differing = [(field, getattr(mine, field), getattr(theirs, field)) for field in _TEXTS]
    my_met, their_met = mine.met or Met(), theirs.met or Met()
    lines = [_line(field, value) for field, own, value in differing if own and value and own != value]
    for item in fields(Met):
        own, value = getattr(my_met, item.name), getattr(their_met, item.name)
        if value and own != value and item.name != "kept" and (own or _met_twice(mine, theirs)):
            lines.append(_line(f"met.{item.name}", value))
    return "\n\n".join([*texts, "\n".join(lines)] if lines else texts)


def _met_twice(mine: Contact, theirs: Contact) -> bool:
    """Whether the cards tell of two meetings, of which the first stays whole."""
    return bool(mine.met and theirs.met and mine.met.on and theirs.met.on and mine.met.on != theirs.met.on)


def _line(field: str, value: Any) -> str:
    return _("Also {field}: {value}").format(field=_(LABELS[field]), value=value)
