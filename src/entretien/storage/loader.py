"""From the folder to a book: which files there are, what each one holds, what is wrong with the others."""

from __future__ import annotations

import os
import re
import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from entretien.background import give_way
from entretien.book import Book
from entretien.disk import TEMPORARY
from entretien.i18n import _
from entretien.model.cell import Cell
from entretien.model.ids import ID_SHAPE, slug
from entretien.model.shelf import Shelf
from entretien.namedtuple import NamedTuple
from entretien.pattern import pattern
from entretien.storage.folders import FOLDERS
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.stamps import SIZE, UNKNOWN, differing, packed, realigned, rows, stamps_of

if TYPE_CHECKING:
    from entretien.model.network import Kind
    from entretien.model.problem import Problem, ProblemKind
    from entretien.model.shelf import Keeping
    from entretien.storage.scout import Seen

_TICK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock that a file system stamps files with. A younger stamp proves nothing."""

_COPIES: Final = pattern(
    r"(?P<stem>.+?)(?:\.sync-conflict-\d{8}-\d{6}-\w+|"
    r" ?\([^()]*(?:conflict|conflit|konflikt|conflicto|conflitto)[^()]*\)|"
    r"_conflict-\d{8}-\d{6}| \(\d+\)| \d)",
    re.IGNORECASE,
)
_NAMED_COPY: Final = pattern(r"conf|konf", re.IGNORECASE)


class Found(NamedTuple):
    """A file that may hold a record."""

    kind: Kind
    id: str
    path: str


class Taken(NamedTuple):
    """What was taken in of one file."""

    found: Found
    stamp: bytes
    cell: Cell[Any] | None
    """The record, if there is one."""
    problems: tuple[Problem, ...] = ()


class Folder(NamedTuple):
    """What stands in the folder of a kind, none of it looked into."""

    names: list[str]
    """The names of the files that may hold a record, in order."""
    stamps: bytes
    """Theirs."""
    misplaced: tuple[Problem, ...] = ()
    """Files whose name tells that they can't be used."""
    strays: tuple[Path, ...] = ()
    """What an interrupted write left behind."""
    taken: Mapping[str, Taken | None] | None = None
    """What was taken in already of the files that aren't as known, by their names; None where nobody has looked."""


class Drawer(NamedTuple):
    """What was taken in of the files of one kind. Nothing in it is ever changed."""

    names: list[str] = []  # noqa: RUF012 - as the line above says
    stamps: bytes = b""
    """Those that the files had when they were read."""
    kept: Keeping | None = None
    changes: Mapping[str, Cell[Any] | None] = {}
    """The records that aren't as they are kept, by id, or all where nothing is kept; None for what is no more."""
    remarks: dict[str, tuple[Problem, ...]] = {}  # noqa: RUF012
    """What is wrong with files, by their names."""
    unusable: frozenset[str] = frozenset()
    """The names of the files without a record."""


EMPTY: Final = Drawer()

Progress = Callable[[int, int], None]

_PROGRESS_EVERY: Final = 100
_READ_AT_ONCE: Final = 25
_LOOKED_AT_ONCE: Final = 250
"""So many files are read, or looked at from outside, in one go while a screen waits."""

_STRIDE: Final = 32
FEW: Final = 400
"""So many names or stamps are put in among the others one by one."""


def look_into(home: Path, kind: Kind, known: Drawer | None = None, seen: Seen | None = None) -> Folder:
    """List the folder of a kind, without looking into any file. Names that are `known` to be a record's are so still.

    What a scout has `seen` there isn't looked at again. Where nothing is known all have to be read, whatever their
    stamps.
    """
    folder = home / FOLDERS[kind]
    misplaced: list[Problem] = []
    strays: list[Path] = []
    names = seen.names if seen else sorted(_names(folder, misplaced))
    stamps = seen.stamps if seen else b""
    if known is None or names != known.names:
        fresh = [names[place] for place in unmatched(names, known.names if known else [])[0]]
        others = set(fresh).difference(_records(folder, fresh, names, misplaced, strays))
        if others:
            stays = [name not in others for name in names]
            names = list(compress(names, stays))
            stamps = b"".join(compress(rows(bytes(stamps)), stays))
    if known is not None and not known.names:
        stamps = UNKNOWN * len(names)
    elif seen is None:
        stamps = _stamps(str(folder), names)
    return Folder(names, stamps, tuple(misplaced), tuple(strays))


