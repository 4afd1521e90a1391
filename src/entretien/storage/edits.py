"""What became of files, in terms of records: the edit that a file's change was, the book of a home that is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from entretien.book import Book
from entretien.dataclass import replace
from entretien.i18n import _
from entretien.model.change import Edit
from entretien.model.ids import ID_SHAPE
from entretien.model.problem import Problem
from entretien.storage.folders import FOLDERS, path_of
from entretien.storage.log import FileChange
from entretien.storage.reading import UnusableError, decode, understand
from entretien.storage.schema import record_of

if TYPE_CHECKING:
    from entretien.model.network import Kind, Record


def edit_of(home: Path, change: FileChange) -> Edit | None:
    """The edit of a record that the change of a file was; None where it is none of a record."""
    folder, _slash, name = change.path.partition("/")
    kind = next((kind for kind, known in FOLDERS.items() if known == folder), None)
    id = name.removesuffix(".toml")
    if kind is None or not ID_SHAPE.fullmatch(id):
        return None
    before, after = (_record_in(home, kind, id, side) for side in change.sides)
    return Edit(kind, before, after) if before or after else None


def without_home(book: Book, home: Path) -> Book:
    """The book as it was known when the home went away, with that among its problems."""
    gone = Problem(
        path=home, kind="not-a-file", reason=_("The folder isn't there any more."), hint=_("Is a disk missing?")
    )
    return book if gone in book.problems else replace(book, problems=(gone, *book.problems))


def _record_in(home: Path, kind: Kind, id: str, content: bytes | None) -> Record | None:
    if content is None:
        return None
    path = path_of(home, kind, id)
    try:
        text = decode(path, content)
        return record_of(kind, id, understand(path, text), path, text)
    except UnusableError:
        return None
