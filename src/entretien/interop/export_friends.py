"""Contacts as the `friends.md` of the program `friends`: what happened, notes, people, places.

That program refuses sections that it doesn't know, so what it has no place for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from entretien.book import Book
from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.model.interaction import TOGETHER, Interaction

_TAG: Final = re.compile(r"[^\W_]+(?:[:-]?[^\W_]+)*")
_IN_NAMES: Final = re.compile(r"[*\[\]()@\r\n]+")


def write_friends(book: Book, contacts: Iterable[Contact], today: date) -> str:
    """The file. Notes have a day there: that of the first meeting, else of the first entry, else today."""
    people = sorted(contacts, key=lambda contact: (fold(contact.name), contact.id))
    names = _names(people)
    activities = sorted(
        ((item.on, _activity(book, contact, item, names)) for contact in people for item in contact.interactions),
        key=lambda item: item[0],
        reverse=True,
    )
    notes = [_note(contact, names, today) for contact in people if contact.notes.strip()]
    places = sorted({contact.place for contact in people if contact.place})
    sections = (
        ("Activities", (line for _on, line in activities)),
        ("Notes", notes),
        ("Friends", (_friend(contact, names) for contact in people)),
        ("Locations", (f"- {_IN_NAMES.sub(' ', place)}" for place in places)),
    )
    return "\n".join("\n".join((f"### {title}:", *lines, "")) for title, lines in sections)


def _names(people: Iterable[Contact]) -> dict[str, str]:
    """A name for each id that nobody else has: the second of two namesakes gets a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for contact in people:
        bare = " ".join(_IN_NAMES.sub(" ", contact.name).split()) or contact.id
        name, number = bare, 1
        while name in taken:
            number += 1
            name = f"{bare} {number}"
        taken.add(name)
        names[contact.id] = name
    return names


def _friend(contact: Contact, names: Mapping[str, str]) -> str:
    name = names[contact.id]
    parts = [f"- {name}"]
    if contact.nickname:
        parts.append(f"(a.k.a. {contact.nickname.replace(', ', ' a.k.a. ')})")
    if contact.place:
        parts.append(f"[{_IN_NAMES.sub(' ', contact.place)}]")
    parts += [f"@{tag}" for tag in contact.tags if _TAG.fullmatch(tag)]
    if name != contact.name:
        parts.append(f"@id:{contact.id}")
    return " ".join(parts)


def _activity(book: Book, contact: Contact, item: Interaction, names: Mapping[str, str]) -> str:
    present = [names[contact.id]]
    present += [names.get(who) or book.contacts[who].name for who in item.with_ if who in book.contacts]
    who = ", ".join(f"**{name}**" for name in dict.fromkeys(present))
    note = " ".join(item.note.split())
    return " ".join((f"- {item.on}: {who}{f': {note}' if note else ''}", f"@{item.channel}", *_tags(item)))


def _tags(item: Interaction) -> Iterator[str]:
    usual = "mutual" if item.channel in TOGETHER else "out"
    if item.effective_direction != usual:
        yield f"@{item.effective_direction}"
    for flag in ("gave", "received", "asked"):
        if getattr(item, flag):
            yield f"@{flag}"
    if item.depth:
        yield f"@depth{item.depth}"


def _note(contact: Contact, names: Mapping[str, str], today: date) -> str:
    on = contact.met.on if contact.met and contact.met.on else None
    on = on or min((item.on for item in contact.interactions), default=today)
    return f"- {on}: **{names[contact.id]}**: {' '.join(contact.notes.split())}"
