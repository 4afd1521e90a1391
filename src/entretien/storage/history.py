"""The steps that can be undone and redone, out of the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from entretien.storage.log import FileChange, Log, Record

_PRUNE_EVERY: Final = 64
"""Steps between two looks at what is too old or too much."""


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the past. `undoable` is false for the steps that another one stands before."""

    number: int
    at: datetime
    label: str
    files: tuple[str, ...]
    """Paths below the home."""
    undone: bool
    undoable: bool


@dataclass(slots=True)
class _Live:
    record: Record
    undone: bool = False


class History:
    """What the log says about undo and redo. `keep` steps are kept, none older than `days`, of `megabytes` together."""

    def __init__(self, log: Log, *, keep: int, days: int, megabytes: int, clock: Callable[[], datetime]) -> None:
        self.log = log
        self.keep = keep
        self.days = days
        self.megabytes = megabytes
        self.clock = clock

    def steps(self) -> tuple[Step, ...]:
        """Every step, newest first."""
        live = self._live()
        top = next((step.record.number for step in reversed(live) if not step.undone), None)
        return tuple(
            Step(
                number=step.record.number,
                at=step.record.at,
                label=step.record.label,
                files=tuple(path for path, _before, _after in step.record.files),
                undone=step.undone,
                undoable=step.record.number == top,
            )
            for step in reversed(live)
        )

    def to_undo(self) -> Record | None:
        """The step that an undo takes back."""
        return next((step.record for step in reversed(self._live()) if not step.undone), None)

    def to_redo(self) -> Record | None:
        """The step that a redo does again: the one undone last."""
        return next((step.record for step in self._live() if step.undone), None)

    def next_number(self) -> int:
        """The number of a new step."""
        last = self.log.last()
        if last is None:
            return 1
        if last.sort == "step":
            return last.number + 1
        return max(record.number for record in self.log.records()) + 1

    def changes(self, record: Record) -> list[FileChange]:
        """What a record does to the files, an undo or a redo included. Raises ValueError where it is damaged."""
        if record.sort == "step":
            return self.log.changes(record)
        step = next(found for found in self.log.records() if found.sort == "step" and found.number == record.number)
        changes = self.log.changes(step)
        return [change.reversed for change in reversed(changes)] if record.sort == "undo" else changes

    def prune(self, number: int) -> None:
        """Forget, at every so many steps, what is beyond the bounds. Raises OSError; the log is then as before."""
        if number % _PRUNE_EVERY:
            return
        live = self._live()
        kept, size = live, 0
        for place, step in enumerate(reversed(live), 1):
            size += step.record.end - step.record.start
            if size > self.megabytes * 1_000_000:
                kept = live[len(live) - place + 1 :]
                break
        if len(kept) < len(self.log.records()):
            self.rewrite(kept)

    def forget(self, unwanted: Callable[[Record, Sequence[FileChange]], bool]) -> None:
        """Remove the steps that are `unwanted` (asked newest first) from the log for good. Raises OSError."""
        live = self._live()
        gone = {step.record.start for step in reversed(live) if unwanted(step.record, self.log.changes(step.record))}
        if self.log.last() is not None:
            self.rewrite([step for step in live if step.record.start not in gone])

    def rewrite(self, kept: Sequence[_Live]) -> None:
        """Write the log anew with these steps only."""
        undone = [
            Record("undo", step.record.number, step.record.at, step.record.label)
            for step in reversed(kept)
            if step.undone
        ]
        self.log.rewrite([step.record for step in kept], undone)

    def _live(self) -> list[_Live]:
        """The steps within the bounds, oldest first: those done, then those undone."""
        live: list[_Live] = []
        for record in self.log.records():
            if record.sort == "step":
                live = [step for step in live if not step.undone]
                live.append(_Live(record))
                continue
            for step in live:
                if step.record.number == record.number:
                    step.undone = record.sort == "undo"
        oldest = self.clock() - timedelta(days=self.days)
        return [step for step in live[-self.keep :] if step.record.at >= oldest]
