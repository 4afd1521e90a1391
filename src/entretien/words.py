"""Days, spans and numbers in words, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from entretien.i18n import Language, _, current_language, ngettext, pgettext

_WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
}
_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": (
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ),
}  # fmt: skip
_LONG_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip

_SAID_WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": _WEEKDAYS["en"],
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
_SAID_MONTHS: Final[dict[Language, tuple[str, ...]]] = {"en": _MONTHS["en"], "fr": _LONG_MONTHS["fr"]}

_DAYS_UP_TO: Final = 60
"""Spans up to here are told in days, so that they can be checked on one's fingers."""
_MONTH: Final = 365.25 / 12
_YEAR: Final = 365.25


def short_date(day: date, today: date) -> str:
    """A day as it is said in passing: "Fri 6 Nov" in the year of `today`, else "6 Nov 2024"."""
    if day.year != today.year:
        return f"{_day_month(day)} {day.year}"
    return f"{_WEEKDAYS[current_language()][day.weekday()]} {_day_month(day)}"


def said_date(day: date, today: date) -> str:
    """A day within a sentence: "Fri 6 Nov", « vendredi 6 novembre ».

    The abbreviations of French end with a point that a full stop would double, so they are written out.
    """
    language = current_language()
    words = _day_month(day, _SAID_MONTHS)
    if day.year != today.year:
        return f"{words} {day.year}"
    return f"{_SAID_WEEKDAYS[language][day.weekday()]} {words}"


def full_date(day: date) -> str:
    """A day with everything: "Tue 24 Nov 2026"."""
    return f"{_WEEKDAYS[current_language()][day.weekday()]} {_day_month(day)} {day.year}"


def month_words(day: date) -> str:
    """The month of a day, for a heading: "November 2026", « novembre 2026 »."""
    return f"{_LONG_MONTHS[current_language()][day.month - 1]} {day.year}"


def short_month(month: int) -> str:
    """A month, 1 to 12, for a narrow column: "Nov"."""
    return _MONTHS[current_language()][month - 1]


def short_weekday(weekday: int) -> str:
    """A day of the week, 0 (Monday) to 6, for a narrow column: "Tue"."""
    return _WEEKDAYS[current_language()][weekday]


def week_words(monday: date, today: date) -> str:
    """A week, by its number and its days: "Week 48 · 23–29 Nov", with the year where it is not that of `today`."""
    sunday = date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    within = monday.month == sunday.month
    days = f"{monday.day}–{_day_month(sunday)}" if within else f"{_day_month(monday)} – {_day_month(sunday)}"
    if sunday.year != today.year:
        days = f"{days} {sunday.year}"
    return _("Week {number} · {days}").format(number=monday.isocalendar().week, days=days)


def day_words(day: date, today: date) -> str:
    """A day as seen from `today`: "today", "yesterday", "18 days ago", "in 2 weeks"."""
    match (day - today).days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case -1:
            return _("yesterday")
        case ahead if ahead > 0:
            return _("in {span}").format(span=_coming(ahead))
        case behind:
            return _("{span} ago").format(span=span_words(-behind))


def span_words(days: int) -> str:
    """A span of at least 0 days: "1 day", "18 days", "3 months", "2 years"."""
    if days <= _DAYS_UP_TO:
        return days_words(days)
    months = round(days / _MONTH)
    if months < 24 and months != 12:
        return ngettext("{n} month", "{n} months", months)
    return ngettext("{n} year", "{n} years", round(days / _YEAR))


def days_words(days: int) -> str:
    """A span counted in days: "65 days"."""
    return ngettext("{n} day", "{n} days", days)


def brief_span(days: int) -> str:
    """A span for a narrow column: "4 d", "3 mo", "2 y"."""
    if days <= _DAYS_UP_TO:
        return pgettext("days, abbreviated", "{n} d").format(n=days)
    months = round(days / _MONTH)
    if months < 24:
        return pgettext("months, abbreviated", "{n} mo").format(n=months)
    return pgettext("years, abbreviated", "{n} y").format(n=round(days / _YEAR))


def decimal(value: float, digits: int = 1) -> str:
    """A number with at most `digits` decimals and the decimal mark of the language: "7.8", « 7,8 », "5"."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if current_language() == "fr" else text


def listed(items: Sequence[str]) -> str:
    """Several things in a sentence: "a", "a and b", "a, b and c"."""
    *first, last = items
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def percent(share: float) -> str:
    """A share of 1 as a percentage: "50 %", with a space that does not break."""
    return f"{round(share * 100)}\N{NO-BREAK SPACE}%"


def _coming(days: int) -> str:
    if 14 <= days <= _DAYS_UP_TO:
        return ngettext("{n} week", "{n} weeks", round(days / 7))
    return span_words(days)


def _day_month(day: date, months: Mapping[Language, tuple[str, ...]] = _MONTHS) -> str:
    language = current_language()
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {months[language][day.month - 1]}"
