"""Changing several files whole or not at all, also where the process is killed or the power fails in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from entretien import disk
from entretien.errors import StorageError
from entretien.i18n import _
from entretien.storage.folders import is_inside, leads_out
from entretien.storage.log import FileChange, Log, Record

PROGRESS_EVERY: Final = 100
"""Files between two reports of progress."""


class MovedError(Exception):
    """A file was changed from outside between being read and being replaced; the others were taken back.

    `left` are those that were replaced and then changed from outside too, before they could be taken back.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.left: frozenset[str] = frozenset()


class Transactions:
    """Carries out changes of files below `home`. Whoever calls holds the lock."""

    def __init__(self, home: Path, log: Log) -> None:
        self.home = home
        self.log = log

    def run(
        self, record: Record, changes: Sequence[FileChange], progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Carry out `changes` as `record` describes them; durable on return.

        `progress` is called with the number of files written and of all. Raises MovedError where a file isn't in its
        state before, StorageError where the disk refuses, and what `progress` raises; the files are then as they were.
        """
        made: list[Path] = []
        try:
            self._make_folders(changes)
            disk.write_temporaries(self._contents(changes, progress), made)
            placed = self.log.append(record, changes if record.sort == "step" else ())
        except OSError as error:
            disk.discard(made)
            raise _refused(error) from error
        except BaseException:
            disk.discard(made)
            raise
        with self._or_revert(placed, changes, made) as done:
            self._apply(changes, made, done)

    def begin(self, record: Record, changes: Sequence[FileChange]) -> Record:
        """Write a step down, durable on return, for `carry_out`; where that doesn't come, `recover` does it.

        Raises StorageError where the disk refuses.
        """
        try:
            self._make_folders(changes)
            return self.log.append(record, changes)
        except OSError as error:
            raise _refused(error) from error

    def carry_out(self, begun: Record, changes: Sequence[FileChange]) -> None:
        """Carry out what was begun. Raises as `run` does; the files are then as they were, and the record is gone."""
        made: list[Path] = []
        with self._or_revert(begun, changes, made) as done:
            disk.write_temporaries(self._contents(changes, None), made)
            self._apply(changes, made, done)

    def _make_folders(self, changes: Sequence[FileChange]) -> None:
        for folder in dict.fromkeys((self.home / change.path).parent for change in changes):
            if not is_inside(self.home, folder):
                raise leads_out(folder)
            disk.make_folder(folder)

    @contextmanager
    def _or_revert(
        self, placed: Record, changes: Sequence[FileChange], made: Sequence[Path]
    ) -> Iterator[dict[str, bytes | None]]:
        """Mark the record done once the block has replaced the files, or take back what it has done so far."""
        done: dict[str, bytes | None] = {}
        try:
            yield done
        except BaseException as error:
            disk.discard(made)
            self._revert(placed, changes)
            if isinstance(error, OSError):
                raise _refused(error) from error
            if isinstance(error, MovedError):
                error.left = frozenset(path for path, before in done.items() if self.content(path) != before)
            raise
        with suppress(OSError):
            self.log.mark(placed, b"D")

    def _contents(
        self, changes: Sequence[FileChange], progress: Callable[[int, int], None] | None
    ) -> Iterator[tuple[Path, bytes]]:
        """The files that there will be, with what they will hold."""
        for number, change in enumerate(changes):
            if progress is not None and number % PROGRESS_EVERY == 0:
                progress(number, len(changes))
            if change.after is not None:
                yield self.home / change.path, change.after

    def _apply(self, changes: Sequence[FileChange], made: Sequence[Path], done: dict[str, bytes | None]) -> None:
        """Replace the files one by one. `done` gets each one's content before, also where this fails."""
        temporaries = iter(made)
        for change in changes:
            path = self.home / change.path
            if not self.stands_before(change):
                raise MovedError(change.path)
            if change.after is None:
                path.unlink()
            else:
                next(temporaries).replace(path)
            done[change.path] = change.before
        self._sync(changes)

    def _revert(self, record: Record, changes: Sequence[FileChange]) -> None:
        try:
            with suppress(OSError):
                self.log.mark(record, b"R")
            self._bring([change.reversed for change in changes])
            self.log.forget(record)
        except OSError as error:
            raise StorageError(
                _("The disk refused a change half-way: {error}.").format(error=error.strerror),
                _("The next start of Entretien puts the files right."),
            ) from error

    def recover(self, changes_of: Callable[[Record], Sequence[FileChange]]) -> None:
        """Finish, or take back, the record that an interruption left. Raises StorageError.

        A file that is neither in its state before nor after was changed by somebody else since, and stays.
        """
        if self.log.is_settled():
            return
        last = self.log.last()
        if last is None or last.state == b"D":
            return
        try:
            changes = changes_of(last)
            if last.state == b"P":
                self._bring(changes)
                self.log.mark(last, b"D")
            else:
                self._bring([change.reversed for change in changes])
                self.log.forget(last)
            disk.sweep({(self.home / change.path).parent for change in changes})
        except (OSError, ValueError) as error:
            raise StorageError(_("An interrupted change can't be finished: {error}.").format(error=error)) from error

    def _bring(self, changes: Sequence[FileChange]) -> None:
        """Bring the files that are in their state before to the state after; leave those that are in another."""
        folders = {(self.home / change.path).parent for change in changes}
        ours = {folder for folder in folders if is_inside(self.home, folder)}
        waiting = [
            change
            for change in changes
            if change.before != change.after and (self.home / change.path).parent in ours and self.stands_before(change)
        ]
        for change in waiting:
            path = self.home / change.path
            made: list[Path] = []
            try:
                if change.after is not None:
                    disk.make_folder(path.parent)
                    disk.write_temporaries([(path, change.after)], made)
                if self.stands_before(change):
                    if change.after is None:
                        path.unlink()
                    else:
                        made[0].replace(path)
            finally:
                disk.discard(made)
        self._sync(waiting)

    def _sync(self, changes: Sequence[FileChange]) -> None:
        for folder in dict.fromkeys((self.home / change.path).parent for change in changes):
            disk.sync_folder(folder)

    def stands_before(self, change: FileChange) -> bool:
        """Whether a file is in its state before a change, and no link. Raises OSError."""
        return not (self.home / change.path).is_symlink() and self.content(change.path) == change.before

    def content(self, path: str) -> bytes | None:
        """The bytes of a file below the home; None where there is none. Raises OSError."""
        try:
            return (self.home / path).read_bytes()
        except FileNotFoundError:
            return None


def _refused(error: OSError) -> StorageError:
    return StorageError(
        _("The change could not be written: {error}.").format(error=error.strerror or error),
        _("Nothing was changed."),
    )
