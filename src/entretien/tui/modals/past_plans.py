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
    if app.network.book.standing(entry) is None:
        ask_about(app, rest)
        return
    planned, contact = entry.interaction, app.network.book.contacts[entry.owner]
    what = _("A {channel} with {name} was planned for {day}.").format(
        channel=_(CHANNEL[planned.channel]), name=contact.name, day=said_date(planned.on, app.today)
    )

    def answered(happened: bool | None) -> None:
        if happened is None or app.network is None:
            return
        book = app.network.book
        if now := book.standing(entry):
            app.apply(it_happened(book, now) if happened else remove_entry(book, now))
        else:
            app.say(_("That line was changed meanwhile."))
        ask_about(app, rest)

    options = [("y", _("It happened"), True), ("n", _("It did not; take it out of the log"), False), ("o", "", True)]
    app.push_screen(
        ChoiceModal(_("Did it happen?"), options, note="\n".join(filter(None, (what, planned.note)))), answered
    )
