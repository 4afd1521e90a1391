"""Two cards in columns, what differs standing out."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from textual.content import Content

from entretien.book import Book
from entretien.i18n import _
from entretien.interop.fields import LABELS
from entretien.model.contact import Contact
from entretien.plaintext import one_line
from entretien.tui.spans import cell
from entretien.words import short_date

_LABEL: Final = 14
_NARROWEST: Final = 8
_LONGEST: Final = 200


def side_by_side(book: Book, left: str, right: str, today: date, width: int, heads: tuple[str, str]) -> Content:
    """The cards of two contacts with a heading each, `width` cells wide; fields that both leave empty are left out."""
    column = max(_NARROWEST, (width - _LABEL - 2) // 2)

    def line(label: str, mine: str, theirs: str, style: str) -> list[Any]:
        return [
            (cell(label, _LABEL), "$muted"), (cell(mine, column), "$foreground"), "  ",
            (cell(theirs, column), style), "\n",
        ]  # fmt: skip

    parts = line("", *heads, "$foreground")
    for (label, mine), (_label, theirs) in zip(_facts(book, left, today), _facts(book, right, today), strict=True):
        if mine or theirs:
            parts += line(label, mine, theirs, "$warning" if mine and theirs and mine != theirs else "$foreground")
    return Content.assemble(*parts)


def _facts(book: Book, who: str, today: date) -> list[tuple[str, str]]:
    """The fields that tell people apart, each with its label."""
    contact = book.contacts[who]
    facts: dict[str, str] = {
        "name": contact.name,
        "org": contact.org,
        "title": contact.title,
        "emails": ", ".join(contact.emails),
        "phones": ", ".join(contact.phones),
        "links": ", ".join(contact.links),
        "place": contact.place,
        "circles": ", ".join(book.circles[id].name if id in book.circles else id for id in contact.circles),
        "tags": ", ".join(contact.tags),
        "met.on": _met(book, contact, today),
        "met.cue": contact.met.cue if contact.met else "",
        "seeks": ", ".join(need.what for need in contact.seeks),
        "offers": ", ".join(need.what for need in contact.offers),
        "promises": ", ".join(promise.what for promise in contact.open_promises),
        "notes": contact.notes,
        "interactions": _last(book, who, today),
    }
    return [(_(LABELS[field]), one_line(value, _LONGEST)) for field, value in facts.items()]


def _met(book: Book, contact: Contact, today: date) -> str:
    if contact.met is None:
        return ""
    event = book.events.get(contact.met.event)
    day = short_date(contact.met.on, today) if contact.met.on else ""
    return " · ".join(filter(None, (day, event.name if event else "")))


def _last(book: Book, who: str, today: date) -> str:
    """The day and the note of the last entry of the log."""
    log = book.log_of(who)
    return " · ".join(filter(None, (short_date(log[-1].on, today), log[-1].note))) if log else ""
