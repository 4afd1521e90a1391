"""Exchanges: interactions merged into conversations, so that a burst of messages counts once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from entretien.model.interaction import Channel, Direction, Felt, Interaction
from entretien.namedtuple import NamedTuple
from entretien.relationship.parameters import Parameters

_WRITTEN: Final = frozenset({"message", "letter"})


class Exchange(NamedTuple):
    """One conversation. Days are proleptic ordinals (`date.toordinal`)."""

    start: int
    last: int
    """Day of its last interaction."""
    last_life: int | None
    """Day of the last sign of life: something of theirs, or together. None: my messages stayed unanswered."""
    opened_by: Direction
    depth: int
    """The deepest interaction, 1 to 3."""
    presence: float
    """The weight of its most present channel."""
    gave: bool
    received: bool
    asked: bool
    felt: Felt | None
    """The feeling noted last."""
    messages: int
    """How many interactions were merged."""

    @property
    def two_way(self) -> bool:
        """It contains a sign of life."""
        return self.last_life is not None

    @property
    def weight(self) -> float:
        """Depth times presence (section 2.b); 1 to 6 with the default weights."""
        return self.depth * self.presence


def in_order(log: Sequence[Interaction]) -> Sequence[Interaction]:
    """The log, oldest first; within a day in the order given. A log that is sorted already is returned as it is."""
    days = [item.on for item in log]
    if all(map(date.__le__, days, days[1:])):
        return log
    return sorted(log, key=lambda item: item.on)


def exchanges(log: Sequence[Interaction], today: date, parameters: Parameters) -> tuple[Exchange, ...]:
    """The exchanges of a log up to `today`, oldest first (section 2.0). Later interactions are not counted."""
    return merged(split(in_order(log), today)[0], parameters)


def split(ordered: Sequence[Interaction], today: date) -> tuple[Sequence[Interaction], date | None]:
    """Of a log in order, the interactions up to `today`, and the day of the first later one."""
    count = len(ordered)
    while count and ordered[count - 1].on > today:
        count -= 1
    if count == len(ordered):
        return ordered, None
    return ordered[:count], ordered[count].on


def merged(ordered: Sequence[Interaction], parameters: Parameters) -> tuple[Exchange, ...]:
    """The exchanges of a log that is in order."""
    merge, window = parameters.merge_days, parameters.reply_window
    finished: list[Exchange] = []
    current: _Open | None = None
    for item in ordered:
        day = item.on.toordinal()
        direction = item.effective_direction
        life = direction != "out"
        if current is None or not (
            day - current.anchor <= merge or (life and current.last_life is None and day - current.last <= window)
        ):
            if current is not None:
                finished.append(current.exchange())
            current = _Open(day, direction)
        current.add(item, day, life, _presence(item.channel, parameters))
    if current is not None:
        finished.append(current.exchange())
    return tuple(finished)


def _presence(channel: Channel, parameters: Parameters) -> float:
    if channel in _WRITTEN:
        return parameters.presence_written
    return parameters.presence_met if channel == "meet" else parameters.presence_spoken


class _Open:
    """An exchange while it is being merged; the hot loop of a whole network's assessment."""

    __slots__ = (
        "anchor", "asked", "depth", "felt", "gave", "last", "last_life", "messages", "opened_by", "presence",
        "received", "start",
    )  # fmt: skip

    def __init__(self, day: int, direction: Direction) -> None:
        self.start = self.anchor = self.last = day
        self.opened_by: Direction = direction
        self.last_life: int | None = None
        self.depth = self.messages = 0
        self.presence = 0.0
        self.gave = self.received = self.asked = False
        self.felt: Felt | None = None

    def add(self, item: Interaction, day: int, life: bool, presence: float) -> None:
        self.last = day
        self.messages += 1
        if life:
            self.last_life = self.anchor = day
        self.depth = max(self.depth, item.effective_depth)
        self.presence = max(self.presence, presence)
        self.gave |= item.gave
        self.received |= item.received
        self.asked |= item.asked
        if item.felt is not None:
            self.felt = item.felt

    def exchange(self) -> Exchange:
        return Exchange(
            self.start, self.last, self.last_life, self.opened_by, self.depth, self.presence,
            self.gave, self.received, self.asked, self.felt, self.messages,
        )  # fmt: skip
