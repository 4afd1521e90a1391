"""Accepting the slower rhythms that make the plan fit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from entretien.actions.common import joined
from entretien.actions.contacts import set_cadence
from entretien.book import Book
from entretien.i18n import ngettext
from entretien.model.cadence import Cadence
from entretien.model.change import Change
from entretien.relationship.plan import Slowing


def accept_fix(book: Book, proposed: Iterable[Slowing]) -> Change:
    """Slow the rhythms as proposed, as one step."""
    slowings = sorted((slowing for slowing in proposed if slowing.who in book.contacts), key=lambda it: it.after)
    changes = [
        set_cadence(book, [slowing.who for slowing in group], Cadence.of_days(after))
        for after, group in groupby(slowings, key=lambda it: it.after)
    ]
    return joined(ngettext("A slower rhythm for {n} person", "A slower rhythm for {n} people", len(slowings)), changes)
