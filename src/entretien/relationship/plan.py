"""The coming weeks, circle by circle, and the rhythms to slow where they ask for more than there is time for (2.h)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from entretien.dataclass import dataclass
from entretien.i18n import _, ngettext
from entretien.model.cadence import Cadence
from entretien.namedtuple import NamedTuple
from entretien.relationship.capacity import WEEK, Due, Load, forecast, load, whole_room
from entretien.relationship.days import shifted
from entretien.relationship.measures import PRESET_DAYS
from entretien.relationship.parameters import Parameters
from entretien.relationship.tie import Tie
from entretien.words import decimal, listed

_DEFAULTS = Parameters()


class Slowing(NamedTuple):
    """A rhythm to slow: whose, from how many days, to how many."""

    who: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Fix:
    """The rhythms to slow so that the plan fits, and what that changes."""

    slowings: tuple[Slowing, ...]
    before: Load
    after: Load

    @property
    def sentence(self) -> str:
        """The proposal in words, the fix and not the sin; empty where nothing needs to change."""
        if not self.slowings:
            return ""
        moves = Counter((slowing.before, slowing.after) for slowing in self.slowings)
        parts = [
            ngettext("{n} person from {before} to {after}", "{n} people from {before} to {after}", count).format(
                before=Cadence.of_days(before).words(), after=Cadence.of_days(after).words()
            )
            for (before, after), count in sorted(moves.items())
        ]
        return _("Moving {moves} saves {saved} a week.").format(
            moves=listed(parts), saved=decimal(self.before.touches - self.after.touches)
        )


@dataclass(frozen=True, slots=True)
class Week:
    """One coming week: its first day, how many people, how many of them beyond the room, and how many per circle.

    Somebody in several circles counts in each of them; the key "" holds those in none.
    """

    starts: date
    people: int
    overflow: int
    by_circle: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """The coming weeks as the rhythms stand, the fix where they don't fit, and the weeks after it."""

    room: int
    weeks: tuple[Week, ...]
    fix: Fix
    weeks_after: tuple[Week, ...]
    """The same as `weeks` where nothing needs to change."""

    @property
    def load(self) -> Load:
        """The load as the rhythms stand."""
        return self.fix.before


def plan(
    ties: Iterable[Tie],
    today: date,
    weeks: int,
    session_minutes: int,
    minutes_per_touch: int,
    parameters: Parameters = _DEFAULTS,
) -> Plan:
    """The coming `weeks` (at least 1) for everyone whose rhythm runs."""
    people = [tie for tie in ties if has_running_rhythm(tie)]
    room = whole_room(session_minutes, minutes_per_touch)
    fix = slow_down(people, session_minutes, minutes_per_touch)
    now = _weeks(people, {}, today, weeks, room, parameters)
    slower = {slowing.who: slowing.after for slowing in fix.slowings}
    after = _weeks(people, slower, today, weeks, room, parameters) if slower else now
    return Plan(room, now, fix, after)


def by_circle(weeks: Iterable[Week]) -> Counter[str]:
    """The touches that each circle asks for in these weeks."""
    sums: Counter[str] = Counter()
    for week in weeks:
        sums.update(week.by_circle)
    return sums


def slow_down(ties: Iterable[Tie], session_minutes: int, minutes_per_touch: int) -> Fix:
    """The rhythms to slow so that all fit: the most often put off first, then the weakest bonds.

    Each goes to the next slower preset, nobody a second time before everybody went once. The fix is as small as that
    order allows; where even the slowest presets ask for too much, it is the best there is.
    """
    people = sorted(
        (tie for tie in ties if has_running_rhythm(tie)),
        key=lambda tie: (-tie.contact.snoozes, tie.relationship.bond, tie.contact.id),
    )
    original = {tie.contact.id: tie.relationship.cadence or 0 for tie in people}
    before = load(original.values(), session_minutes, minutes_per_touch)
    chosen = dict(original)
    excess = before.touches - before.room
    moved = True
    while excess > 0 and moved:
        moved = False
        for who, cadence in chosen.items():
            slower = next((preset for preset in PRESET_DAYS if preset > cadence), None)
            if slower is None:
                continue
            chosen[who] = slower
            excess -= WEEK / cadence - WEEK / slower
            moved = True
            if excess <= 0:
                break
    slowings = tuple(Slowing(who, cadence, chosen[who]) for who, cadence in original.items() if chosen[who] != cadence)
    return Fix(slowings, before, load(chosen.values(), session_minutes, minutes_per_touch))


def has_running_rhythm(tie: Tie) -> bool:
    """The contact asks for time: a rhythm, neither resting nor let go, and not dormant, which no rhythm brings back."""
    relationship = tie.relationship
    return tie.contact.status == "active" and bool(relationship.cadence) and relationship.state != "dormant"


def days_until_due(tie: Tie, today: date, cadence: int) -> int:
    """In how many days the tie is due with this rhythm, holds, snoozes and plans counted; 0 where that has passed."""
    relationship = tie.relationship
    if relationship.planned_on:
        day = relationship.planned_on.toordinal() + cadence
    elif relationship.last:
        day = relationship.last.on.toordinal() + cadence
    else:
        day = relationship.due.toordinal() if relationship.due else today.toordinal() + cadence // 2
    waits = (relationship.hold_until, relationship.snoozed_until)
    return max(day, *(wait.toordinal() for wait in waits if wait), today.toordinal()) - today.toordinal()


def _weeks(
    people: Sequence[Tie], slower: Mapping[str, int], today: date, weeks: int, room: int, parameters: Parameters
) -> tuple[Week, ...]:
    circles = {tie.contact.id: tie.contact.circles or ("",) for tie in people}
    due = []
    for tie in people:
        cadence = slower.get(tie.contact.id) or tie.relationship.cadence or 0
        due.append(Due(tie.contact.id, days_until_due(tie, today, cadence), cadence))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    totals: Counter[int] = Counter()
    overflow: Counter[int] = Counter()
    for placed in forecast(due, room, weeks, parameters):
        counts[placed.week].update(circles[placed.who])
        totals[placed.week] += 1
        overflow[placed.week] += placed.overflow
    return tuple(
        Week(shifted(today, WEEK * week), totals[week], overflow[week], dict(counts[week])) for week in range(weeks)
    )
