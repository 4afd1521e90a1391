"""Forgetting a person for good: which records change, and which steps of the history have to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from entretien.book import Book
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.network import KINDS
from entretien.model.references import without_ids
from entretien.storage.folders import FOLDERS
from entretien.storage.log import FileChange, Record

_FOLDER: Final = FOLDERS["contact"]


def erasure(book: Book, id: str) -> Change:
    """The change that takes a contact out of every file."""
    return Change(_("Erased a contact"), tuple(_edits(book, id)))


def _edits(book: Book, id: str) -> Iterator[Edit]:
    for kind in KINDS:
        for record in book.of(kind).values():
            if kind == "contact" and record.id == id:
                yield Edit(kind, record, None)
                continue
            left = without_ids(record, (id,))
            if left is not record:
                yield Edit(kind, record, left)


class Traces:
    """Tells the steps of the history that hold something of a contact. Steps are asked for newest first.

    A step holds something if it touched the contact's file, under whatever id the contact had then, if a file in it
    names the contact by its id, or if its label has the contact's name.
    """

    def __init__(self, id: str, names: Sequence[str]) -> None:
        self._ids = {id}
        self._names = tuple(name for name in names if name)

    def __call__(self, record: Record, changes: Sequence[FileChange]) -> bool:
        """Whether the step has to go."""
        own = {f"{_FOLDER}/{id}.toml" for id in self._ids}
        touched = [change for change in changes if change.path in own]
        if any(change.after is not None for change in touched):
            gone = (change.path for change in changes if change.after is None and change.path.startswith(_FOLDER))
            self._ids |= {path.removeprefix(f"{_FOLDER}/").removesuffix(".toml") for path in gone}
        if touched or any(name in record.label for name in self._names):
            return True
        quoted = [f"{quote}{id}{quote}".encode() for id in self._ids for quote in "\"'"]
        sides = [side for change in changes for side in change.sides if side is not None]
        return any(id in side for side in sides for id in quoted)
