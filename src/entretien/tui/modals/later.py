"""Putting off: by a span on one key, or until a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

from entretien.capture.dates import parse_day
from entretien.i18n import _, ngettext
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.modals.line import LineModal
from entretien.words import day_words, short_date

OTHER_DAY: Final = "day"

_SPANS: Final = (("1", 7), ("2", 14), ("3", 30), ("4", 90))
"""Days put off by each key; a month counts 30."""


def later_choice(title: str, today: date, note: str = "") -> ChoiceModal[date | Literal["day"]]:
    """Ask for how long; `OTHER_DAY` asks for a day next."""
    labels = {
        7: ngettext("{n} week", "{n} weeks", 1),
        14: ngettext("{n} week", "{n} weeks", 2),
        30: ngettext("{n} month", "{n} months", 1),
        90: ngettext("{n} month", "{n} months", 3),
    }
    width = max(map(len, labels.values()))
    options: list[tuple[str, str, date | Literal["day"]]] = []
    for key, days in _SPANS:
        until = today + timedelta(days=days)
        options.append((key, f"{labels[days]:<{width}}   {short_date(until, today)}", until))
    options.append(("d", _("a day"), OTHER_DAY))
    return ChoiceModal(title, options, note)


def day_line(title: str, today: date, *, day_first: bool) -> LineModal:
    """Ask for a day to come; the answer is a date."""

    def reading(text: str) -> tuple[date | None, str]:
        if not text.strip():
            return None, _("fri, 2w, end of month, 12/03 …")
        day = parse_day(text, today, day_first=day_first)
        if day is None:
            return None, _('"{text}" is not a day; write fri, 2w or 12/03.').format(text=text)
        said = f"{short_date(day, today)}, {day_words(day, today)}"
        if day <= today:
            return None, _("{day}: choose a day to come.").format(day=said)
        return day, said

    return LineModal(title, reading, placeholder=_("which day?"))
