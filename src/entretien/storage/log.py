"""The file that holds the history: one record after the other, the last of which may still be under way.

A record is written, and durable, before the files that it is about are touched; so it serves as the write-ahead
record of a transaction and, once done, as a step of the history. Layout, all integers big-endian:

    head:  "ENTR", length of the description (4 bytes), length of the contents (8 bytes)
    the description as JSON, the contents of the files before and after, compressed
    tail:  checksum of both (4 bytes), length of the whole record (8 bytes), state (1 byte)

The state is the only byte that is ever changed in place. A record without a valid tail was never finished: none of its
files was touched.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from errno import EINVAL, EISDIR
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from entretien.dataclass import dataclass, replace
from entretien.disk import sweep, sync_folder, write_all, write_whole
from entretien.storage.errors import HistoryError

Sort = Literal["step", "undo", "redo"]
State = Literal[b"P", b"R", b"D"]
"""Pending: to be carried out; reverting: to be taken back; done."""

_HEAD: Final = struct.Struct(">4sIQ")
_TAIL: Final = struct.Struct(">IQc")
_MAGIC: Final = b"ENTR"
_FILE_MODE: Final = 0o600


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file's bytes before and after; None where there is no file. `path` is relative to the home."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def sides(self) -> tuple[bytes | None, bytes | None]:
        """The bytes before and after."""
        return self.before, self.after

    @property
    def reversed(self) -> FileChange:
        """The change back."""
        return FileChange(self.path, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Record:
    """A record's description, and where it stands in the log."""

    sort: Sort
    number: int
    """The step's number; for an undo or a redo, that of the step it is about."""
    at: datetime
    label: str
    files: tuple[tuple[str, int | None, int | None], ...] = ()
    """Path, and the lengths before and after, in bytes. An undo or a redo has none: it is about its step's files."""
    start: int = 0
    contents: int = 0
    """Where the contents begin."""
    end: int = 0
    state: State = b"P"

    def described(self) -> bytes:
        """The description as it is written."""
        import json

        plain = {"sort": self.sort, "number": self.number, "at": self.at.isoformat(), "label": self.label}
        return json.dumps({**plain, "files": self.files}).encode()


