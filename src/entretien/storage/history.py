"""The steps that can be undone and redone, out of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from entretien.dataclass import dataclass
from entretien.storage.log import FileChange, Log, Record

_PRUNE_EVERY: Final = 64
"""Steps between two looks at what is too old or too much."""


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the past."""

    number: int
    at: datetime
    label: str
    files: tuple[str, ...]
    """Paths below the home."""
    undone: bool
    is_next: bool
    """Whether it is the one that an undo takes back, or a redo does again, where none is named."""


@dataclass(slots=True)
class _Live:
    record: Record
    undone: int = 0
    """Greater the later it was undone; 0 where it wasn't."""


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
        following = (_to_undo(live), _to_redo(live))
        return tuple(
            Step(
                number=step.record.number,
                at=step.record.at,
                label=step.record.label,
                files=tuple(path for path, _before, _after in step.record.files),
                undone=step.undone > 0,
                is_next=any(step is other for other in following),
            )
            for step in reversed(live)
        )

    def to_undo(self, number: int | None = None) -> Record | None:
        """The step that an undo takes back: the last one, or that of this number."""
        step = _to_undo(live for live in self._live() if number in (None, live.record.number))
        return step.record if step else None

    def to_redo(self, number: int | None = None) -> Record | None:
        """The step that a redo does again: the one undone last, or that of this number."""
        step = _to_redo(live for live in self._live() if number in (None, live.record.number))
        return step.record if step else None

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
            for step in sorted(kept, key=lambda step: step.undone)
            if step.undone
        ]
        self.log.rewrite([step.record for step in kept], undone)

    def _live(self) -> list[_Live]:
        """The steps within the bounds, oldest first: those done, then those undone."""
        live: list[_Live] = []
        for place, record in enumerate(self.log.records(), 1):
            if record.sort == "step":
                live = [step for step in live if not step.undone]
                live.append(_Live(record))
                continue
            for step in live:
                if step.record.number == record.number:
                    step.undone = place if record.sort == "undo" else 0
        oldest = self.clock() - timedelta(days=self.days)
        return [step for step in live[-self.keep :] if step.record.at >= oldest]


def _to_undo(steps: Iterable[_Live]) -> _Live | None:
    return max((step for step in steps if not step.undone), key=lambda step: step.record.number, default=None)


def _to_redo(steps: Iterable[_Live]) -> _Live | None:
    return max((step for step in steps if step.undone), key=lambda step: step.undone, default=None)
