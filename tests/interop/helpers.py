"""What the tests of imports have in common: writing a source, importing it, importing it again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from entretien.book import Book
from entretien.interop.candidates import Context, Reading
from entretien.interop.formats import read_file
from entretien.interop.memory import ImportMemory
from entretien.interop.preview import Preview, preview
from entretien.model.contact import Contact

TODAY = date(2026, 11, 24)
CONTEXT = Context(today=TODAY)


def read(path: Path, content: str | bytes | None = None, *, format: str | None = None, **context: Any) -> Reading:
    """Read a source, written first where `content` is given."""
    if content is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, format=format, context=replace(CONTEXT, **context))


def look(book: Book, reading: Reading, memory: ImportMemory | None = None) -> Preview:
    """The preview of a reading, with the promise that holds for all of them."""
    found = preview(book, reading, memory or ImportMemory(reading.format))
    assert sum(found.counts.values()) == reading.rows
    return found


@dataclass
class Desk:
    """A book that imports are made into, one after the other, with the memory of them."""

    book: Book = field(default_factory=Book)
    memory: dict[str, ImportMemory] = field(default_factory=dict)
    steps: int = 0

    def look(self, reading: Reading) -> Preview:
        """The preview of a reading."""
        return look(self.book, reading, self.memory.get(reading.format))

    def take(self, reading: Reading) -> Preview:
        """Import a reading with everything that is proposed."""
        return self.commit(self.look(reading))

    def commit(self, found: Preview) -> Preview:
        """Carry out a preview."""
        self.steps += 1
        self.book = self.book.apply(found.change())
        self.memory[found.reading.format] = found.remembered(str(self.steps))
        return found

    def edit(self, who: str, **values: Any) -> None:
        """Edit a contact by hand."""
        edited = replace(self.book.contacts[who], **values)
        self.book = Book(contacts={**self.book.contacts, who: edited})

    def __getitem__(self, who: str) -> Contact:
        return self.book.contacts[who]


def book_of(*contacts: Contact) -> Book:
    """A book with these contacts."""
    return Book(contacts={contact.id: contact for contact in contacts})
