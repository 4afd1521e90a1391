"""Dates as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from entretien.model.ids import fold

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier", "feb february fev fevr fevrier", "mar march mars", "apr april avr avril",
            "may mai", "jun june juin", "jul july juil juillet", "aug august aou aout", "sep sept september septembre",
            "oct october octobre", "nov november novembre", "dec december decembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T.*)?")
_NUMBERS: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th)?[\s.-]+(?:de\s+)?([a-z]+)\.?[\s,.-]+(?:de\s+)?(\d{4}|\d{2})(?!\d)"
)
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4}|\d{2})(?!\d)")
_TWELVE_HOURS: Final = re.compile(r"\d[\s\u202f]*[ap]\.?[\s\u202f]*m\b", re.IGNORECASE)
_BIRTHDAYS: Final = frozenset({"birthday", "bday", "anniversaire", "naissance", "date de naissance"})
_PIVOT: Final = 69
"""Two-digit years from here on are of the last century, as POSIX has it."""


def read_date(text: str, *, day_first: bool) -> date | None:
    """The day that `text` starts with, a time after it ignored; None if it is no day. `day_first` reads 12/03."""
    words = fold(text.strip())
    if match := _YEAR_FIRST.match(words):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(words.upper()):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.match(words):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        swap = second > 12 or (first <= 12 and not day_first and match[2] != ".")
        return _day(year, first, second) if swap else _day(year, second, first)
    if match := _DAY_MONTH.match(words):
        return _day(_year(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    if match := _MONTH_DAY.match(words):
        return _day(_year(match[3]), _MONTHS.get(match[1], 0), int(match[2]))
    return None


def days_come_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates of one file read day before month; None if the file doesn't tell, or contradicts itself.

    What tells: a number above 12, or a time in twelve hours, which goes with the American order.
    """
    day_first = month_first = american = False
    for text in texts:
        if match := _NUMBERS.match(text.strip()):
            day_first |= int(match[1]) > 12 or match[2] == "."
            month_first |= int(match[3]) > 12
            american |= bool(_TWELVE_HOURS.search(text))
    if day_first != month_first:
        return day_first
    return False if american and not day_first else None


def is_birthday(label: str) -> bool:
    """Whether a date of a contact is called a birthday, in English or French."""
    return fold(label.strip()) in _BIRTHDAYS


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (1900 if number >= _PIVOT else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
