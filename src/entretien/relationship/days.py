"""Reckoning with days that stays within the calendar, whatever a file says."""

from __future__ import annotations

from datetime import date
from typing import Final

_FIRST: Final = date.min.toordinal()
_LAST: Final = date.max.toordinal()


def day_at(ordinal: int) -> date:
    """The day of a proleptic ordinal, or the nearest there is."""
    return date.fromordinal(min(max(ordinal, _FIRST), _LAST))


def shifted(day: date, days: int) -> date:
    """So many days later (earlier where negative), or the last (first) day there is."""
    return day_at(day.toordinal() + days)
