"""The writing side of the store: one change after the other, each whole or not at all, each a step of the history."""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from entretien import disk
from entretien.errors import EntretienError, StorageError
from entretien.i18n import _
from entretien.paths import Places, is_so
from entretien.storage.errors import HistoryError
from entretien.storage.foresight import Foresight
from entretien.storage.log import FileChange, Log, Record, Sort
from entretien.storage.pending import Pending, Receipt

if TYPE_CHECKING:
    from typing import TypedDict

    from entretien.model.change import Change
    from entretien.storage.history import History, Step
    from entretien.storage.loader import Progress
    from entretien.storage.merge import Resolution
    from entretien.storage.transaction import Transactions

    class HistoryOptions(TypedDict, total=False):
        """How much of the history is kept, and the clock that tells when a step was done."""

        history_steps: int
        history_days: int
        history_megabytes: int
        clock: Callable[[], datetime]


TRIES: Final = 10
"""How often something is done anew because somebody else wrote in between."""


class Writer:
    """Changes the files below `places.home`, while no other one does."""

    def __init__(
        self,
        places: Places,
        *,
        history_steps: int = 1000,
        history_days: int = 365,
        history_megabytes: int = 200,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.places = places
        self._clock = clock
        self._log = Log(places.own / "history")
        self._keep_steps, self._keep_days, self._keep_megabytes = history_steps, history_days, history_megabytes
        self._mutex = allocate_lock()
        self._strays: tuple[Path, ...] = ()
        self._commits = 0
        self._was_there = False
        self._pending: Pending | None = None
        self._foresight = Foresight()

    @cached_property
    def _history(self) -> History:
        from entretien.storage.history import History

        return History(
            self._log,
            keep=self._keep_steps,
            days=self._keep_days,
            megabytes=self._keep_megabytes,
            clock=self._clock,
        )

    @cached_property
    def _transactions(self) -> Transactions:
        from entretien.storage.transaction import Transactions

        return Transactions(self.places.home, self._log)

    def commit(self, change: Change, resolution: Resolution | None = None, progress: Progress | None = None) -> Receipt:
        """Write a change, durable on return.

        It is built on what the files say now: what was changed elsewhere meanwhile stays. Where the two clash,
        ConflictError tells the fields, unless `resolution` says which side to take. Raises StorageError where a file
        can't be written or is in a state that must not be touched; nothing was changed then.

        `progress` is called with the number of files written and of all; what it raises ends it without a trace.
        """
        if not change:
            return Receipt(change.label, ())
        with self._writing():
            return self._commit(change, resolution, progress, frozenset())

    def begin(self, change: Change, resolution: Resolution | None = None) -> Pending:
        """Write a change down, durable on return: whatever happens then, it will be carried out, by the next start if
        need be. `finish` of what is returned carries it out; until then nobody else writes. Raises as `commit` does.
        """
        from entretien.storage.planning import Planner
        from entretien.storage.transaction import MovedError

        if not change:
            return Pending(Receipt(change.label, ()))
        with ExitStack() as stack:
            stack.enter_context(self._writing())
            plan = Planner(self.places.home, resolution, foresight=self._foresight).plan(change)
            receipt = Receipt(change.label, plan.edits)
            if not plan.files:
                return Pending(receipt)
            record = Record("step", self._history.next_number(), self._clock(), change.label)
            placed = self._transactions.begin(record, plan.files)
            held = stack.pop_all()

        def carry_out() -> Receipt:
            with held:
                self._pending = None
                try:
                    self._transactions.carry_out(placed, plan.files)
                except MovedError as error:
                    return self._commit(change, resolution, None, error.left)
                self._done(record)
                return receipt

        self._pending = Pending(receipt, carry_out)
        return self._pending

    def foresee(self, change: Change) -> None:
        """Work out what a change that is likely will make of the files. Nothing is written, and nothing has to come."""
        from entretien.storage.planning import Planner

        with suppress(EntretienError):
            Planner(self.places.home, foresight=self._foresight).plan(change)

    def _commit(
        self, change: Change, resolution: Resolution | None, progress: Progress | None, left: frozenset[str]
    ) -> Receipt:
        """Write a change while the lock is held; those of its files that are `left` of an earlier try may have it."""
        from entretien.storage.planning import Planner
        from entretien.storage.transaction import MovedError

        for _attempt in range(TRIES):
            plan = Planner(self.places.home, resolution, left, self._foresight).plan(change)
            if not plan.files:
                return Receipt(change.label, plan.edits)
            record = Record("step", self._history.next_number(), self._clock(), change.label)
            try:
                self._run(record, plan.files, progress)
            except MovedError as error:
                left |= error.left
                continue
            return Receipt(change.label, plan.edits)
        raise StorageError(_("Another program keeps writing the same files."), _("Nothing was changed; try again."))

    def undo(self, number: int | None = None) -> Receipt:
        """Take back the last step, or the one of that number, byte for byte.

        Raises NothingToUndoError where there is none, HandEditedError where its files were changed since.
        """
        with self._writing():
            return self._again("undo", self._history.to_undo(number))

    def redo(self, number: int | None = None) -> Receipt:
        """Do again the step that was undone last, or the one of that number. Raises as `undo` does."""
        with self._writing():
            return self._again("redo", self._history.to_redo(number))

    def history(self) -> tuple[Step, ...]:
        """The steps that are remembered, newest first. Raises StorageError where they can't be read."""
        return self._history.steps()

    def commit_files(self, label: str, changes: tuple[FileChange, ...]) -> None:
        """Write bytes as one step of the history. Raises StorageError where a file isn't in its state before."""
        from entretien.storage.transaction import MovedError

        with self._writing():
            try:
                self._run(Record("step", self._history.next_number(), self._clock(), label), changes)
            except MovedError as error:
                raise StorageError(
                    _("{path} was changed just now.").format(path=error), _("Nothing was changed; try again.")
                ) from None

    def forget_steps(self, unwanted: Callable[[Record, Sequence[FileChange]], bool]) -> None:
        """Remove steps from the history for good, asking of each whether it is `unwanted`, newest first.

        Raises StorageError.
        """
        with self._writing():
            try:
                self._history.forget(unwanted)
            except (OSError, ValueError) as error:
                raise StorageError(_("The history can't be cleared: {error}.").format(error=error)) from error

    def _again(self, sort: Sort, step: Record | None) -> Receipt:
        """Carry out a step once more, backwards or forwards."""
        from entretien.storage.edits import edit_of
        from entretien.storage.errors import HandEditedError, NothingToUndoError
        from entretien.storage.transaction import MovedError

        if step is None:
            undo, redo = _("There is nothing to undo."), _("There is nothing to redo.")
            raise NothingToUndoError(undo if sort == "undo" else redo)
        record = Record(sort, step.number, self._clock(), step.label)
        try:
            changes = self._history.changes(record)
        except ValueError:
            raise StorageError(_('The history of "{label}" is damaged.').format(label=step.label)) from None
        edited = [change.path for change in changes if not self._transactions.stands_before(change)]
        if edited:
            raise HandEditedError(
                _("Changed outside Entretien since: {files}.").format(files=", ".join(edited)),
                _('"{label}" stays as it is, so that nothing is lost.').format(label=step.label),
            )
        try:
            self._run(record, changes)
        except MovedError as error:
            raise HandEditedError(_("Changed outside Entretien just now: {files}.").format(files=error)) from None
        return Receipt(step.label, tuple(edit for change in changes if (edit := edit_of(self.places.home, change))))

    def _run(self, record: Record, changes: Sequence[FileChange], progress: Progress | None = None) -> None:
        self._transactions.run(record, changes, progress)
        self._done(record)

    def _done(self, record: Record) -> None:
        with self._mutex:
            self._commits += 1
        if record.sort == "step":
            with suppress(OSError, HistoryError):
                self._history.prune(record.number)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock, with no change of anybody's half-way."""
        if self._pending is not None and self._pending.is_mine:
            with suppress(EntretienError):
                self._pending.finish()
        own = self.places.own
        if self._is_gone:
            raise StorageError(_("{path} isn't there any more.").format(path=self.places.home), _("Is a disk missing?"))
        with ExitStack() as stack:
            try:
                disk.make_folder(self.places.home)
                disk.make_own_folder(own)
                stack.enter_context(disk.locked(own / "lock"))
            except OSError as error:
                raise StorageError(
                    _("{path} can't be written: {error}.").format(path=own, error=error.strerror),
                    _("Nothing was changed."),
                ) from error
            self._transactions.recover(self._history.changes)
            disk.discard(path for path in self._strays if not path.parent.is_symlink())
            self._strays = ()
            yield

    @property
    def _is_gone(self) -> bool:
        """The home was there, and isn't any more: what is known of it is all there is, and nothing takes its place."""
        there = is_so(self.places.home.is_dir)
        self._was_there = self._was_there or there
        return self._was_there and not there
