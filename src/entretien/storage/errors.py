"""What can go wrong with the files, as errors that say which file, why, and that nothing was lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from entretien.dataclass import dataclass
from entretien.errors import StorageError
from entretien.i18n import _

if TYPE_CHECKING:
    from entretien.model.network import Kind


class NothingToUndoError(StorageError):
    """There is no step left to undo, or to redo."""


class HandEditedError(StorageError):
    """A step can't be undone or redone, as a file was changed outside the program since. Nothing was touched."""


class HistoryError(StorageError):
    """The history can't be read: nothing is written without it, as a change may be under way. Nothing was touched."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _("{path} can't be read: {error}").format(path=path, error=error.strerror),
            _("Move it elsewhere: only undo and redo need it."),
        )
        self.path = path


class NotSaidError(StorageError):
    """The new text of a file would not have said what was meant; the old file stands."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that was changed in two places: what it was, what was meant here, what the file says now.

    `field` is dotted, with the place in a list ("interactions.3.note"); empty where the whole file is meant.
    A value is None where the field (or the file) is absent.
    """

    kind: Kind
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.field}" if self.field else f"{self.kind} {self.id}"


class ConflictError(StorageError):
    """The files say something else by now than the change was built on, and the two can't be put together.

    Nothing was written. `Store.commit(change, resolution="mine")` or `"theirs"` goes on.
    """

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        names = ", ".join(dict.fromkeys(str(clash) for clash in clashes))
        super().__init__(
            _("Changed elsewhere meanwhile: {names}.").format(names=names),
            _("Nothing was written; choose which version to keep."),
        )
        self.clashes = clashes
