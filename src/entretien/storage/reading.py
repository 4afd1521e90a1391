"""From a file to plain data, or to the reason why not, in plain words."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from entretien.i18n import _
from entretien.namedtuple import NamedTuple
from entretien.pattern import pattern

if TYPE_CHECKING:
    from entretien.model.plain import Plain
    from entretien.model.problem import Problem, ProblemKind

FilePath = str | Path
"""A path as it comes; making ten thousand Path objects that are only needed for problems takes time."""

LARGEST: Final = 10_000_000
"""Bytes that a file may have; a contact with 50,000 interactions has fewer."""

_MARKERS: Final = pattern(r"^(<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_AT_LINE: Final = pattern(r"(?s)(.*?) \(at line (\d+), column (\d+)\)")
_BOM: Final = b"\xef\xbb\xbf"


class UnusableError(Exception):
    """A file that can't be taken in; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.reason for problem in problems))
        self.problems = problems


class Stamp(NamedTuple):
    """What tells without reading that a file is the one that was read. Times in nanoseconds."""

    modified: int
    changed: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file's status."""
        return cls(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def read_bytes(path: FilePath) -> tuple[bytes, Stamp]:
    """The content of a regular file, and the stamp it had. Raises UnusableError, and FileNotFoundError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        if Path(path).is_symlink():
            raise _unusable(path, "not-a-file", _("This is a link to a file that isn't there.")) from None
        raise
    except PermissionError:
        reason = _("The file may not be read.")
        raise _unusable(path, "permission", reason, _("Give yourself access: chmod u+rw.")) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            reason = _("This is not a file but {what}.").format(what=_sort_of(status.st_mode))
            raise _unusable(path, "not-a-file", reason)
        if status.st_size > LARGEST:
            reason = _("The file has {size} MB.").format(size=status.st_size // 1_000_000)
            raise _unusable(path, "too-large", reason, _("Up to {size} MB are read.").format(size=LARGEST // 1_000_000))
        content = os.read(descriptor, status.st_size + 1)
        if len(content) != status.st_size:
            while chunk := os.read(descriptor, max(status.st_size - len(content), 0) + 1):
                content += chunk
        return content, Stamp.of(status)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(descriptor)


def decode(path: FilePath, content: bytes) -> str:
    """The text of a file, its line ends as they are, without a byte order mark. Raises UnusableError."""
    try:
        return content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            reason = _("The text is UTF-16, not UTF-8.")
        else:
            reason = _("The text is not UTF-8: byte {byte}.").format(byte=f"0x{content[error.start]:02x}")
        line = content.count(b"\n", 0, error.start) + 1
        hint = _("Save it as UTF-8 in your editor.")
        raise _unusable(path, "encoding", reason, hint, line=line) from None


def parse(text: str) -> Plain:
    """The data that a TOML text holds; line ends inside texts are "\\n". Raises tomllib.TOMLDecodeError.

    rtoml is ten times faster than the standard library, which has the better messages and takes the few documents
    that rtoml refuses for their depth or the size of a number.
    """
    import rtoml

    unix = text.replace("\r\n", "\n")
    try:
        return rtoml.loads(unix)
    except rtoml.TomlParsingError:
        import tomllib

        try:
            return tomllib.loads(unix)
        except RecursionError:
            raise tomllib.TOMLDecodeError("Nested too deeply (at line 1, column 1)") from None


def understand(path: FilePath, text: str) -> Plain:
    """The data of a file's text. Raises UnusableError for bad syntax and for the markers of a git conflict."""
    if "<<<<<<<" in text and (line := conflict_line(text)):
        reason = _("git left the markers of a merge conflict here.")
        hint = _("Keep the lines you want and delete those with <<<<<<<, ======= and >>>>>>>.")
        raise _unusable(path, "conflict-marker", reason, hint, line=line)
    try:
        return parse(text)
    except ValueError as error:
        match = _AT_LINE.fullmatch(str(error))
        reason = _("Not valid TOML: {error}.").format(error=match[1] if match else str(error).split(" (at ")[0])
        hint = _("Texts stand in quotes, a list in [ ], a date as 2026-11-24.")
        line, column = (int(match[2]), int(match[3])) if match else (text.count("\n") + 1, None)
        raise _unusable(path, "syntax", reason, hint, line=line, column=column) from None


def conflict_line(text: str) -> int | None:
    """The line of the first git conflict marker, where all three kinds of marker stand in the text."""
    found = {match[1]: match.start() for match in reversed(list(_MARKERS.finditer(text.replace("\r\n", "\n"))))}
    if len(found) < 3:
        return None
    return text.replace("\r\n", "\n").count("\n", 0, found["<<<<<<<"]) + 1


def _sort_of(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return _("a folder")
    return _("a pipe") if stat.S_ISFIFO(mode) else _("a device")


def _unreadable(path: FilePath, error: OSError) -> UnusableError:
    return _unusable(path, "not-a-file", _("The file can't be read: {error}.").format(error=error.strerror))


def _unusable(path: FilePath, kind: ProblemKind, reason: str, hint: str = "", **where: Any) -> UnusableError:
    from entretien.model.problem import Problem

    return UnusableError(Problem(path=Path(path), kind=kind, reason=reason, hint=hint, **where))
