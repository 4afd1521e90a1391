"""The dates of a vCard: birthdays and the like, with or without a year, in every shape they are found in."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from entretien.interop.dates import read_date
from entretien.interop.vcard_lines import Property, unescape
from entretien.model.contact import Anniversary

_FULL: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_NO_YEAR: Final = re.compile(r"--(\d\d)-?(\d\d)(?:T.*)?")
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")
_OMITTED_YEARS: Final = frozenset({"1604"})
"""What Apple writes for a year that isn't known."""

LABELS: Final = {
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "DEATHDATE": "died",
    "X-ABDATE": "date",
}
"""Properties that hold a date to remember, and what it is called in a contact."""


def anniversary(property: Property, group_label: str = "") -> Anniversary | None:
    """The date that a property holds; None if it holds none that can be told, such as "circa 1800"."""
    label = plain_label(group_label).lower() or LABELS[property.name]
    value = unescape(property.value).strip()
    if match := _NO_YEAR.fullmatch(value):
        return _made(label, "", match[1], match[2])
    if match := _FULL.fullmatch(value):
        year = "" if match[1] in _OMITTED_YEARS or property.param("X-APPLE-OMIT-YEAR") == match[1] else match[1]
        return _made(label, year, match[2], match[3])
    if property.param("VALUE").lower() == "text" or re.fullmatch(r"\d{1,3}-.*", value):
        return None
    day = read_date(value, day_first=False) if re.search(r"\d{4}", value) else None
    return Anniversary(label=label, on=day) if day else None


def plain_label(label: str) -> str:
    """A label without Apple's wrapping: "_$!<Anniversary>!$_" is "Anniversary"."""
    match = _APPLE_LABEL.fullmatch(label.strip())
    return match[1] if match else label.strip()


def _made(label: str, year: str, month: str, day: str) -> Anniversary | None:
    try:
        if year:
            return Anniversary(label=label, on=date(int(year), int(month), int(day)))
        date(2000, int(month), int(day))
        return Anniversary(label=label, on=f"{month}-{day}")
    except ValueError:
        return None
