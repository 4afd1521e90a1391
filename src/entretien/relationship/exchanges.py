"""Exchanges: interactions merged into conversations, so that a burst of messages counts once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from entretien.model.interaction import Direction, Felt, Interaction
from entretien.namedtuple import NamedTuple
from entretien.relationship.parameters import Parameters


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
    """The exchanges of a log that is in order: the hot loop of a whole network's assessment."""
    merge, window = parameters.merge_days, parameters.reply_window
    presences: dict[str, float] = {
        "message": parameters.presence_written,
        "letter": parameters.presence_written,
        "call": parameters.presence_spoken,
        "video": parameters.presence_spoken,
        "meet": parameters.presence_met,
    }
    finished: list[Exchange] = []
    talk: list[Interaction] = []
    start = anchor = last = 0
    last_life: int | None = None
    for item in ordered:
        day = item.on.toordinal()
        life = item.effective_direction != "out"
        if not talk or not (day - anchor <= merge or (life and last_life is None and day - last <= window)):
            if talk:
                finished.append(_exchange(talk, start, last, last_life, presences))
            talk, start, anchor, last_life = [], day, day, None
        talk.append(item)
        last = day
        if life:
            last_life = anchor = day
    if talk:
        finished.append(_exchange(talk, start, last, last_life, presences))
    return tuple(finished)


def with_life(episodes: Sequence[Exchange]) -> Sequence[Exchange]:
    """The two-way ones of these exchanges."""
    return [exchange for exchange in episodes if exchange.last_life is not None]


def _exchange(
    talk: Sequence[Interaction], start: int, last: int, last_life: int | None, presences: Mapping[str, float]
) -> Exchange:
    """What these interactions are together."""
    first = talk[0]
    opened_by, depth, presence = first.effective_direction, first.effective_depth, presences[first.channel]
    if len(talk) == 1:
        return Exchange(
            start, last, last_life, opened_by, depth, presence, first.gave, first.received, first.asked, first.felt, 1
        )
    return Exchange(
        start,
        last,
        last_life,
        opened_by,
        max([item.effective_depth for item in talk]),
        max([presences[item.channel] for item in talk]),
        any(item.gave for item in talk),
        any(item.received for item in talk),
        any(item.asked for item in talk),
        next((item.felt for item in reversed(talk) if item.felt is not None), None),
        len(talk),
    )
