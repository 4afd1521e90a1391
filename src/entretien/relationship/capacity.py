"""How much a network's rhythms ask for, how much time there is, and how due dates spread over the weeks (2.h)."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from typing import Final

from entretien.dataclass import dataclass
from entretien.i18n import _
from entretien.namedtuple import NamedTuple
from entretien.relationship.parameters import DEFAULTS, Parameters
from entretien.words import decimal

WEEK: Final = 7
_ROUNDING: Final = 1e-9


class Due(NamedTuple):
    """Somebody to see: their id, in how many days (negative: it has passed), and their rhythm in days."""

    who: str
    day: int
    cadence: int


class Placed(NamedTuple):
    """A due contact put into a week (0 is the one that starts today); `overflow` where no week had room."""

    who: str
    week: int
    overflow: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What the rhythms ask for against the time there is, in touches a week."""

    touches: float
    """Touches a week that the rhythms ask for."""
    room: float
    """Touches a week that a session has time for."""
    minutes: float
    """Minutes a week that the touches take."""

    @property
    def ratio(self) -> float:
        """Above 1 the plan promises more than there is time for; every rhythm times this would fit exactly."""
        return self.touches / self.room

    @property
    def fits(self) -> bool:
        """There is time for all of it."""
        return self.touches <= self.room + _ROUNDING

    @property
    def sentence(self) -> str:
        """The load in words."""
        touches, room = decimal(self.touches), decimal(self.room)
        if self.fits:
            return _("The rhythms ask for {touches} a week; there is time for {room}.").format(
                touches=touches, room=room
            )
        return _("The rhythms ask for {touches} a week, {more} more than the {room} there is time for.").format(
            touches=touches, more=decimal(self.touches - self.room), room=room
        )


def touches_a_week(cadences: Iterable[int]) -> float:
    """Touches a week that rhythms of so many days ask for."""
    return sum(WEEK / cadence for cadence in cadences)


def load(cadences: Iterable[int], session_minutes: int, minutes_per_touch: int) -> Load:
    """The load of these rhythms (days) on one session a week."""
    touches = touches_a_week(cadences)
    return Load(touches, session_minutes / minutes_per_touch, touches * minutes_per_touch)


def whole_room(session_minutes: int, minutes_per_touch: int) -> int:
    """How many people one session has time for; at least one."""
    return max(1, session_minutes // minutes_per_touch)


def stagger(count: int, cadence: int) -> tuple[int, ...]:
    """First due days, counted from a common day, that spread `count` new contacts evenly over their rhythm."""
    return tuple(cadence * (2 * index + 1) // (2 * count) for index in range(count))


def slide(cadence: int, parameters: Parameters = DEFAULTS) -> int:
    """How many days a due date of this rhythm may move either way to even out the weeks."""
    share = math.ceil(parameters.slide_share * cadence - _ROUNDING)
    return min(max(share, 1), parameters.slide_most)


def spread(due: Iterable[Due], room: int, parameters: Parameters = DEFAULTS) -> tuple[Placed, ...]:
    """Put everyone due into a week, in the order of their days and ids, without going beyond `room` a week.

    Each goes into the least loaded week that the slide of their rhythm reaches, ties to the nearest and then the
    earlier one; else into the first week with room within half a rhythm; else into the last of these, marked as
    overflow. What has passed counts as due today. No chance is involved: the forecast never shuffles.
    """
    weeks = Weeks(room, parameters)
    return tuple(weeks.place(item) for item in sorted(due, key=lambda item: (max(item.day, 0), item.who)))


class Weeks:
    """The load of the weeks while people are put into them."""

    def __init__(self, room: int, parameters: Parameters = DEFAULTS) -> None:
        self._room = room
        self._parameters = parameters
        self._loads: dict[int, int] = {}

    def place(self, item: Due) -> Placed:
        """Put one contact into a week."""
        day = max(item.day, 0)
        reach = slide(item.cadence, self._parameters)
        home = day // WEEK
        near = range(max(day - reach, 0) // WEEK, (day + reach) // WEEK + 1)
        free = [week for week in near if self._load(week) < self._room]
        if free:
            return self._put(item, min(free, key=lambda week: (self._load(week), abs(week - home), week)), False)
        last = int(day + item.cadence / 2) // WEEK
        for week in range(near.start, last + 1):
            if self._load(week) < self._room:
                return self._put(item, week, False)
        return self._put(item, max(last, near.start), True)

    def _load(self, week: int) -> int:
        return self._loads.get(week, 0)

    def _put(self, item: Due, week: int, overflow: bool) -> Placed:
        self._loads[week] = self._load(week) + 1
        return Placed(item.who, week, overflow)


def forecast(due: Sequence[Due], room: int, weeks: int, parameters: Parameters = DEFAULTS) -> tuple[Placed, ...]:
    """Everyone seen in the coming `weeks`, again and again as their rhythm has it, spread like `spread`."""
    horizon = weeks * WEEK
    waiting = [(max(item.day, 0), item.who, item.cadence) for item in due if item.day < horizon]
    heapq.heapify(waiting)
    calendar = Weeks(room, parameters)
    seen: list[Placed] = []
    while waiting:
        day, who, cadence = heapq.heappop(waiting)
        placed = calendar.place(Due(who, day, cadence))
        if placed.week < weeks:
            seen.append(placed)
        again = max(day, placed.week * WEEK) + cadence
        if again < horizon:
            heapq.heappush(waiting, (again, who, cadence))
    return tuple(seen)
