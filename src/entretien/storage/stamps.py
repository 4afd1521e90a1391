"""What tells of many files, without reading them, that they are those that were read: stamps, one after the other.

Ten thousand of them are one row of bytes, which is compared, kept in the index and handed from one process to another
without an object for each. As a scout needs this at once, nothing is imported here that takes time.
"""

from __future__ import annotations

import os
from itertools import starmap
from operator import attrgetter
from struct import Struct, error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, Final

    from entretien.storage.reading import Stamp

_ROW: Final = Struct("=qqqQ")
"""As `Stamp` has it: when the file was modified and changed, in nanoseconds, its size, its inode."""

SIZE: Final = _ROW.size
"""Bytes of a stamp."""

UNKNOWN: Final = b"\xff" * SIZE
"""In place of a stamp that can't be told, or proves nothing: the file has to be read. No file has a size of -1."""

_BLOCK: Final = 8 * SIZE

_NUMBERS: Final[Callable[[os.stat_result], Any]] = attrgetter("st_mtime_ns", "st_ctime_ns", "st_size", "st_ino")
"""`Stamp.of`, as a plain tuple, in C."""


def packed(stamp: Stamp) -> bytes:
    """A stamp as it stands among others; UNKNOWN for times that no clock shows."""
    try:
        return _ROW.pack(*stamp)
    except error:
        return UNKNOWN


def stamps_of(folder: str, names: Sequence[str]) -> bytes:
    """The stamps that the files in a folder have now."""
    if not names:
        return b""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return UNKNOWN * len(names)
    from functools import partial

    try:
        return stamps_by(partial(os.stat, dir_fd=descriptor), names)
    finally:
        os.close(descriptor)


def stamps_by(look: Callable[[Any], os.stat_result], names: Sequence[str | bytes]) -> bytes:
    """The stamps of files that `look` finds by their names."""
    try:
        return b"".join(starmap(_ROW.pack, map(_NUMBERS, map(look, names))))
    except (OSError, error):
        return b"".join([_stamp(look, name) for name in names])


def _stamp(look: Callable[[Any], os.stat_result], name: str | bytes) -> bytes:
    try:
        return _ROW.pack(*_NUMBERS(look(name)))
    except (OSError, error):
        return UNKNOWN


def rows(stamps: bytes | bytearray) -> list[bytes | bytearray]:
    """Each stamp on its own."""
    return [stamps[start : start + SIZE] for start in range(0, len(stamps), SIZE)]


def realigned(stamps: bytes | bytearray, fresh: Iterable[int], gone: Sequence[int]) -> bytearray:
    """The stamps without those at the places of what is `gone`, then with unknown ones at the places of what is new.

    Both are in order.
    """
    found = bytearray(stamps)
    for place in reversed(gone):
        del found[place * SIZE : (place + 1) * SIZE]
    for place in fresh:
        found[place * SIZE : place * SIZE] = UNKNOWN
    return found


def differing(now: bytes, known: bytes | bytearray) -> list[int]:
    """The numbers of the stamps that aren't the same in both, which are of the same files, or are unknown."""
    if now == known and UNKNOWN not in now:
        return []
    found: list[int] = []
    for start in range(0, len(now), _BLOCK):
        block, before = now[start : start + _BLOCK], known[start : start + _BLOCK]
        if block != before or UNKNOWN in block:
            pairs = enumerate(zip(rows(block), rows(before), strict=True), start // SIZE)
            found += [number for number, (one, other) in pairs if one != other or one == UNKNOWN]
    return found
