"""When to say a first word to somebody with whom nothing has happened yet.

Nothing of this is stored, apart from what an import decides. In this order:

1. `snoozed_until` on a contact without any exchange that nobody put off (`snoozes` is 0) is its first day: an import
   writes it, spread by `capacity.stagger` over the rhythm of those imported together.
2. `met.on` is the base: those met on one day with one rhythm are spread over that rhythm, in the order of their ids.
3. Without any date, everybody's turn comes once in a rhythm, spread by the order of ids over a fixed calendar, and
   lasts a week: nobody is ever late, and a folder full of names makes no wall.

Those who share a base and a rhythm are counted whether or not something has happened since, so that the days of the
others stay where they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from entretien.relationship.capacity import WEEK, stagger
from entretien.relationship.days import shifted


def first_days(rhythms: Iterable[tuple[str, int | None, int]], today: date) -> Mapping[str, date]:
    """The first day of each contact by id, given with the ordinal of the day we met and their rhythm in days.

    It is the day they would have without a history.
    """
    groups: dict[tuple[int | None, int], list[str]] = defaultdict(list)
    for who, met, cadence in rhythms:
        groups[met, cadence].append(who)
    days: dict[str, date] = {}
    for (met, cadence), ids in groups.items():
        for who, offset in zip(sorted(ids), stagger(len(ids), cadence), strict=True):
            days[who] = shifted(date.fromordinal(met), offset) if met else turn(offset, cadence, today)
    return days


def turn(offset: int, cadence: int, today: date) -> date:
    """The day of this week's turn, or of the next one: every `cadence` days, `offset` days into the round."""
    since = (today.toordinal() - offset) % cadence
    return shifted(today, -since if since < WEEK else cadence - since)
