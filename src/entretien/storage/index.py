"""What was read of the files, kept in the cache so that the next start need not read them again.

The index is derived and disposable. Nothing is believed of it without a look at the file itself: an entry counts while
the file has the stamp that it had when it was read, and files so young that their stamp proves nothing have no entry.
It is one file, written whole and durable, in sections of which each is understood when it is needed; it is passed over
where anything about it is not as expected.
"""

from __future__ import annotations

import marshal
import os
import stat
import struct
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from errno import EPERM
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, Self

from entretien import __version__, disk
from entretien.i18n import current_language
from entretien.model.shelf import Cell, Outline
from entretien.paths import Places
from entretien.relationship.line import Line
from entretien.storage.loader import Found, Taken

if TYPE_CHECKING:
    from entretien.model.contact import Contact
    from entretien.model.network import Kind
    from entretien.model.problem import Problem
    from entretien.outlook import Network

FORMAT: Final = 5
"""Another one with every change of what an index holds, which is how records are packed, too."""

Section = Literal["files", "records", "outlines", "lines", "places", "pages"]
Row = tuple[Any, ...]

_MAGIC: Final = b"entretien index\n"
_HEAD: Final = struct.Struct(">16sII")
"""The magic, and the length and the checksum of the table of contents behind it."""

_WRITABLE: Final = 0o022
"""By somebody else than the owner."""


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
            with _open(path) as file:
                table = _table(file)
            if table and marshal.loads(table)[0] == _key(places):
                return cls(path, table)
        return None

    def taken(self) -> dict[str, Taken]:
        """What was taken in of each file, by path. Records are built when they are looked at."""
        taken: dict[str, Taken] = {}
        contents = _Contents(self._content("records"), self._content("outlines"))
        if not contents.records or not contents.outlines:
            return taken
        contacts, new = self._cells, tuple.__new__
        for place, (kind, id, path, stamp, is_used, company, planned, problems) in enumerate(self._rows("files")):
            cell = _KeptCell(contents, place, kind, company, planned) if is_used else None
            if kind == "contact" and cell:
                contacts[id] = cell
            remarks = tuple([_problem(problem) for problem in problems]) if problems else ()
            taken[path] = new(Taken, (new(Found, (kind, id, path)), stamp, cell, remarks))
        return taken

    def lines(self) -> dict[str, Row]:
        """The rows of the lines that were kept, by id."""
        return {row[0]: row for row in self._rows("lines")}

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
        """What a section holds; nothing where its content can't be used."""
        content = self._content(section)
        rows: list[Row] = marshal.loads(content) if content else []
        return rows

    def _content(self, section: Section) -> bytes:
        """The bytes of a section; none where it can't be read, is damaged, or another index is there by now."""
        start, length, checksum = self._sections[section]
        with suppress(OSError, struct.error), _open(self._path) as file:
            if _table(file) == self._table:
                file.seek(start, os.SEEK_CUR)
                content = file.read(length)
                if zlib.adler32(content) == checksum:
                    return content
        return b""


class _Contents:
    """The packed records and the outlines of an index, each understood when one of them is asked for."""

    def __init__(self, records: bytes, outlines: bytes) -> None:
        self.records = records
        self.outlines = outlines

    @cached_property
    def packed(self) -> list[bytes]:
        found: list[bytes] = marshal.loads(self.records)
        return found

    @cached_property
    def sketches(self) -> list[Row]:
        found: list[Row] = marshal.loads(self.outlines)
        return found


