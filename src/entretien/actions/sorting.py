"""Sorting those one has met: whom to keep, and who gets this week's time.

That a contact was kept stands on the card as `met.kept`, with the day; that one was let go is its status. Who waits is
put off until a day like anybody else (`snoozed_until`), but was not put off before (`snoozes` stays): the first message
is still asked for, and leaves that day alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from entretien.actions.common import for_each
from entretien.book import Book
from entretien.dataclass import replace
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.model.contact import Contact, Met


def keep(book: Book, who: str, today: date) -> Change:
    """Keep the tie; it comes back where it was let go."""
    return for_each(
        book,
        (who,),
        lambda _count, first: _("Kept {name}").format(name=first.name),
        lambda contact: replace(contact, status="active", met=replace(contact.met or Met(), kept=today)),
    )


def give_time(book: Book, picked: Sequence[str], later: Mapping[str, date]) -> Change:
    """The picked ones have this week's time; each of the others waits until a day, after a first message."""

    def placed(contact: Contact) -> Contact:
        return replace(contact, snoozed_until=later.get(contact.id))

    change = for_each(book, (*picked, *later), lambda _count, _first: "", placed)
    label = ngettext("{n} this week", "{n} this week", len(picked))
    waiting = ngettext("{n} gets a first message, then waits", "{n} get a first message, then wait", len(later))
    return Change(f"{label} · {waiting}" if later else label, change.edits) if change else change
