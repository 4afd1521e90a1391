"""What was read of the files, kept in the cache so that the next start need not read them again.

The index is derived and disposable. Nothing is believed of it without a look at the file itself: an entry counts while
the file has the stamp that it had when it was read, and files so young that their stamp proves nothing have no entry.
It is one file, written whole and durable, in sections of which each is understood when it is needed; it is passed over
where anything about it is not as expected.
"""

from __future__ import annotations

import marshal
import os
import struct
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, Self

from entretien import __version__
from entretien.i18n import current_language
from entretien.model.shelf import Cell
from entretien.paths import Places
from entretien.relationship.line import Line
from entretien.storage import disk
from entretien.storage.loader import Found, Taken

if TYPE_CHECKING:
    from entretien.model.contact import Contact
    from entretien.model.problem import Problem
    from entretien.outlook import Network

FORMAT: Final = 3
"""Another one with every change of what an index holds, which is how records are packed, too."""

Section = Literal["files", "lines", "places", "pages"]
Row = tuple[Any, ...]

_MAGIC: Final = b"entretien index\n"
_HEAD: Final = struct.Struct(">16sII")
"""The magic, and the length and the checksum of the table of contents behind it."""


class Index:
    """An index that was found in the cache."""

    def __init__(self, path: Path, table: bytes) -> None:
        """`table` is the table of contents of the file."""
        self._path = path
        self._table = table
        _for, self.basis, self._sections = marshal.loads(table)
        self._cells: dict[str, Cell[Contact]] = {}

    @classmethod
    def find(cls, places: Places) -> Self | None:
        """The index of these places, if there is one that can be used."""
        with suppress(OSError, ValueError, EOFError, TypeError, struct.error):
            path = index_path(places)
            with path.open("rb") as file:
                table = _table(file)
            if table and marshal.loads(table)[0] == _key(places):
                return cls(path, table)
        return None

    def taken(self) -> dict[str, Taken]:
        """What was taken in of each file, by path. Records are built when they are looked at."""
        taken: dict[str, Taken] = {}
        contacts, new = self._cells, tuple.__new__
        for kind, id, path, stamp, packed, outline, problems in self._rows("files"):
            cell: Cell[Any] | None = Cell(None, kind, packed, outline) if packed else None
            if outline and cell:
                contacts[id] = cell
            remarks = tuple([_problem(problem) for problem in problems]) if problems else ()
            taken[path] = new(Taken, (new(Found, (kind, id, path)), stamp, cell, remarks))
        return taken

    def lines(self) -> dict[str, Line]:
        """The lines that were kept, by id."""
        return {row[0]: Line.known(row) for row in self._rows("lines")}

    def places(self) -> dict[str, Line]:
        """The lines of those in the queue, in its order."""
        return {row[0]: Line.known(row) for row in self._rows("places")}

    def recall_pages(self) -> None:
        """Give the contacts that are still in use what a search had folded."""
        from entretien.model.page import Page

        for row in self._rows("pages"):
            if cell := self._cells.get(row[0]):
                cell.page = Page.known(cell, row)

    def _rows(self, section: Section) -> list[Row]:
        """What a section holds; nothing where it can't be read, is damaged, or another index is there by now."""
        start, length, checksum = self._sections[section]
        rows: list[Row] = []
        with suppress(OSError, ValueError, EOFError, TypeError, struct.error), self._path.open("rb") as file:
            if _table(file) == self._table:
                file.seek(start, os.SEEK_CUR)
                content = file.read(length)
                if zlib.adler32(content) == checksum:
                    rows = marshal.loads(content)
        return rows


def _table(file: BinaryIO) -> bytes:
    """The table of contents, which stands first; empty where something else does. Raises OSError and struct.error."""
    magic, length, checksum = _HEAD.unpack(file.read(_HEAD.size))
    table = file.read(length) if magic == _MAGIC else b""
    return table if zlib.adler32(table) == checksum else b""


def write_index(places: Places, taken: Iterable[Taken], basis: str, network: Network) -> None:
    """Put an index in the place of the one that is there. Raises OSError.

    Lines depend on each other's files: where a file is too young to have an entry, there are none.
    """
    files = tuple(taken)
    whole = all(file.stamp is not None for file in files)
    rows: dict[Section, list[Row]] = {
        "files": [_row(file) for file in files if file.stamp is not None],
        "lines": [line.row for line in sorted(network.lines(), key=lambda line: line.rank or ())] if whole else [],
        "places": [line.row for line in network.places.values()] if whole else [],
        "pages": [file.cell.page.row for file in files if file.cell and file.found.kind == "contact"],
    }
    contents = {section: marshal.dumps(found) for section, found in rows.items()}
    sections, start = {}, 0
    for section, content in contents.items():
        sections[section] = (start, len(content), zlib.adler32(content))
        start += len(content)
    table = marshal.dumps((_key(places), basis if whole else "", sections))
    path, made = index_path(places), list[Path]()
    try:
        disk.make_folder(places.cache)
        head = _HEAD.pack(_MAGIC, len(table), zlib.adler32(table))
        disk.write_temporaries([(path, b"".join((head, table, *contents.values())))], made)
        made[0].replace(path)
    finally:
        disk.discard(made)


def index_path(places: Places) -> Path:
    """Where the index of a home stands."""
    return places.cache / f"{zlib.crc32(str(places.home).encode(errors='surrogateescape')):08x}.index"


def forget_indexes(places: Places) -> None:
    """Remove the indexes, that of a home known by another path too. Raises OSError."""
    for path in places.cache.glob("*.index"):
        path.unlink(missing_ok=True)


def _key(places: Places) -> tuple[Any, ...]:
    """What an index must have been made for, to be of use."""
    return FORMAT, __version__, sys.version, current_language(), str(places.home)


def _row(file: Taken) -> Row:
    found, stamp, cell, remarks = file
    packed, outline = (cell.packed, tuple(cell.outline) if found.kind == "contact" else None) if cell else (b"", None)
    problems = [(str(it.path), it.kind, it.reason, it.hint, it.line, it.column, it.serious) for it in remarks]
    return *found, tuple(stamp or ()), packed, outline, problems


def _problem(row: Row) -> Problem:
    from entretien.model.problem import Problem

    path, kind, reason, hint, line, column, serious = row
    return Problem(path=Path(path), kind=kind, reason=reason, hint=hint, line=line, column=column, serious=serious)
