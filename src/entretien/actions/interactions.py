"""Writing down what happened. Logging moves the due date, counted from the day it happened, and ends a snooze."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entretien.actions.common import contact_edit
from entretien.book import Book, Entry
from entretien.i18n import _, pgettext
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.vocabulary import CHANNEL


def with_interaction(contact: Contact, interaction: Interaction) -> Contact:
    """The contact with one more line in the log; something that happened (not a plan) ends a snooze."""
    return replace(contact, interactions=(*contact.interactions, interaction), snoozed_until=None, snoozes=0)


def log(book: Book, who: str, interaction: Interaction, today: date) -> Change:
    """Log an interaction with a contact; a day after `today` is a plan and leaves a snooze alone."""
    contact = book.contacts[who]
    planned = interaction.on > today
    if planned:
        after = replace(contact, interactions=(*contact.interactions, interaction))
        label = _("Planned a {channel} with {name}")
    else:
        after = with_interaction(contact, interaction)
        label = _("Logged a {channel} with {name}")
    return Change(
        label.format(channel=_(CHANNEL[interaction.channel]), name=contact.name), (Edit("contact", contact, after),)
    )


def wrote(book: Book, who: str, today: date, *, note: str = "", event: str = "", gave: bool = False) -> Change:
    """A message of mine, today."""
    contact = book.contacts[who]
    message = Interaction(on=today, direction="out", channel="message", note=note, event=event, gave=gave)
    return Change(
        _("Logged a message to {name}").format(name=contact.name),
        (Edit("contact", contact, with_interaction(contact, message)),),
    )


def sign_of_life(book: Book, who: str, today: date, *, note: str = "") -> Change:
    """They wrote or called, today."""
    contact = book.contacts[who]
    message = Interaction(on=today, direction="in", channel="message", note=note)
    return Change(
        _("Logged a sign of life from {name}").format(name=contact.name),
        (Edit("contact", contact, with_interaction(contact, message)),),
    )


def needs_no_reply(book: Book, entry: Entry) -> Change:
    """Mark a message of theirs as one that needs no answer."""
    interaction = replace(entry.interaction, no_reply=True)
    name = book.contacts[entry.owner].name
    return _replaced(book, entry, interaction, _("No reply needed: {name}").format(name=name))


def change_entry(book: Book, entry: Entry, interaction: Interaction) -> Change:
    """Correct a line of the log."""
    name = book.contacts[entry.owner].name
    return _replaced(book, entry, interaction, _("Corrected the log of {name}").format(name=name))


def remove_entry(book: Book, entry: Entry) -> Change:
    """Take a line out of the log."""
    contact = book.contacts[entry.owner]
    rest = contact.interactions[: entry.place] + contact.interactions[entry.place + 1 :]
    label = pgettext("log", "Removed a {channel} from the log of {name}").format(
        channel=_(CHANNEL[entry.interaction.channel]), name=contact.name
    )
    return Change(label, (contact_edit(contact, interactions=rest),))


def _replaced(book: Book, entry: Entry, interaction: Interaction, label: str) -> Change:
    contact = book.contacts[entry.owner]
    log = list(contact.interactions)
    log[entry.place] = interaction
    return Change(label, (contact_edit(contact, interactions=tuple(log)),))
