"""What was read of the files, kept in the cache so that the next start need not read them again.

The index is derived and disposable. Nothing is believed of it without a look at the file itself: an entry counts while
the file has the stamp that it had when it was read, and files so young that their stamp proves nothing have no entry.
It is one file, written whole and durable, in sections of which each is understood when it is needed; it is passed over
where anything about it is not as expected.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from entretien import __version__
from entretien.i18n import current_language
from entretien.model.shelf import Cell
from entretien.paths import Places
from entretien.relationship.line import Line
from entretien.storage import disk
from entretien.storage.loader import Found, Taken

if TYPE_CHECKING:
    from entretien.model.problem import Problem
    from entretien.outlook import Network

FORMAT: Final = 2
"""Another one with every change of what an index holds, which is how records are packed, too."""

Section = Literal["files", "lines", "places", "pages"]
Row = tuple[Any, ...]


class Index:
    """An index that was found in the cache."""

    def __init__(self, sections: Mapping[Section, bytes], basis: str) -> None:
        """`basis` names the day and the settings that the lines are of."""
        self.basis = basis
        self._sections = sections
        self._cells: dict[str, Cell] = {}

    @classmethod
    def find(cls, places: Places) -> Self | None:
        """The index of these places, if there is one that can be used."""
        try:
            content = index_path(places).read_bytes()
            if len(content) < 4 or zlib.adler32(memoryview(content)[4:]) != int.from_bytes(content[:4], "big"):
                return None
            key, basis, sections = marshal.loads(memoryview(content)[4:])
        except (OSError, ValueError, EOFError, TypeError):
            return None
        return cls(sections, basis) if key == _key(places) else None

    def taken(self) -> dict[str, Taken]:
        """What was taken in of each file, by path. Contacts are built when they are looked at."""
        taken: dict[str, Taken] = {}
        cells, new = self._cells, tuple.__new__
        for kind, id, path, stamp, outline, packed, problems in self._rows("files"):
            record: Any = None
            if outline is not None:
                record = cells[id] = Cell(None, outline, packed)
            elif packed:
                from entretien.model.packed import unpack

                record = unpack(kind, packed)
            remarks = tuple([_problem(problem) for problem in problems]) if problems else ()
            taken[path] = new(Taken, (new(Found, (kind, id, path)), stamp, record, remarks))
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
        rows: list[Row] = marshal.loads(self._sections[section])
        return rows


def write_index(places: Places, taken: Iterable[Taken], basis: str, network: Network) -> None:
    """Put an index in the place of the one that is there. Raises OSError."""
    files = [_row(file) for file in taken if file.stamp is not None]
    pages = [file.record.page.row for file in taken if isinstance(file.record, Cell)]
    sections: dict[Section, bytes] = {
        "files": marshal.dumps(files),
        "lines": marshal.dumps([line.row for line in sorted(network.lines(), key=lambda line: line.rank or ())]),
        "places": marshal.dumps([line.row for line in network.places.values()]),
        "pages": marshal.dumps(pages),
    }
    content = marshal.dumps((_key(places), basis, sections))
    path, made = index_path(places), list[Path]()
    try:
        disk.make_folder(places.cache)
        disk.write_temporaries([(path, zlib.adler32(content).to_bytes(4, "big") + content)], made)
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
    (kind, id, path), stamp, record, remarks = file
    outline, packed = None, b""
    if isinstance(record, Cell):
        outline, packed = tuple(record.outline), record.packed
    elif record is not None:
        from entretien.model.packed import pack

        packed = pack(record)
    problems = [(str(it.path), it.kind, it.reason, it.hint, it.line, it.column, it.serious) for it in remarks]
    return kind, id, path, tuple(stamp or ()), outline, packed, problems


def _problem(row: Row) -> Problem:
    from entretien.model.problem import Problem

    path, kind, reason, hint, line, column, serious = row
    return Problem(path=Path(path), kind=kind, reason=reason, hint=hint, line=line, column=column, serious=serious)
