"""Accepting a proposal of slower rhythms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from entretien.actions.common import for_each
from entretien.book import Book
from entretien.i18n import ngettext
from entretien.model.cadence import Cadence
from entretien.model.change import Change
from entretien.relationship.plan import Slowing


def slow_rhythms(book: Book, slowings: Iterable[Slowing]) -> Change:
    """Give each of these contacts the proposed rhythm, as one step."""
    chosen = {slowing.who: Cadence.of_days(slowing.after) for slowing in slowings if slowing.who in book.contacts}
    return for_each(
        book,
        chosen,
        lambda n, first: ngettext("{name}: a slower rhythm", "{n} contacts: slower rhythms", n).format(name=first.name),
        lambda contact: replace(contact, cadence=chosen[contact.id], snoozes=0),
    )
