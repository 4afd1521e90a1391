"""From the folder to a book: which files there are, what each one holds, what is wrong with the others."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from entretien.book import Book
from entretien.disk import TEMPORARY
from entretien.i18n import _
from entretien.model.ids import ID_SHAPE, slug
from entretien.model.shelf import Cell, Shelf
from entretien.storage.folders import FOLDERS
from entretien.storage.reading import Stamp, UnusableError, decode, read_bytes, understand

if TYPE_CHECKING:
    from entretien.model.network import Kind
    from entretien.model.problem import Problem, ProblemKind

_TICK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock that a file system stamps files with. A younger stamp proves nothing."""

_COPIES: Final = re.compile(
    r"(?P<stem>.+?)(?:\.sync-conflict-\d{8}-\d{6}-\w+|"
    r" ?\([^()]*(?:conflict|conflit|konflikt|conflicto|conflitto)[^()]*\)|"
    r"_conflict-\d{8}-\d{6}| \(\d+\)| \d)",
    re.IGNORECASE,
)
_NAMED_COPY: Final = re.compile(r"conf|konf", re.IGNORECASE)


class Found(NamedTuple):
    """A file that may hold a record."""

    kind: Kind
    id: str
    path: str


class Taken(NamedTuple):
    """What was taken in of one file. Without a stamp it has to be read again."""

    found: Found
    stamp: Stamp | None
    cell: Cell[Any] | None
    """The record, if there is one."""
    problems: tuple[Problem, ...] = ()


class Survey(NamedTuple):
    """What stands in the folder."""

    files: tuple[Found, ...]
    misplaced: tuple[Problem, ...]
    """Files whose name tells that they can't be used."""
    strays: tuple[Path, ...]
    """What an interrupted write left behind."""


def survey(home: Path, known: Mapping[str, Taken] = MappingProxyType({})) -> Survey:
    """List the folder, without looking into any file. What was taken in earlier is known to hold a record."""
    files: list[Found] = []
    misplaced: list[Problem] = []
    strays: list[Path] = []
    for kind, folder in FOLDERS.items():
        names, start = _names(home / folder, misplaced), f"{home}/{folder}/"
        try:
            files += [known[start + name].found for name in names]
        except KeyError:
            files += _records(kind, home / folder, names, misplaced, strays)
    return Survey(tuple(files), tuple(misplaced), tuple(strays))


def _records(
    kind: Kind, folder: Path, names: list[str], misplaced: list[Problem], strays: list[Path]
) -> Iterator[Found]:
    """The files of a folder that may hold a record; the others are noted."""
    stems = {name.removesuffix(".toml") for name in names}
    for name in names:
        stem = name.removesuffix(".toml")
        if name.startswith("."):
            if name.startswith(TEMPORARY):
                strays.append(folder / name)
        elif name.endswith(".toml"):
            if ID_SHAPE.fullmatch(stem):
                yield Found(kind, stem, f"{folder}/{name}")
            else:
                misplaced.append(_misnamed(folder / name, stem, stems))


def take(found: Found, *, by_hand: bool) -> Taken | None:
    """Read one file; None where it is gone. A few are understood sooner `by_hand`, see `record_of`."""
    from entretien.storage.schema import misspelt, record_of

    path = found.path
    stamp: Stamp | None = None
    now = time.time_ns()
    try:
        content, stamp = read_bytes(path)
        if max(stamp.modified, stamp.changed) > now - _TICK:
            stamp = None
        text = decode(path, content)
        data = understand(path, text)
        record = record_of(found.kind, found.id, data, path, text, by_hand=by_hand)
        return Taken(found, stamp, Cell(record), misspelt(found.kind, data, path, text))
    except FileNotFoundError:
        return None
    except UnusableError as error:
        return Taken(found, stamp, None, error.problems)


def conflict_original(stem: str, stems: Collection[str]) -> str | None:
    """The stem of the file that this one is a sync program's copy of, as far as the name tells.

    A number behind the name makes a copy only where the file without it is among `stems`.
    """
    copy = _COPIES.fullmatch(stem)
    if copy is None or (copy["stem"] not in stems and not _NAMED_COPY.search(stem)):
        return None
    return copy["stem"]