class Log:
    """The history file. Reading needs no lock; whatever writes must hold it.

    Raises HistoryError where it can't be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        """The file, for reading. Raises FileNotFoundError where there is none."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                os.close(descriptor)
                number = EISDIR if stat.S_ISDIR(mode) else EINVAL
                raise OSError(number, os.strerror(number))
            with os.fdopen(descriptor, "rb") as file:
                yield file
        except FileNotFoundError:
            raise
        except OSError as error:
            raise HistoryError(self.path, error) from error

    def last(self) -> Record | None:
        """The last finished record."""
        try:
            with self._open() as file:
                size = file.seek(0, os.SEEK_END)
                if size < _TAIL.size:
                    return None
                file.seek(size - _TAIL.size)
                checksum, length, state = _TAIL.unpack(file.read(_TAIL.size))
                if state in (b"P", b"R", b"D") and _HEAD.size + _TAIL.size <= length <= size:
                    record = _read(file, size - length, size)
                    if record and (state == b"D" or _checksum(file, record) == checksum):
                        return record
        except FileNotFoundError:
            return None
        records = self.records()
        return records[-1] if records else None

    def is_settled(self) -> bool:
        """Whether the last record is known, from its end alone, to be done; where that can't be told, it isn't."""
        try:
            with self._open() as file:
                size = file.seek(0, os.SEEK_END)
                if size == 0:
                    return True
                file.seek(max(0, size - _TAIL.size))
                _checksum, length, state = _TAIL.unpack(file.read(_TAIL.size))
                file.seek(max(0, size - length))
                return state == b"D" and length <= size and file.read(len(_MAGIC)) == _MAGIC
        except FileNotFoundError:
            return True
        except (struct.error, OverflowError, OSError, HistoryError):
            return False

    def version(self) -> tuple[int, ...]:
        """Changes with every record, every change of state and every rewriting; () without a log that can be read."""
        try:
            with self._open() as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - 1))
                return size, os.fstat(file.fileno()).st_ino, *file.read(1)
        except (FileNotFoundError, HistoryError):
            return ()

    def records(self) -> list[Record]:
        """Every finished record, oldest first."""
        found: list[Record] = []
        try:
            with self._open() as file:
                size = file.seek(0, os.SEEK_END)
                position = 0
                while record := _read(file, position, size):
                    if record.state != b"D" and _checksum(file, record) != _tail(file, record)[0]:
                        break
                    found.append(record)
                    position = record.end
        except FileNotFoundError:
            pass
        return found

    def changes(self, record: Record) -> list[FileChange]:
        """The contents of a record. Raises ValueError where they are damaged."""
        with self._open() as file:
            if _checksum(file, record) != _tail(file, record)[0]:
                raise ValueError(f"record {record.number} is damaged")
            file.seek(record.contents)
            packed = file.read(record.end - _TAIL.size - record.contents)
        contents = zlib.decompress(packed) if packed else b""
        changes, position = [], 0
        for path, *lengths in record.files:
            sides: list[bytes | None] = []
            for length in lengths:
                sides.append(None if length is None else contents[position : position + length])
                position += length or 0
            changes.append(FileChange(path, *sides))
        return changes

    def append(self, record: Record, changes: Sequence[FileChange]) -> Record:
        """Write a record with the contents of `changes`, durable on return. Raises OSError; the log is then as before.

        The record's `files` are those of `changes`.
        """
        files = tuple((change.path, _length(change.before), _length(change.after)) for change in changes)
        record = replace(record, files=files)
        start = self._end()
        described = record.described()
        packed = zlib.compress(b"".join(side for change in changes for side in change.sides if side), 1)
        checksum = zlib.crc32(packed, zlib.crc32(described))
        length = _HEAD.size + len(described) + len(packed) + _TAIL.size
        frame = _HEAD.pack(_MAGIC, len(described), len(packed)) + described + packed
        is_new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, _FILE_MODE)
        try:
            os.fchmod(descriptor, _FILE_MODE)
            os.ftruncate(descriptor, start)
            os.lseek(descriptor, start, os.SEEK_SET)
            try:
                write_all(descriptor, frame + _TAIL.pack(checksum, length, record.state))
                os.fsync(descriptor)
                if is_new:
                    sync_folder(self.path.parent)
            except BaseException:
                os.ftruncate(descriptor, start)
                raise
        finally:
            os.close(descriptor)
        contents_start = start + _HEAD.size + len(described)
        return _placed(record, start, contents_start, start + length, record.state)

    def _end(self) -> int:
        """Where the last finished record ends."""
        if self.is_settled():
            version = self.version()
            return version[0] if version else 0
        last = self.last()
        return last.end if last else 0

    def mark(self, record: Record, state: State) -> None:
        """Set the state of the last record. Raises OSError."""
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            os.pwrite(descriptor, state, record.end - 1)
        finally:
            os.close(descriptor)

    def forget(self, record: Record) -> None:
        """Remove the last record. Raises OSError."""
        os.truncate(self.path, record.start)

    def rewrite(self, kept: Sequence[Record], added: Sequence[Record] = ()) -> None:
        """Replace the log by `kept` records, as they are, and `added` ones without contents. Raises OSError."""
        with self._open() as file:
            parts = []
            for record in kept:
                file.seek(record.start)
                parts.append(file.read(record.end - record.start))
        for record in added:
            described, packed = record.described(), zlib.compress(b"", 1)
            head = _HEAD.pack(_MAGIC, len(described), len(packed))
            length = len(head) + len(described) + len(packed) + _TAIL.size
            tail = _TAIL.pack(zlib.crc32(packed, zlib.crc32(described)), length, b"D")
            parts.append(head + described + packed + tail)
        sweep([self.path.parent])
        write_whole(self.path, b"".join(parts))


def _read(file: Any, start: int, size: int) -> Record | None:
    """The record at `start`, if one stands there in full."""
    import json

    file.seek(start)
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    magic, described, packed = _HEAD.unpack(head)
    end = start + _HEAD.size + described + packed + _TAIL.size
    if magic != _MAGIC or end > size:
        return None
    try:
        plain = json.loads(file.read(described))
        file.seek(end - _TAIL.size)
        _checksum_found, length, state = _TAIL.unpack(file.read(_TAIL.size))
        files = tuple((path, before, after) for path, before, after in plain["files"])
        at = datetime.fromisoformat(plain["at"])
        record = Record(plain["sort"], plain["number"], at, plain["label"], files)
    except (ValueError, KeyError, TypeError):
        return None
    return _placed(record, start, start + _HEAD.size + described, end, state) if length == end - start else None


def _length(content: bytes | None) -> int | None:
    return None if content is None else len(content)


def _placed(record: Record, start: int, contents: int, end: int, state: State) -> Record:
    return replace(record, start=start, contents=contents, end=end, state=state)


def _tail(file: Any, record: Record) -> tuple[int, int, bytes]:
    file.seek(record.end - _TAIL.size)
    checksum, length, state = _TAIL.unpack(file.read(_TAIL.size))
    return checksum, length, state


def _checksum(file: Any, record: Record) -> int:
    file.seek(record.start + _HEAD.size)
    return zlib.crc32(file.read(record.end - _TAIL.size - record.start - _HEAD.size))
