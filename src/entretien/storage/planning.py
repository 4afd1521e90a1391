"""From a change of records to a change of files, built on what the files say now.

What compares and edits texts is imported when there is a file to change: a new one is quicker without.
"""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING, Final

from entretien.dataclass import dataclass, replace
from entretien.errors import StorageError
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.ids import free_id
from entretien.model.network import Kind, Record
from entretien.model.plain import Plain, as_plain
from entretien.model.references import with_ids
from entretien.storage.folders import is_inside, leads_out, path_of
from entretien.storage.foresight import Current, Foresight
from entretien.storage.log import FileChange
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.writing import file_text

if TYPE_CHECKING:
    from entretien.storage.errors import Clash
    from entretien.storage.merge import Resolution

_NUMBERED: Final = frozenset({"contact", "introduction"})
"""Two of these with one name are two records; two circles with one name are one."""

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change comes to: the edits as they really are, and the bytes of each file before and after."""

    edits: tuple[Edit, ...]
    files: tuple[FileChange, ...]


class Planner:
    """Plans one change against the files below `home`; those that are `left` of an earlier try may have it already."""

    def __init__(
        self,
        home: Path,
        resolution: Resolution | None = None,
        left: frozenset[str] = frozenset(),
        foresight: Foresight | None = None,
    ) -> None:
        """What is worked out is looked up in the `foresight`, and noted there."""
        self.home = home
        self.resolution = resolution
        self._left = left
        self._foresight = foresight or Foresight()
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes | None] = {}
        self._clashes: list[Clash] = []
        self._names: dict[str, str] = {}
        self._paths: dict[tuple[Kind, str], Path] = {}
        self._below: dict[Path, str] = {}

    def plan(self, change: Change) -> Plan:
        """The plan for `change`. Raises ConflictError where it clashes, StorageError where a file can't be changed."""
        for edit in change.edits:
            self._find_name(edit)
        edits = tuple(done for edit in change.edits if (done := self._edit(edit)) is not None)
        if self._clashes:
            from entretien.storage.errors import ConflictError

            raise ConflictError(tuple(self._clashes))
        files = tuple(
            FileChange(path, self._before[path], after)
            for path, after in self._after.items()
            if after != self._before[path]
        )
        return Plan(edits, files)

    def _find_name(self, edit: Edit) -> None:
        """Give a new or renamed record another id where a file with its id exists by now."""
        if edit.after is None or edit.kind not in _NUMBERED or (edit.before and edit.before.id == edit.after.id):
            return
        wanted = edit.after.id
        taken = _Taken(self, edit.kind)
        if wanted in taken:
            found = free_id(wanted, taken)
            self._names[f"{edit.kind}/{wanted}"] = found

    def _edit(self, edit: Edit) -> Edit | None:
        before, after = edit.before, edit.after
        if after is not None:
            after = self._named(edit.kind, after)
        if before is None:
            return self._create(edit.kind, after) if after else None
        current = self._current(edit.kind, before)
        if after is None:
            return self._delete(edit.kind, before, current)
        if current is None:
            return self._restore(edit.kind, before, after)
        return self._update(edit.kind, before, after, current)

    def _named(self, kind: Kind, record: Record) -> Record:
        """The record with the ids that new records really get."""
        id = self._names.get(f"{kind}/{record.id}", record.id)
        people = {key.removeprefix("contact/"): name for key, name in self._names.items() if key.startswith("contact/")}
        return with_ids(record if id == record.id else replace(record, id=id), people)

    def _create(self, kind: Kind, after: Record) -> Edit | None:
        path = self._path(kind, after.id)
        if self._read(path) is None:
            self._write(path, file_text(as_plain(after)).encode())
            return Edit(kind, None, after)
        current = self._current(kind, after)
        return self._merge(kind, None, after, current) if current else None

    def _update(self, kind: Kind, before: Record, after: Record, current: Current) -> Edit | None:
        if before.id != after.id:
            target = self._path(kind, after.id)
            if self._read(target) is not None:
                raise StorageError(_("{path} exists already.").format(path=target))
        elif current.record is before:
            path = self._path(kind, after.id)
            content = self._foresight.draft(self._name(path), current, after)
            if content is not None:
                self._write(path, content)
                return Edit(kind, before, after)
        return self._merge(kind, before, after, current)

    def _merge(self, kind: Kind, before: Record | None, after: Record, current: Current) -> Edit | None:
        """Bring what changed from `before` to `after` into the file's text."""
        from entretien.storage.comparing import same
        from entretien.storage.merge import Merge, combine
        from entretien.storage.shape import shape_of
        from entretien.storage.toml_edit import edit as edit_text

        base = {} if before is None else current.essence if current.record is before else as_plain(before)
        mine = as_plain(after)
        shape = shape_of(kind)
        merged, result = mine, after
        if current.record is not before and not same(current.essence, base):
            from entretien.storage.errors import Clash
            from entretien.storage.schema import make_record

            path = self._name(self._path(kind, current.record.id))
            merge = Merge(self.resolution, has_mine=path in self._left)
            merged = merge.tables(base, mine, current.essence, shape)
            self._clashes += [Clash(kind, current.record.id, *difference) for difference in merge.differences]
            try:
                result = make_record(kind, after.id, merged)
            except ValueError:
                self._clash(kind, current.record.id, base, mine, current.essence)
                return None
        moved = current.record.id != after.id
        if same(merged, current.essence) and not moved:
            return None
        text = edit_text(current.text, current.raw, combine(current.raw, current.essence, merged, shape))
        content = (_BOM if current.content.startswith(_BOM) else b"") + text.encode()
        file = self._path(kind, after.id)
        if moved:
            self._write(self._path(kind, current.record.id), None)
        elif current.record is before:
            later = Current(after, mine, understand(file, text), content, text)
            self._foresight.note(self._name(file), current, later)
        self._write(file, content)
        return Edit(kind, current.record, result)

    def _delete(self, kind: Kind, before: Record, current: Current | None) -> Edit | None:
        if current is None:
            return None
        from entretien.storage.comparing import same

        base = as_plain(before)
        if not same(current.essence, base):
            if self.resolution is None:
                self._clash(kind, before.id, base, None, current.essence)
            if self.resolution != "mine":
                return None
        self._write(self._path(kind, before.id), None)
        return Edit(kind, current.record, None)

    def _restore(self, kind: Kind, before: Record, after: Record) -> Edit | None:
        """The file that was to be changed is gone."""
        if self.resolution is None:
            self._clash(kind, before.id, as_plain(before), as_plain(after), None)
        if self.resolution != "mine":
            return None
        return self._create(kind, after)

    def _clash(self, kind: Kind, id: str, base: Plain, mine: Plain | None, theirs: Plain | None) -> None:
        """Note that whole records clash."""
        from entretien.storage.errors import Clash

        self._clashes.append(Clash(kind, id, "", base, mine, theirs))

    def _current(self, kind: Kind, known: Record) -> Current | None:
        path = self._path(kind, known.id)
        content = self._read(path)
        if content is None:
            return None
        if foreseen := self._foresight.current(self._name(path), content, known):
            return foreseen
        from entretien.storage.comparing import same
        from entretien.storage.schema import record_of
        from entretien.storage.shape import shape_of

        try:
            text = decode(path, content)
            raw = understand(path, text)
            essence = shape_of(kind).essence(raw)
            if same(essence, as_plain(known)):
                return Current(known, essence, raw, content, text)
            record = record_of(kind, known.id, raw, path, text)
        except UnusableError as error:
            raise _unusable(error) from None
        return Current(record, as_plain(record), raw, content, text)

    def _path(self, kind: Kind, id: str) -> Path:
        path = self._paths.get((kind, id))
        if path is None:
            path = self._paths[kind, id] = path_of(self.home, kind, id)
        return path

    def _read(self, path: Path) -> bytes | None:
        """The bytes of a file as this plan leaves them so far. Raises StorageError for what isn't a file of ours."""
        name = self._name(path)
        if name in self._after:
            return self._after[name]
        if name not in self._before:
            try:
                self._before[name] = read_bytes(self.home / name)[0]
            except FileNotFoundError:
                self._before[name] = None
            except UnusableError as error:
                raise _unusable(error) from None
        return self._before[name]

    def _write(self, path: Path, content: bytes | None) -> None:
        self._read(path)
        self._after[self._name(path)] = content

    def _name(self, path: Path) -> str:
        """The path below the home, links followed. Raises StorageError for a link that leads out of it."""
        name = self._below.get(path)
        if name is None:
            name = self._below[path] = self._followed(path)
        return name

    def _followed(self, path: Path) -> str:
        if not path.is_symlink() and not path.parent.is_symlink():
            return str(path.relative_to(self.home))
        if not is_inside(self.home, path):
            raise leads_out(path)
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self.home))


class _Taken(Container[str]):
    """The ids that a new record can't have."""

    def __init__(self, planner: Planner, kind: Kind) -> None:
        self._planner = planner
        self._kind = kind

    def __contains__(self, id: object) -> bool:
        planner, kind = self._planner, self._kind
        path = path_of(planner.home, kind, str(id))
        return path.is_symlink() or path.exists() or f"{kind}/{id}" in planner._names.values()


def _unusable(error: UnusableError) -> StorageError:
    problem = error.problems[0]
    return StorageError(
        _("{where} can't be changed: {reason}").format(where=problem.where, reason=problem.reason), problem.hint
    )
