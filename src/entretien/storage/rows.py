"""Many rows in a section of the index, each of which can be had, and is checked, without the others."""

from __future__ import annotations

import marshal
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from entretien.storage.index import Index

_APART: Final = 1 << 13
"""To read one row by itself takes as long as this many bytes of all of them: from then on they are read at once."""

DIRECTORY: Final = " directory"
"""What the name of a section's directory ends with: where each row ends, then each row's checksum."""


class Rows:
    """The rows of a section."""

    def __init__(self, index: Index, section: str) -> None:
        self._index = index
        self._section = section
        self._directory: memoryview[int] | None = None
        self._asked = 0
        self._all = b""
        self._is_sound = False

    def content(self, place: int) -> bytes:
        """The bytes of a row; none where there is no such row or it is damaged."""
        directory = self._whole()
        count = len(directory) // 2
        if not 0 <= place < count:
            return b""
        start, end = directory[place - 1] if place else 0, directory[place]
        self._asked += _APART
        if not self._all and self._asked > directory[count - 1]:
            self._all = self._index.read(self._start, directory[count - 1])
        content = self._all[start:end] if self._all else self._index.read(self._start + start, end - start)
        return content if zlib.adler32(content) == directory[count + place] else b""

    def is_sound(self) -> bool:
        """Whether all rows are there and none is damaged. They are read at once."""
        if not self._is_sound:
            self._all = self._index.content(self._section) if len(self._whole()) else b""
            self._is_sound = bool(self._all)
        return self._is_sound

    def places_with(self, parts: Sequence[bytes]) -> list[int]:
        """The rows that have all these bytes in them, looked for in all rows at once. They must be sound."""
        directory, rows = self._whole(), self._all
        ends = directory.tolist()[: len(directory) // 2]
        first, *others = sorted(parts, key=len, reverse=True)
        found: list[int] = []
        position = rows.find(first)
        while position >= 0:
            place = bisect_right(ends, position)
            start, end = ends[place - 1] if place else 0, ends[place]
            if position + len(first) <= end:
                if all(rows.find(part, start, end) >= 0 for part in others):
                    found.append(place)
                position = end - 1
            position = rows.find(first, position + 1)
        return found

    def _whole(self) -> memoryview[int]:
        """The directory, read when it is needed."""
        if self._directory is None:
            self._start = self._index.start_of(self._section)
            self._directory = memoryview(self._index.content(self._section + DIRECTORY)).cast("Q")
        return self._directory

    def value(self, place: int) -> Any:
        """What a row holds; None where it can't be used."""
        content = self.content(place)
        return marshal.loads(content) if content else None


def written(rows: Sequence[bytes]) -> tuple[bytes, bytes]:
    """A section and its directory."""
    from array import array
    from itertools import accumulate

    return b"".join(rows), (array("Q", accumulate(map(len, rows))) + array("Q", map(zlib.adler32, rows))).tobytes()
