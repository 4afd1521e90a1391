"""Writing down what happened. Logging moves the due date, counted from the day it happened, and ends a snooze."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entretien.actions.common import contact_edit, for_each, joined
from entretien.book import Book, Entry
from entretien.dataclass import replace
from entretien.i18n import _, ngettext, pgettext
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.model.interaction import TOGETHER, Interaction
from entretien.relationship.follow_up import awaits_first_word
from entretien.vocabulary import CHANNEL


def with_interaction(contact: Contact, interaction: Interaction) -> Contact:
    """The contact with one more line in the log; something that happened (not a plan) ends a snooze.

    The first word after meeting leaves it: whom sorting has put off for a while gets that word only.
    """
    after = replace(contact, interactions=(*contact.interactions, interaction))
    return after if _is_first_word(contact, interaction) else replace(after, snoozed_until=None, snoozes=0)


def log(book: Book, who: str, interaction: Interaction, today: date) -> Change:
    """Log an interaction with a contact; it ends the snooze of the others present too.

    A day after `today` is a plan and leaves snoozes alone.
    """
    contact = book.contacts[who]
    planned = interaction.on > today
    edits: list[Edit] = []
    if planned:
        after = replace(contact, interactions=(*contact.interactions, replace(interaction, planned=True)))
        label = _("Planned a {channel} with {name}")
    else:
        after = with_interaction(contact, interaction)
        label = _("Logged a {channel} with {name}")
        edits = [
            contact_edit(other, snoozed_until=None, snoozes=0)
            for id in dict.fromkeys(interaction.with_)
            if id != who and (other := book.contacts.get(id)) and (other.snoozed_until or other.snoozes)
        ]
    return Change(
        label.format(channel=_(CHANNEL[interaction.channel]), name=contact.name),
        (Edit("contact", contact, after), *edits),
    )


def log_with(book: Book, who: Sequence[str], interaction: Interaction, today: date) -> Change:
    """Log one interaction with several contacts, as one step.

    What people do together (a call, a meeting) is one line of the log, in the file of the first, with the others
    present; a message or a letter is one line for each.
    """
    people = tuple(dict.fromkeys(who))
    first, *others = people
    if not others:
        return log(book, first, interaction, today)
    channel = _(CHANNEL[interaction.channel])
    label = (
        _("Planned a {channel} with {count} people")
        if interaction.on > today
        else _("Logged a {channel} with {count} people")
    )
    if interaction.channel in TOGETHER:
        present = tuple(dict.fromkeys((*others, *interaction.with_)))
        changes = [log(book, first, replace(interaction, with_=present), today)]
    else:
        changes = [log(book, id, interaction, today) for id in people]
    return joined(label.format(channel=channel, count=len(people)), changes)


def wrote(book: Book, who: str, today: date, *, note: str = "", event: str = "", gave: bool = False) -> Change:
    """A message of mine, today."""
    contact = book.contacts[who]
    message = Interaction(on=today, direction="out", channel="message", note=note, event=event, gave=gave)
    return Change(
        _("Logged a message to {name}").format(name=contact.name),
        (Edit("contact", contact, with_interaction(contact, message)),),
    )


def wrote_to(book: Book, who: Sequence[str], today: date) -> Change:
    """A message of mine to each of them, today."""
    message = Interaction(on=today, direction="out", channel="message")
    return for_each(
        book,
        who,
        lambda n, first: ngettext("Logged a message to {name}", "Logged a message to {n} contacts", n).format(
            name=first.name
        ),
        lambda contact: with_interaction(contact, message),
    )


def signs_of_life(book: Book, who: Sequence[str], today: date) -> Change:
    """Each of them wrote or called, today."""
    message = Interaction(on=today, direction="in", channel="message")
    return for_each(
        book,
        who,
        lambda n, first: ngettext(
            "Logged a sign of life from {name}", "Logged a sign of life from {n} contacts", n
        ).format(name=first.name),
        lambda contact: with_interaction(contact, message),
    )


def same_words(book: Book, note: str, today: date) -> tuple[str, ...]:
    """The contacts to whom a message or letter of mine with this very text was logged today."""
    words = fold(" ".join(note.split()))
    if not words:
        return ()
    return tuple(
        dict.fromkeys(
            entry.owner
            for entry in book.everything()
            if entry.interaction.on == today
            and entry.interaction.channel not in TOGETHER
            and entry.interaction.effective_direction == "out"
            and fold(" ".join(entry.interaction.note.split())) == words
        )
    )


def it_happened(book: Book, entry: Entry) -> Change:
    """A plan whose day has passed came true: from now on it is a line of the log like any other."""
    contact = book.contacts[entry.owner]
    happened = replace(entry.interaction, planned=False)
    label = _("It happened: a {channel} with {name}").format(channel=_(CHANNEL[happened.channel]), name=contact.name)
    return _replaced(book, entry, happened, label)


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


def _is_first_word(contact: Contact, interaction: Interaction) -> bool:
    return interaction.effective_direction == "out" and awaits_first_word(contact, contact.interactions, interaction.on)


def _replaced(book: Book, entry: Entry, interaction: Interaction, label: str) -> Change:
    contact = book.contacts[entry.owner]
    log = list(contact.interactions)
    log[entry.place] = interaction
    return Change(label, (contact_edit(contact, interactions=tuple(log)),))
