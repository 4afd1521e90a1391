"""Promises, mine and theirs."""

from __future__ import annotations

from datetime import date

from entretien.actions.common import contact_edit
from entretien.book import Book
from entretien.dataclass import replace
from entretien.i18n import _
from entretien.model.change import Change
from entretien.model.contact import Promise


def promise(book: Book, who: str, promised: Promise) -> Change:
    """Write down a promise."""
    contact = book.contacts[who]
    label = _("Promise to {name}: {what}") if promised.by == "me" else _("Promise of {name}: {what}")
    return Change(
        label.format(name=contact.name, what=promised.what),
        (contact_edit(contact, promises=(*contact.promises, promised)),),
    )


def keep_promise(book: Book, who: str, place: int, today: date) -> Change:
    """The promise at this place of the contact's list was kept, today."""
    kept = replace(book.contacts[who].promises[place], done=today)
    return _with_promise(book, who, place, kept, _("Promise kept: {what}").format(what=kept.what))


def postpone_promise(book: Book, who: str, place: int, due: date) -> Change:
    """Move the day of a promise."""
    moved = replace(book.contacts[who].promises[place], due=due)
    return _with_promise(book, who, place, moved, _("Promise moved: {what}").format(what=moved.what))


def drop_promise(book: Book, who: str, place: int) -> Change:
    """Take a promise back."""
    dropped = book.contacts[who].promises[place]
    return _with_promise(book, who, place, None, _("Promise dropped: {what}").format(what=dropped.what))


def _with_promise(book: Book, who: str, place: int, promised: Promise | None, label: str) -> Change:
    contact = book.contacts[who]
    promises = list(contact.promises)
    promises[place : place + 1] = [promised] if promised else []
    return Change(label, (contact_edit(contact, promises=tuple(promises)),))
