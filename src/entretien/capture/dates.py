"""Days in words, in English and French, whatever the language of the screen; understood whole or not at all.

Conventions (open forms, those that don't say which one, lean to the future, or to the past for what has happened):

- `friday`, `vendredi`: the nearest one, never today. `this friday`, `ce vendredi`: today counts.
- `next friday`: the Friday of next week, weeks beginning on Monday. `vendredi prochain`, `coming friday`: the nearest.
- `vendredi en huit`, `friday week`, `a week on friday`: a week after the nearest; `en quinze`: two weeks after it.
- `last friday`, `vendredi dernier`: the latest one before today.
- `in 2 weeks`, `2w`, `2s`, `+3d`, `3j`, `1m` (a month), `1y`: counted from today; months keep the day of the month, or
  take the last one where it is missing. `48h` is two days. `-3d`, `3 days ago`, `il y a 3 jours` count back.
- `dans huit jours` is a week and `dans 15 jours` two weeks, as French people mean them; `+8j` and `in 15 days` are
  arithmetic.
- `12 mar`, `12/03`, `le 3`, `the 3rd`: the nearest such day, today included. 12/03 is 12 March where `day_first`, else
  3 December; 13/03 can only be read one way. A weekday beside a date must agree with it.
- A period alone is its first day: `january`, `début janvier`, `next month`, `q1`; `next week` is its Monday.
  The one that is running is its last day: `this month`; `this week` is its Friday.
- `fin janvier`, `end of month`: its last day; `end of week`: Friday; `mi-janvier`, `mid january`: the 15th; `midweek`:
  Wednesday; `mid year`: 1 July. `weekend`: Saturday, or today within it.
- `last week`, `last month`, `la semaine dernière`: a week, a month before today.
- A year of two figures is one from 1970 to 2069.
- `by`, `before`, `avant`, `pour`, `d'ici` name the day itself.

Left out on purpose, as they would be guesses: a bare number, `mar` alone (March or mardi), `friday next`, hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from entretien.capture.phrases import full_year, spread, tokens_of
from entretien.capture.vocabulary import (
    LEADING,
    SILENT,
    TIES,
    WORDS_TOO,
    Month,
    Number,
    Ordinal,
    Quarter,
    Token,
    Unit,
    UnitName,
    Weekday,
    Written,
)
from entretien.dataclass import dataclass
from entretien.model.ids import fold

LONGEST: Final = 60
"""Characters and more than any day is said with."""

_MONTHS_IN: Final[dict[UnitName, int]] = {"month": 1, "quarter": 3, "year": 12}
_DAYS_IN: Final[dict[UnitName, int]] = {"day": 1, "week": 7, "fortnight": 14}
FRIDAY: Final = 4


def parse_day(text: str, today: date, *, day_first: bool, past: bool = False) -> date | None:
    """The day that the whole of `text` names, or None. `past`: open forms mean the nearest day that has been."""
    if len(text) > LONGEST:
        return None
    tokens = tokens_of(text, day_first)
    if not tokens:
        return None
    try:
        return _Reader(today, past).day(tokens)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Tail:
    """What the end of a run of words says: the words from `start` on are `day`, or a day that isn't understood."""

    start: int
    day: date | None


def day_at_end(words: Sequence[str], today: date, *, day_first: bool, past: bool = False) -> Tail | None:
    """The day with which free text ends. None: it ends with none.

    A word that is also something else ("may", "sat") is a day only beside another word of a date. A tail that holds a
    weekday or a month but makes no sense as a whole ("thursday 31 nov") is reported, never read in part.
    """
    first = len(words)
    while first > 0 and len(words) - first < LONGEST // 4 and _means_time(words[first - 1]):
        first -= 1
    for start in range(first, len(words)):
        said = [word for word in words[start:] if fold(word) not in SILENT]
        if len(said) == 1 and _is_a_word_too(said[0]):
            continue
        day = parse_day(" ".join(words[start:]), today, day_first=day_first, past=past)
        if day is not None:
            told_before = start > first and any(_is_strong(word) for word in words[first:start])
            return Tail(first, None) if told_before else Tail(start, day)
    strong = [index for index in range(first, len(words)) if _is_strong(words[index])]
    return Tail(first, None) if strong and len(words) - first > 1 else None


