"""A plan whose day has passed: did it happen? Asked once, when the program opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from entretien.actions.interactions import it_happened, remove_entry
from entretien.book import Entry
from entretien.i18n import _
from entretien.tui.modals.choice import ChoiceModal
from entretien.vocabulary import CHANNEL
from entretien.words import said_date

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp


def ask_about(app: EntretienApp, plans: Sequence[Entry]) -> None:
    """Ask about each of these, one after the other; Escape leaves the rest for another time."""
    if not plans or app.network is None:
        return
    entry, rest = plans[0], plans[1:]
    contact = app.network.book.contacts.get(entry.owner)
    standing = contact.interactions if contact else ()
    if contact is None or entry.place >= len(standing) or standing[entry.place] != entry.interaction:
        ask_about(app, rest)
        return
    planned = entry.interaction
    what = _("A {channel} with {name} was planned for {day}.").format(
        channel=_(CHANNEL[planned.channel]), name=contact.name, day=said_date(planned.on, app.today)
    )

    def answered(happened: bool | None) -> None:
        if happened is None or app.network is None:
            return
        book = app.network.book
        app.apply(it_happened(book, entry) if happened else remove_entry(book, entry))
        ask_about(app, _after(entry, rest) if not happened else rest)

    options = [("y", _("It happened"), True), ("n", _("It did not; take it out of the log"), False), ("o", "", True)]
    app.push_screen(
        ChoiceModal(_("Did it happen?"), options, note="\n".join(filter(None, (what, planned.note)))), answered
    )


def _after(removed: Entry, rest: Sequence[Entry]) -> list[Entry]:
    """The entries that are left, where the places behind a removed one have moved up."""
    return [
        entry._replace(place=entry.place - 1) if entry.owner == removed.owner and entry.place > removed.place else entry
        for entry in rest
    ]