def _stamps(folder: str, names: list[str]) -> bytes:
    stamps: list[bytes] = []
    for start in range(0, len(names), _LOOKED_AT_ONCE):
        stamps.append(stamps_of(folder, names[start : start + _LOOKED_AT_ONCE]))
        give_way()
    return b"".join(stamps)


def _records(
    folder: Path, fresh: list[str], names: list[str], misplaced: list[Problem], strays: list[Path]
) -> Iterator[str]:
    """Those of the `fresh` files of a folder, among all its names, that may hold a record; the others are noted."""
    stems: set[str] = set()
    for name in fresh:
        stem = name.removesuffix(".toml")
        if name.startswith("."):
            if name.startswith(TEMPORARY):
                strays.append(folder / name)
        elif may_hold_record(name):
            yield name
        elif name.endswith(".toml"):
            stems = stems or {other.removesuffix(".toml") for other in names}
            misplaced.append(_misnamed(folder / name, stem, stems))


def may_hold_record(name: str) -> bool:
    """Whether a file may have this name."""
    return name.endswith(".toml") and ID_SHAPE.fullmatch(name[:-5]) is not None


def _changed(folder: Folder, known: Drawer) -> list[str]:
    """The names of the files that are not, or may not be, what was taken in of them."""
    stamps = stamps_for(folder.names, known)
    return [folder.names[place] for place in differing(folder.stamps, stamps)]


def stamps_for(names: list[str], known: Drawer) -> bytes | bytearray:
    """The stamps that a drawer has of files with these names, both in order."""
    if names == known.names:
        return known.stamps
    fresh, gone = unmatched(names, known.names)
    if len(fresh) + len(gone) > FEW:
        before = dict(zip(known.names, rows(known.stamps), strict=True))
        return b"".join([before.get(name, UNKNOWN) for name in names])
    return realigned(known.stamps, fresh, gone)


def unmatched(names: list[str], others: list[str]) -> tuple[list[int], list[int]]:
    """The places of what is in one of two lists only, both of which are in order. What is the same is passed by."""
    mine, theirs = list[int](), list[int]()
    here = there = 0
    while here < len(names) or there < len(others):
        if names[here : here + _STRIDE] == others[there : there + _STRIDE]:
            here, there = here + _STRIDE, there + _STRIDE
        elif there >= len(others) or (here < len(names) and names[here] < others[there]):
            mine.append(here)
            here += 1
        elif here >= len(names) or names[here] > others[there]:
            theirs.append(there)
            there += 1
        else:
            here, there = here + 1, there + 1
    return mine, theirs


@cache
def _taken_in() -> Callable[..., tuple[Any, tuple[Problem, ...]]]:
    """What makes records, imported when there is one to make, once for ten thousand."""
    from entretien.storage.schema import taken_in

    return taken_in


def take(found: Found) -> Taken | None:
    """Read one file; None where it is gone."""
    taken_in = _taken_in()
    path = found.path
    stamp = UNKNOWN
    now = time.time_ns()
    try:
        content, read = read_bytes(path)
        if max(read.modified, read.changed) <= now - _TICK:
            stamp = packed(read)
        text = decode(path, content)
        data = understand(path, text)
        record, warnings = taken_in(found.kind, found.id, data, path, text)
        return Taken(found, stamp, Cell(record), warnings)
    except FileNotFoundError:
        return None
    except UnusableError as error:
        return Taken(found, stamp, None, error.problems)


def take_all(
    home: Path, folders: Mapping[Kind, Folder], known: Mapping[Kind, Drawer], progress: Progress | None
) -> dict[Kind, Drawer]:
    """What the files hold; those with the same stamp as before aren't read again."""
    again: dict[Kind, Collection[str]] = {
        kind: _changed(folder, known.get(kind, EMPTY)) if folder.taken is None else folder.taken
        for kind, folder in folders.items()
    }
    total, done = sum(map(len, again.values())), 0
    drawers: dict[Kind, Drawer] = {}
    if progress is not None and total:
        progress(0, total)
    for kind, folder in folders.items():
        taken: dict[str, Taken | None] = {}
        for name in again[kind]:
            taken[name] = folder.taken[name] if folder.taken else take(found(home, kind, name))
            done += 1
            if done % _READ_AT_ONCE == 0:
                give_way()
            if progress is not None and (done % _PROGRESS_EVERY == 0 or done == total):
                progress(done, total)
        drawers[kind] = put_away(folder, known.get(kind, EMPTY), taken)
    return drawers


