"""What was read of the files, kept in the cache so that the next start need not read them again.

The index is derived and disposable. Nothing is believed of it without a look at the file itself: an entry counts while
the file has the stamp that it had when it was read, and files so young that their stamp proves nothing have no entry.
It is one file, written whole and durable, in sections of which each is understood when it is needed, some row by row;
it is passed over where anything about it is not as expected. `layout` says how it is written, `kept` what is in it.
"""

from __future__ import annotations

import marshal
import os
import stat
import struct
import sys
import zlib
from collections import Counter
from contextlib import suppress
from errno import EPERM
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from entretien import __version__, disk
from entretien.i18n import current_language
from entretien.paths import Places
from entretien.storage.folders import FOLDERS
from entretien.storage.kept import Kept
from entretien.storage.loader import Drawer
from entretien.storage.rows import Rows
from entretien.storage.stamps import SIZE

if TYPE_CHECKING:
    from entretien.model.network import Kind
    from entretien.model.problem import Problem
    from entretien.relationship.dormant import World
    from entretien.relationship.line import Line

FORMAT: Final = 8
"""Another one with every change of what an index holds, which is how records are packed, too."""

MAGIC: Final = b"entretien index\n"
HEAD: Final = struct.Struct(">16sII")
"""The magic, and the length and the checksum of the table of contents behind it."""

_WRITABLE: Final = 0o022
"""By somebody else than the owner."""


class Index:
    """An index that was found in the cache. It is the one that was found, also when there is another by now."""

    def __init__(self, home: Path, file: int, start: int, table: tuple[Any, ...]) -> None:
        """`file` is the descriptor of the file, of which the sections begin at `start`."""
        self._home = home
        self._file = file
        self._start = start
        _for, self.basis, self._sections = table
        self._kept: dict[Kind, Kept] = {}
        self._lines = self.rows("lines")

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._file)

    @classmethod
    def find(cls, places: Places) -> Self | None:
        """The index of these places, if there is one that can be used."""
        with suppress(OSError):
            file = _open(index_path(places))
            with suppress(OSError, ValueError, EOFError, TypeError, LookupError, struct.error):
                table, start = _table(file)
                if table[0] == key_of(places):
                    return cls(places.home, file, start, table)
            os.close(file)
        return None

    def drawer(self, kind: Kind) -> Drawer:
        """What was taken in of the files of a kind. Records are built when they are looked at."""
        found = self.value(f"{kind} files")
        if not found:
            return Drawer()
        listing, unusable, remarks = found
        names = listing.split("/") if listing else []
        stamps = self.content(f"{kind} stamps")
        if len(stamps) != len(names) * SIZE:
            return Drawer()
        usable = [name for name in names if name not in unusable] if unusable else names
        kept = self._kept[kind] = Kept(self, kind, self._home / FOLDERS[kind], usable)
        noted = {name: tuple([_problem(row) for row in rows]) for name, rows in remarks}
        return Drawer(names, stamps, kept, {}, noted, unusable)

    def line(self, who: str) -> Line | None:
        """The line that was kept of a contact; None where it can't be had."""
        place = self._kept["contact"].place(who) if "contact" in self._kept else None
        row = None if place is None else self._lines.value(place)
        from entretien.relationship.line import Line

        return Line.known(row) if row else None

    def called(self) -> dict[str, Line] | None:
        """The lines of those with a place in the queue of their own, or who may be the one to revive."""
        return self._lines_of("called")

    def world(self) -> World | None:
        """What the lines of everybody tell of the network."""
        from entretien.relationship.dormant import World

        counts = self.value("world")
        return None if counts is None else World._make(map(Counter, counts))

    def places(self) -> dict[str, Line] | None:
        """The lines of those in the queue, in its order."""
        return self._lines_of("places")

    def _lines_of(self, section: str) -> dict[str, Line] | None:
        from entretien.relationship.line import Line

        rows = self.value(section)
        return None if rows is None else {row[0]: Line.known(row) for row in rows}

    def rows(self, section: str) -> Rows:
        """A section that is understood row by row."""
        return Rows(self, section)

    def value(self, section: str) -> Any:
        """What a section holds; None where it can't be used."""
        content = self.content(section)
        return marshal.loads(content) if content else None

    def content(self, section: str) -> bytes:
        """The bytes of a section; none where it can't be read or is damaged."""
        start, length, checksum = self._sections.get(section, (0, 0, 0))
        content = self.read(start, length)
        return content if zlib.adler32(content) == checksum else b""

    def start_of(self, section: str) -> int:
        """Where a section begins."""
        start: int = self._sections.get(section, (0, 0, 0))[0]
        return start

    def read(self, start: int, length: int) -> bytes:
        """So many bytes of the sections, unchecked, or fewer."""
        with suppress(OSError, OverflowError):
            return os.pread(self._file, length, self._start + start)
        return b""


def _open(path: Path) -> int:
    """An index of our own. Raises OSError, also for one that others could have put there: it would be trusted."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_mode & _WRITABLE or status.st_uid != os.geteuid():
        os.close(descriptor)
        raise OSError(EPERM, os.strerror(EPERM), str(path))
    return descriptor


def _table(file: int) -> tuple[tuple[Any, ...], int]:
    """The table of contents, which stands first, and where it ends. Raises what reading something else raises."""
    magic, length, checksum = HEAD.unpack(os.pread(file, HEAD.size, 0))
    content = os.pread(file, length, HEAD.size) if magic == MAGIC else b""
    if not content or zlib.adler32(content) != checksum:
        raise ValueError("no index")
    return marshal.loads(content), HEAD.size + length


def tidy(places: Places) -> None:
    """Remove what an interrupted write left, and the indexes of homes that are gone: the people in them are, too."""
    disk.sweep([places.cache])
    for path in places.cache.glob("*.index"):
        with suppress(OSError, ValueError, EOFError, TypeError, LookupError, struct.error):
            file = _open(path)
            try:
                home = _table(file)[0][0][-1]
            finally:
                os.close(file)
            if not os.path.lexists(home):
                path.unlink()


def index_path(places: Places) -> Path:
    """Where the index of a home stands."""
    return places.cache / f"{zlib.crc32(str(places.home).encode(errors='surrogateescape')):08x}.index"


def forget_indexes(places: Places) -> None:
    """Remove the indexes, that of a home known by another path and one half-written too. Raises OSError."""
    for path in (*places.cache.glob("*.index"), *places.cache.glob(f"{disk.TEMPORARY}*")):
        path.unlink(missing_ok=True)


def key_of(places: Places) -> tuple[Any, ...]:
    """What an index must have been made for, to be of use."""
    return FORMAT, __version__, sys.version, current_language(), str(places.home)


def _problem(row: tuple[Any, ...]) -> Problem:
    from entretien.model.problem import Problem

    path, kind, reason, hint, line, column, serious = row
    return Problem(path=Path(path), kind=kind, reason=reason, hint=hint, line=line, column=column, serious=serious)
