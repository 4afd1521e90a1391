"""One Markdown note a person, with front matter that note programs understand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from entretien.book import Book, Entry
from entretien.i18n import _
from entretien.model.contact import Contact
from entretien.model.plain import as_plain

MADE_ANEW: Final = "<!-- entretien"
"""Begins the line under which everything is written by the export and nothing is read again."""

_FRONT: Final = (
    "name", "nickname", "org", "title", "emails", "phones", "links", "place", "language", "address_as", "tags",
    "circles", "cadence", "status",
)  # fmt: skip


def write_notes(book: Book, contacts: Iterable[Contact]) -> dict[str, str]:
    """The notes by the name of their file."""
    return {f"{contact.id}.md": write_note(book, contact) for contact in contacts}


def write_note(book: Book, contact: Contact) -> str:
    """One note: front matter and notes; then, made anew by each export, needs, promises and the timeline."""
    notes = [contact.notes.strip(), ""] if contact.notes.strip() else []
    sections = [
        *_section(_("Seeks"), (f"- {need.what}" for need in contact.seeks)),
        *_section(_("Offers"), (f"- {need.what}" for need in contact.offers)),
        *_section(
            _("Promises"),
            (
                f"- [{' ' if item.is_open else 'x'}] {item.what}{f' ({item.due})' if item.due else ''}"
                for item in contact.promises
            ),
        ),
        *_section(_("Dates"), (f"- {item.label}: {item.on}" for item in contact.dates)),
        *_section(_("Timeline"), (_line(book, contact.id, entry) for entry in reversed(book.timeline(contact.id)))),
    ]
    if sections:
        sections = [f"{MADE_ANEW}: {_('what follows is made anew by each export')} -->", "", *sections]
    return "\n".join([*_front_matter(contact), "", f"# {contact.name}", "", *notes, *sections])


def _front_matter(contact: Contact) -> Iterator[str]:
    """YAML with every text quoted as JSON does, which YAML reads the same way."""
    plain = as_plain(contact)
    yield "---"
    yield f"id: {json.dumps(contact.id)}"
    for field in _FRONT:
        if field in plain:
            yield f"{field}: {json.dumps(plain[field], ensure_ascii=False, default=str)}"
    if contact.met and contact.met.on:
        yield f"met: {contact.met.on}"
    yield "---"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [f"## {title}", "", *found, ""] if found else []


def _line(book: Book, who: str, entry: Entry) -> str:
    item = entry.interaction
    others = [id for id in (entry.owner, *item.with_) if id != who and id in book.contacts]
    names = ", ".join(book.contacts[id].name for id in others)
    return " · ".join(filter(None, (f"- {item.on} · {item.channel}", names, " ".join(item.note.split()))))
