"""One Markdown note a person, with front matter that note programs understand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from entretien.book import Book
from entretien.i18n import _
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.model.plain import as_plain

_FRONT: Final = (
    "name", "nickname", "org", "title", "emails", "phones", "links", "place", "language", "address_as", "tags",
    "circles", "cadence", "status",
)  # fmt: skip


def write_notes(book: Book, contacts: Iterable[Contact]) -> dict[str, str]:
    """The notes by the name of their file."""
    return {f"{contact.id}.md": write_note(book, contact) for contact in contacts}


def write_note(book: Book, contact: Contact) -> str:
    """One note: front matter, what is sought, offered and promised, the notes, the timeline, newest first."""
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
        *_section(_("Notes"), (line for line in contact.notes.strip().split("\n") if contact.notes.strip())),
        *_section(_("Timeline"), (_entry(book, item) for item in reversed(book.log_of(contact.id)))),
    ]
    return "\n".join([*_front_matter(contact), "", f"# {contact.name}", "", *sections])


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


def _entry(book: Book, item: Interaction) -> str:
    names = [book.contacts[who].name for who in item.with_ if who in book.contacts]
    note = " ".join(item.note.split())
    parts = [f"- {item.on} · {item.channel}", *([", ".join(names)] if names else []), *([note] if note else [])]
    return " · ".join(parts)
