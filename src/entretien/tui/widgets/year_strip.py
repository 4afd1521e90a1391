"""The calendar of a year: a cell a day where there is room, else a cell a week, shaded by how many exchanges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from textual.content import Content
from textual.widgets import Static

from entretien.timeline import days_of, week_of, weeks_of_year
from entretien.words import short_month, short_weekday

_MARGIN: Final = 5
"""Cells for the names of the weekdays."""
_MOST_WEEKS: Final = 54
"""Weeks that have a day in a year, at the most."""
_DAY_SHADES: Final = (("·", "$faint"), ("▪", "$accent 55%"), ("■", "$accent 75%"), ("■", "$accent"))
_WEEK_BARS: Final = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Year:
    """What the calendar shows: the year, its exchanges a day, the week of the cursor, and today."""

    year: int
    days: Mapping[date, int]
    week: int | None
    today: date


class YearStrip(Static):
    """The calendar. It takes eight lines with `-days`, else two."""

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(markup=False, id=id, classes=classes)
        self._year: Year | None = None

    def show(self, year: Year) -> None:
        """Show another year, or another week of it."""
        if year != self._year:
            self._year = year
            self._draw()

    def on_resize(self) -> None:
        """Fit the room."""
        self._draw()

    def _draw(self) -> None:
        if self._year is None:
            return
        width, height = self.content_size
        calendar = by_day(self._year, width) if height >= 8 else by_week(self._year, width)
        self.update(calendar, layout=False)


def by_week(year: Year, width: int) -> Content:
    """Two lines: the months, and a bar a week."""
    weeks = _weeks_that_fit(year, width)
    sums = {week: sum(year.days.get(day, 0) for day in days_of(week) if day.year == year.year) for week in weeks}
    most = max(sums.values(), default=0)
    parts: list[Any] = [(_months(year, weeks, 1), "$muted"), "\n"]
    cells = []
    for week in weeks:
        count = sums[week]
        bar = _WEEK_BARS[(count * len(_WEEK_BARS) - 1) // most] if count else "·"
        style = "$accent" if count else "$faint"
        cells.append((bar, _marked(style, week == year.week, week == week_of(year.today))))
    return Content.assemble(*parts, *_runs(cells))


def by_day(year: Year, width: int) -> Content:
    """Eight lines: the months, and a line for each weekday with a cell a day."""
    pitch = max(1, min((width - _MARGIN) // _MOST_WEEKS, 3))
    weeks = _weeks_that_fit(year, (width - _MARGIN) // pitch)
    parts: list[Any] = [(" " * _MARGIN + _months(year, weeks, pitch), "$muted")]
    for weekday in range(7):
        name = short_weekday(weekday) if weekday in (0, 2, 4) else ""
        parts.append((f"\n{name:<{_MARGIN}}", "$faint"))
        parts += _runs(_day_cell(year, week, weekday, pitch) for week in weeks)
    return Content.assemble(*parts)


def _day_cell(year: Year, week: int, weekday: int, pitch: int) -> tuple[str, str]:
    """A day with the gap after it, and its style."""
    day = days_of(week)[weekday]
    if day.year != year.year:
        return " " * pitch, ""
    glyph, style = _DAY_SHADES[min(year.days.get(day, 0), len(_DAY_SHADES) - 1)]
    return glyph.ljust(pitch), _marked(style, week == year.week, day == year.today)


def _runs(cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one style as one piece: what is drawn costs by the piece."""
    for style, run in groupby(cells, key=lambda cell: cell[1]):
        yield "".join(text for text, _style in run), style


def _weeks_that_fit(year: Year, columns: int) -> range:
    """The weeks of the year, or as many as fit around the one of the cursor."""
    weeks = weeks_of_year(year.year)
    if len(weeks) <= columns:
        return weeks
    middle = year.week if year.week in weeks else weeks[-1]
    first = max(weeks.start, min((middle or 0) - columns // 2, weeks.stop - columns))
    return range(first, first + max(0, columns))


def _months(year: Year, weeks: range, pitch: int) -> str:
    """The names of the months over the week with their first day, where there is room."""
    line = ""
    for month in range(1, 13):
        column = (week_of(date(year.year, month, 1)) - weeks.start) * pitch
        name = short_month(month)
        if column >= (len(line) + 1 if line else 0) and column + len(name) <= len(weeks) * pitch:
            line = line.ljust(column) + name
    return line


def _marked(style: str, here: bool, now: bool) -> str:
    """The style of a cell in the week of the cursor, or of today."""
    if now:
        return "bold $success underline" + (" on $cursor" if here else "")
    return f"{style} on $cursor" if here else style