def day_at_start(words: Sequence[str], today: date, *, day_first: bool, past: bool = False) -> tuple[int, date] | None:
    """The day with which a run of words begins, and how many of them it takes; the longest reading."""
    for count in range(min(len(words), LONGEST // 5), 0, -1):
        day = parse_day(" ".join(words[:count]), today, day_first=day_first, past=past)
        if day is not None:
            return count, day
    return None


def _means_time(word: str) -> bool:
    """Whether the word may be part of a date at all."""
    return len(word) <= LONGEST and (
        bool(tokens_of(word, True)) or all(part in LEADING | SILENT | TIES for part in spread(word).split())
    )


def _is_a_word_too(word: str) -> bool:
    """Whether the word alone, at the end of free text, is no day: "may", "sat", any month."""
    return fold(word).strip(".,") in WORDS_TOO or any(isinstance(token, Month) for token in tokens_of(word, True)[:1])


def _is_strong(word: str) -> bool:
    """Whether the word is hardly anything but part of a date."""
    return fold(word).strip(".,") not in WORDS_TOO and any(
        isinstance(token, Weekday | Month | Written) or token in ("today", "tomorrow", "yesterday", "coming", "ago")
        for token in tokens_of(word, True)
    )


@dataclass(frozen=True, slots=True)
class _Period:
    first: date
    last: date
    unit: UnitName


@dataclass(frozen=True, slots=True)
class _Reader:
    today: date
    past: bool

    def day(self, tokens: list[Token]) -> date | None:
        """The day that the tokens name. Raises ValueError or OverflowError for one that no calendar has."""
        return self._relative(tokens) or self._weekday(tokens) or self._dated(tokens) or self._edge(tokens)

    def _relative(self, tokens: list[Token]) -> date | None:
        match tokens:
            case ["today"]:
                return self.today
            case ["tomorrow"]:
                return self._shift(self.today, 1, "day")
            case ["yesterday"]:
                return self._shift(self.today, -1, "day")
            case ["after", "tomorrow"] | [Unit("day"), "after", "tomorrow"]:
                return self._shift(self.today, 2, "day")
            case ["before", "yesterday"] | [Unit("day"), "before", "yesterday"]:
                return self._shift(self.today, -2, "day")
            case ["in", Number(n), Unit(unit)]:
                return self._shift(self.today, n, unit)
            case ["ago", Number(n), Unit(unit)] | [Number(n), Unit(unit), "ago"]:
                return self._shift(self.today, -n, unit)
            case [Number(n), Unit(unit)]:
                return self._shift(self.today, -n if self.past else n, unit)
            case ["in", Unit("fortnight")]:
                return self._shift(self.today, 1, "fortnight")
            case ["in", Number(n), Unit("day"), "working"] | ["in", Number(n), "working", Unit("day")]:
                return self._working(n)
            case [Number(n), Unit("day"), "working"] | [Number(n), "working", Unit("day")] if not self.past:
                return self._working(n)
            case ["last", Unit(unit)] | [Unit(unit), "last"]:
                return self._shift(self.today, -1, unit)
            case [Number(n), Unit(unit), "after" | "on", *base] if base:
                return self._from(base, n, unit)
            case [Number(n), Unit(unit), "before", *base] if base:
                return self._from(base, -n, unit)
            case [*base, "en", Number(8 | 15 as n)] if base:
                return self._from(base, n // 7, "week")
            case [(Weekday() | "today" | "tomorrow") as base, Unit("week")]:
                return self._from([base], 1, "week")
            case ["before" | "en" | "in" | "le", *rest] if rest and not isinstance(rest[0], Number):
                return self.day(rest)
            case ["before", *rest] if rest:
                return self.day(rest)
        return None

    def _weekday(self, tokens: list[Token]) -> date | None:
        match tokens:
            case [Weekday(index)]:
                return self._nearest(index, -1 if self.past else 1)
            case ["this", Weekday(index)]:
                return self.today if self.today.weekday() == index else self._nearest(index, -1 if self.past else 1)
            case ["next", Weekday(index)]:
                return self._in_week(1, index)
            case [Weekday(index), "next" | "coming", Unit("week")] | [Weekday(index), Unit("week"), "coming"]:
                return self._in_week(1, index)
            case ["next", Unit("week"), Weekday(index)]:
                return self._in_week(1, index)
            case [Weekday(index), "this", Unit("week")]:
                return self._in_week(0, index)
            case [Weekday(index), "last", Unit("week")] | [Weekday(index), Unit("week"), "last"]:
                return self._in_week(-1, index)
            case ["this", "coming", Weekday(index)] | ["coming", Weekday(index)] | [Weekday(index), "coming"]:
                return self._nearest(index, 1)
            case ["last", Weekday(index)] | [Weekday(index), "last"]:
                return self._nearest(index, -1)
            case ["weekend"] | ["this", "weekend"]:
                saturday = self._in_week(0, 5)
                return self._shift(saturday, -7, "day") if self.past else max(saturday, self.today)
            case ["next", "weekend"] | ["weekend", "coming"]:
                return self._in_week(1, 5)
            case ["last", "weekend"] | ["weekend", "last"]:
                return self._in_week(-1, 5)
            case [Weekday(index), *rest] if rest:
                day = self._dated(rest[1:] if rest[0] == "le" else rest, alone=False)
                return day if day is not None and day.weekday() == index else None
        return None

    def _dated(self, tokens: Sequence[Token], *, alone: bool = True) -> date | None:
        match tokens:
            case [Written(None, month, day)]:
                return self._nearest_date(month, day)
            case [Written(int(year), month, day)]:
                return date(year, month, day)
            case [Number(day) | Ordinal(day), Month(month)] | [Month(month), Number(day) | Ordinal(day)] if day <= 31:
                return self._nearest_date(month, day)
            case [Number(day) | Ordinal(day), Month(month), Number(year)] if year >= 1900 or 10 <= year < 100:
                return date(full_year(year), month, day)
            case [Month(month), Number(day) | Ordinal(day), Number(year)] if year >= 1900:
                return date(year, month, day)
            case ["le", Number(day)] | [Ordinal(day)]:
                return self._nearest_date(None, day)
            case [Number(day)] if not alone:
                return self._nearest_date(None, day)
            case ["le", Number(day), Unit("month")] | [Ordinal(day), "this", Unit("month")]:
                return self._nearest_date(None, day)
            case ["le", (Number() | Ordinal()) as day, Month() as month, *rest]:
                return self._dated([day, month, *rest])
            case ["le", Written() as written]:
                return self._dated([written])
            case ["le", Number(day) | Ordinal(day), *period] | [Ordinal(day), *period]:
                span = self._period(period)
                return span.first.replace(day=day) if span and span.unit == "month" else None
        return None

    def _edge(self, tokens: list[Token]) -> date | None:
        match tokens:
            case ["end", Unit("day")]:
                return self.today
            case ["this", Unit(unit)] if not self.past:
                current = self._period([Unit(unit)])
                return max(current.last, self.today) if current else None
            case ["last", Unit("day"), *rest] if rest:
                return self._edge(["end", *rest])
            case [("start" | "mid" | "end") as edge, *rest] if rest:
                spans = self._openly(rest[0]) if len(rest) == 1 else [self._period(rest)]
                found = [self._at(edge, span) for span in spans if span]
                open_way = [day for day in found if (day <= self.today if self.past else day >= self.today)]
                return open_way[-1 if self.past else 0] if len(rest) == 1 and open_way else found[0] if found else None
            case [Unit()]:
                return None
        span = self._period(tokens)
        return span.first if span else None

    def _openly(self, token: Token) -> list[_Period | None]:
        """The periods, in their order, that a token may mean: of three years, or the running one and its neighbours."""
        if isinstance(token, Unit) and token.name != "day":
            return [self._running(token.name, self._shift(self.today, count, token.name)) for count in (-1, 0, 1)]
        if isinstance(token, Month | Quarter):
            years = range(self.today.year - 1, self.today.year + 2)
            return [self._period([token, Number(year)]) for year in years]
        return [self._period([token])]

    def _at(self, edge: Token, span: _Period) -> date:
        if edge != "mid":
            return span.first if edge == "start" else span.last
        match span.unit:
            case "week":
                return self._shift(span.first, 2, "day")
            case "month":
                return span.first.replace(day=15)
            case "year":
                return span.first.replace(month=7)
        raise ValueError(edge)

    def _period(self, tokens: list[Token]) -> _Period | None:
        match tokens:
            case [Unit(unit)] | ["this", Unit(unit)]:
                return self._running(unit, self.today)
            case ["next" | "coming", Unit(unit)] | [Unit(unit), "coming"] if unit != "day":
                running = self._running(unit, self.today)
                return self._running(unit, self._shift(running.first, 1, unit))
            case ["next" | "coming", Month(month)] | [Month(month), "coming"] if not self.past:
                return self._running("month", self._nearest_date(month, 1))
            case [Month(month)]:
                return self._running("month", self._nearest_date(month, 1))
            case [Month(month), Number(year)] if year >= 1900:
                return self._running("month", date(year, month, 1))
            case [Number(year)] if 1900 <= year < 2200:
                return self._running("year", date(year, 1, 1))
            case [Quarter(number)]:
                return self._running("quarter", self._nearest_date(number * 3 - 2, 1))
            case [Quarter(number), Number(year)] if year >= 1900:
                return self._running("quarter", date(year, number * 3 - 2, 1))
            case [Unit("week"), Number(number)]:
                monday = date.fromisocalendar(self.today.isocalendar().year, number, 1)
                if not self.past and self._shift(monday, 6, "day") < self.today:
                    monday = date.fromisocalendar(self.today.isocalendar().year + 1, number, 1)
                return self._running("week", monday)
        return None

    def _running(self, unit: UnitName, day: date) -> _Period:
        if unit == "week":
            monday = self._shift(day, -day.weekday(), "day")
            return _Period(monday, self._shift(monday, FRIDAY, "day"), "week")
        months = _MONTHS_IN.get(unit, 0)
        if not months:
            raise ValueError(unit)
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        return _Period(first, self._shift(self._shift(first, months, "month"), -1, "day"), unit)

    def _from(self, base: list[Token], count: int, unit: UnitName) -> date | None:
        start = self.day(base)
        return None if start is None else self._shift(start, count, unit)

    def _shift(self, start: date, count: int, unit: UnitName) -> date:
        if unit == "hour":
            if count % 24:
                raise ValueError(count)
            return start + timedelta(days=count // 24)
        if unit in _DAYS_IN:
            return start + timedelta(days=count * _DAYS_IN[unit])
        year, month = divmod(start.year * 12 + start.month - 1 + count * _MONTHS_IN[unit], 12)
        return date(year, month + 1, min(start.day, _days_of(year, month + 1)))

    def _working(self, count: int) -> date:
        day = self.today
        for _ in range(min(count, 1000)):
            day = self._shift(day, 3 if day.weekday() == FRIDAY else 2 if day.weekday() == 5 else 1, "day")
        return day

    def _nearest(self, weekday: int, sign: int) -> date:
        ahead = (weekday - self.today.weekday()) * sign % 7 or 7
        return self.today + timedelta(days=ahead * sign)

    def _in_week(self, weeks: int, weekday: int) -> date:
        return self.today + timedelta(days=7 * weeks + weekday - self.today.weekday())

    def _nearest_date(self, month: int | None, day: int) -> date:
        """The nearest day with that number, in that month or any, today included, on the side that is looked at."""
        step, months = (-1 if self.past else 1), self.today.year * 12 + self.today.month - 1
        for offset in range(0, 12 * 9 * step, step):
            year, index = divmod(months + offset, 12)
            if (month or index + 1) != index + 1 or day > _days_of(year, index + 1):
                continue
            found = date(year, index + 1, day)
            if (found <= self.today) if self.past else (found >= self.today):
                return found
        raise ValueError(day)


def _days_of(year: int, month: int) -> int:
    """How many days a month has. Raises ValueError for a year that no calendar has."""
    from calendar import monthrange

    return monthrange(year, month)[1]