def found(home: Path, kind: Kind, name: str) -> Found:
    """The file of this name in the folder of a kind."""
    return Found(kind, name.removesuffix(".toml"), f"{home}/{FOLDERS[kind]}/{name}")


def worn(drawer: Drawer, known: Drawer) -> int:
    """How many files somebody knows for nothing, or doesn't know though their stamps prove something."""
    if drawer is known:
        return 0
    found = differing(drawer.stamps, stamps_for(drawer.names, known))
    proven = [number for number in found if drawer.stamps[number * SIZE : (number + 1) * SIZE] != UNKNOWN]
    return len(proven) + max(0, len(known.names) - len(drawer.names))


def put_away(folder: Folder, known: Drawer, taken: Mapping[str, Taken | None]) -> Drawer:
    """The drawer after the changed files were taken in, given by name; None for one that is gone."""
    if not taken and folder.names == known.names:
        return known
    changes, remarks, unusable = dict(known.changes), dict(known.remarks), known.unusable.difference(taken)
    for name, file in taken.items():
        changes[name[:-5]] = file.cell if file else None
        remarks.pop(name, None)
        if file and file.problems:
            remarks[name] = file.problems
    unusable = unusable.union([name for name, file in taken.items() if file and not file.cell])
    names = folder.names
    stamps = _with(folder.stamps, {bisect_left(names, name): file.stamp for name, file in taken.items() if file})
    if None in taken.values():
        stays = [name not in taken or taken[name] is not None for name in names]
        names, stamps = list(compress(names, stays)), b"".join(compress(rows(stamps), stays))
    places = {name: bisect_left(known.names, name) for name in taken}
    fresh = [name for name, place in places.items() if known.names[place : place + 1] != [name]]
    if names == known.names:
        names = known.names
    elif len(names) != len(known.names) + len(fresh):
        for name in [known.names[place] for place in unmatched(names, known.names)[1]]:
            changes[name[:-5]] = None
            remarks.pop(name, None)
            unusable -= {name}
    return Drawer(names, stamps, known.kept, changes, remarks, unusable)


def _with(stamps: bytes, others: Mapping[int, bytes]) -> bytes:
    """The stamps with some others in their places."""
    view, parts, start = memoryview(stamps), list[bytes | memoryview](), 0
    for place in sorted(others):
        parts += (view[start : place * SIZE], others[place])
        start = (place + 1) * SIZE
    return b"".join((*parts, view[start:]))


def assemble(drawers: Mapping[Kind, Drawer], misplaced: Iterable[Problem] = (), known: Book | None = None) -> Book:
    """The book of what was taken in. Records and lookups of `known` live on where they are the same."""
    shelves: dict[str, Shelf[Any]] = {}
    reserved: set[tuple[Kind, str]] = set()
    problems = list(misplaced)
    for problem in problems:
        folder, id = problem.path.parent.name, slug(problem.path.stem)
        reserved |= {(kind, id) for kind, name in FOLDERS.items() if name == folder}
    for kind, drawer in drawers.items():
        shelf: Shelf[Any] = Shelf.over(drawer.kept, drawer.changes)
        shelves[f"{kind}s"] = shelf.keeping(Shelf.holding(known.of(kind))) if known is not None else shelf
        reserved |= {(kind, name[:-5]) for name in drawer.unusable}
        for remarks in drawer.remarks.values():
            problems += remarks
    everything = tuple(sorted(problems, key=lambda problem: (problem.path, problem.line or 0)))
    fresh = Book(**shelves, problems=everything, reserved=frozenset(reserved))
    return known if known is not None and fresh == known else fresh


def conflict_original(stem: str, stems: Collection[str]) -> str | None:
    """The stem of the file that this one is a sync program's copy of, as far as the name tells.

    A number behind the name makes a copy only where the file without it is among `stems`.
    """
    copy = _COPIES.fullmatch(stem)
    if copy is None or (copy["stem"] not in stems and not _NAMED_COPY.search(stem)):
        return None
    return copy["stem"]


def _names(folder: Path, misplaced: list[Problem]) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - ten thousand paths take their time
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