def stamps_of(files: Iterable[Found]) -> Iterator[Stamp | None]:
    """The stamp that each file has now; None where it can't be told. Files of one folder should follow each other."""
    look, new = os.stat, tuple.__new__
    for folder, group in groupby(files, lambda found: found.path.rpartition("/")[0]):
        start, descriptor = len(folder) + 1, _open_folder(folder)
        try:
            for found in group:
                try:
                    it = look(found.path[start:], dir_fd=descriptor)
                except OSError:
                    yield None
                else:
                    yield new(Stamp, (it.st_mtime_ns, it.st_ctime_ns, it.st_size, it.st_ino))
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _open_folder(path: str) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return -1


def assemble(taken: Mapping[str, Taken], misplaced: tuple[Problem, ...], known: Book | None = None) -> Book:
    """The book of what was taken in. Records and lookups of `known` live on where they are the same."""
    cells: dict[Kind, dict[str, Cell[Any]]] = {kind: {} for kind in FOLDERS}
    reserved: set[tuple[Kind, str]] = set()
    problems: list[Problem] = []
    for (kind, id, _path), _stamp, cell, remarks in taken.values():
        if remarks:
            problems += remarks
        if cell is None:
            reserved.add((kind, id))
        else:
            cells[kind][id] = cell
    for problem in misplaced:
        folder, id = problem.path.parent.name, slug(problem.path.stem)
        reserved |= {(kind, id) for kind, name in FOLDERS.items() if name == folder}
    everything = tuple(sorted((*problems, *misplaced), key=lambda problem: (problem.path, problem.line or 0)))
    if known is not None:
        for kind, found in cells.items():
            _keep_same(found, Shelf.holding(known.of(kind)))
    fields: dict[str, Any] = {f"{kind}s": Shelf(found) for kind, found in cells.items()}
    fresh = Book(**fields, problems=everything, reserved=frozenset(reserved))
    return known if known is not None and fresh == known else fresh


def _keep_same(found: dict[str, Cell[Any]], known: Shelf[Any]) -> None:
    """Put the known cells in place of those that hold an equal record."""
    for id, cell in found.items():
        if id in known and known.cell(id) is not cell and known[id] == cell.record:
            found[id] = known.cell(id)


def _names(folder: Path, misplaced: list[Problem]) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - for the same reason
    except FileNotFoundError:
        if folder.is_symlink():
            reason = _("This is a link to a folder that isn't there.")
            misplaced.append(_problem(folder, "not-a-file", reason, _("Is a disk missing?")))
    except NotADirectoryError:
        misplaced.append(_problem(folder, "not-a-file", _("A folder should be here."), _("Move this file elsewhere.")))
    except PermissionError:
        misplaced.append(_problem(folder, "permission", _("The folder may not be read."), _("chmod u+rwx helps.")))
    except OSError as error:
        reason = _("The folder can't be read: {error}.").format(error=error.strerror)
        misplaced.append(_problem(folder, "not-a-file", reason, ""))
    return []


def _misnamed(path: Path, stem: str, stems: Collection[str]) -> Problem:
    original = conflict_original(stem, stems)
    if original is not None:
        reason = _("A sync program left this second version of {name}.").format(name=f"{original}.toml")
        return _problem(path, "conflict-copy", reason, _("Take over what it has more, then delete it."))
    if stem.lower() != stem and stem.lower() in stems:
        reason = _("Its name differs from {name} by case only.").format(name=f"{stem.lower()}.toml")
        return _problem(path, "duplicate-id", reason, _("Rename one of them: on other disks they are one file."))
    reason = _("The name of a file has small letters a to z, digits and hyphens only.")
    return _problem(path, "bad-name", reason, _("Rename it, for example to {name}.").format(name=f"{slug(stem)}.toml"))


def _problem(path: Path, kind: ProblemKind, reason: str, hint: str) -> Problem:
    from entretien.model.problem import Problem

    return Problem(path=path, kind=kind, reason=reason, hint=hint)
