"""What the queue and a list need to know of a tie on a day, small enough to be kept for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from entretien.model.parts import PARTS, Part
from entretien.namedtuple import NamedTuple

if TYPE_CHECKING:
    from entretien.model.contact import Status
    from entretien.relationship.states import State

Reason = Literal["promise", "reply", "met", "date", "last_call", "late", "quiet", "due", "revive"]

Rank = tuple[int, int, float, float, int, str, str]
"""A place in the queue; the first number is that of the part."""


class Sleeper(NamedTuple):
    """What tells whether a dormant tie is the one to revive."""

    bond: float
    has_date: bool
    """One of their dates comes soon."""
    name: str
    """Folded."""


class Line(NamedTuple):
    """One tie on a day. Days are ordinals; it holds plain values only, so that it can be kept."""

    who: str
    name: str
    status: Status
    state: State
    due: int | None
    last: int | None
    """The day of the last interaction."""
    is_due: bool
    warmth: float | None
    alone: bool
    """Nothing has happened or is planned: the first day counts."""
    rank: Rank | None
    """The place in the queue; None where nothing calls."""
    reason: Reason | None
    why: str
    """Why now, in one sentence; empty where nothing calls."""
    since_life: int | None
    circles: tuple[str, ...]
    seeks: tuple[str, ...]
    """The terms of what the person seeks."""
    offers: tuple[str, ...]
    comes: int | None
    """The day on which the person comes up: what is planned, else the due day or the end of a hold."""
    solid: bool
    """Warm without contact."""
    sleeper: Sleeper | None
    """For a dormant tie that may be revived."""

    @property
    def part(self) -> Part | None:
        """The part of the queue."""
        return PARTS[self.rank[0]] if self.rank else None

    @property
    def row(self) -> tuple[Any, ...]:
        """The line as plain values, to be kept."""
        return (*self[:-1], tuple(self.sleeper) if self.sleeper else None)

    @classmethod
    def known(cls, row: tuple[Any, ...]) -> Self:
        """The line that was kept as `row`."""
        return cls._make((*row[:-1], Sleeper._make(row[-1])) if row[-1] else row)