class _KeptCell(Cell[Any]):
    """A record that stands in the index."""

    __slots__ = ("_company", "_contents", "_kind", "_place", "_planned")

    def __init__(
        self, contents: _Contents, place: int, kind: Kind, company: tuple[str, ...], planned: tuple[int, ...]
    ) -> None:
        self._record = self._outline = self._page = None
        self._contents = contents
        self._place = place
        self._kind: Kind = kind
        self._company = company
        self._planned = planned

    @property
    def company(self) -> tuple[str, ...]:
        return self._company

    @property
    def planned(self) -> tuple[int, ...]:
        return self._planned

    @property
    def packed(self) -> bytes:
        return self._contents.packed[self._place]

    def _built(self) -> Any:
        from entretien.model.packed import unpack

        return unpack(self._kind, self.packed)

    def _sketched(self) -> Outline:
        return Outline._make(self._contents.sketches[self._place])


def _open(path: Path) -> BinaryIO:
    """An index of our own. Raises OSError, also for one that others could have put there: it would be trusted."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_mode & _WRITABLE or status.st_uid != os.geteuid():
        os.close(descriptor)
        raise OSError(EPERM, os.strerror(EPERM), str(path))
    return os.fdopen(descriptor, "rb")


def _table(file: BinaryIO) -> bytes:
    """The table of contents, which stands first; empty where something else does. Raises OSError and struct.error."""
    magic, length, checksum = _HEAD.unpack(file.read(_HEAD.size))
    table = file.read(length) if magic == _MAGIC else b""
    return table if zlib.adler32(table) == checksum else b""


def write_index(places: Places, taken: Iterable[Taken], basis: str, network: Network) -> None:
    """Put an index in the place of the one that is there. Raises OSError.

    Lines depend on each other's files: where a file is too young to have an entry, there are none.
    """
    everything = tuple(taken)
    files = tuple(file for file in everything if file.stamp is not None)
    whole = len(files) == len(everything)
    rows: dict[Section, list[Any]] = {
        "files": [_row(file) for file in files],
        "records": [file.cell.packed if file.cell else b"" for file in files],
        "outlines": [tuple(file.cell.outline) if file.cell and _is_contact(file) else None for file in files],
        "lines": [line.row for line in sorted(network.lines(), key=lambda line: line.rank or ())] if whole else [],
        "places": [line.row for line in network.places.values()] if whole else [],
        "pages": [file.cell.page.row for file in files if file.cell and _is_contact(file)],
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
    _tidy(places)


def _tidy(places: Places) -> None:
    """Remove what an interrupted write left, and the indexes of homes that are gone: the people in them are, too."""
    disk.sweep([places.cache])
    for path in places.cache.glob("*.index"):
        with suppress(OSError, ValueError, EOFError, TypeError, LookupError, struct.error):
            with _open(path) as file:
                table = _table(file)
            if table and not os.path.lexists(marshal.loads(table)[0][-1]):
                path.unlink()


def index_path(places: Places) -> Path:
    """Where the index of a home stands."""
    return places.cache / f"{zlib.crc32(str(places.home).encode(errors='surrogateescape')):08x}.index"


def forget_indexes(places: Places) -> None:
    """Remove the indexes, that of a home known by another path and one half-written too. Raises OSError."""
    for path in (*places.cache.glob("*.index"), *places.cache.glob(f"{disk.TEMPORARY}*")):
        path.unlink(missing_ok=True)


def _key(places: Places) -> tuple[Any, ...]:
    """What an index must have been made for, to be of use."""
    return FORMAT, __version__, sys.version, current_language(), str(places.home)


def _is_contact(file: Taken) -> bool:
    return file.found.kind == "contact"


def _row(file: Taken) -> Row:
    found, stamp, cell, remarks = file
    company, planned = (cell.company, cell.planned) if cell and _is_contact(file) else ((), ())
    problems = [(str(it.path), it.kind, it.reason, it.hint, it.line, it.column, it.serious) for it in remarks]
    return *found, tuple(stamp or ()), cell is not None, company, planned, problems


def _problem(row: Row) -> Problem:
    from entretien.model.problem import Problem

    path, kind, reason, hint, line, column, serious = row
    return Problem(path=Path(path), kind=kind, reason=reason, hint=hint, line=line, column=column, serious=serious)
