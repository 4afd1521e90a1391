"""A rhythm chosen for a contact or a circle: "3 months", "2 weeks", "none"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from entretien.dataclass import dataclass
from entretien.i18n import _, ngettext

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Unit = Literal["day", "week", "month", "year"]

DAYS: Final[dict[Unit, int]] = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days that a unit counts for; a cadence is not a calendar."""

LONGEST_DAYS: Final = 3650

_UNITS: Final[dict[str, Unit]] = {
    **dict.fromkeys(("d", "day", "days", "j", "jour", "jours"), "day"),
    **dict.fromkeys(("w", "week", "weeks", "s", "sem", "semaine", "semaines"), "week"),
    **dict.fromkeys(("m", "month", "months", "mois"), "month"),
    **dict.fromkeys(("y", "year", "years", "a", "an", "ans"), "year"),
}
_NONE: Final = frozenset({"none", "never", "aucun", "jamais"})
_BEFORE: Final = ("every", "tous les", "toutes les")
_MOST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm of `count` units, or no rhythm at all when `count` is 0."""

    count: int
    unit: Unit = "day"

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """Read "3 months", "2w", "every year", "3 mois", "none". Raises ValueError with a sentence otherwise."""
        return _parsed(text)

    @classmethod
    def _parse(cls, text: str) -> Cadence:
        words = text.strip().lower()
        if words in _NONE:
            return NO_CADENCE
        before = next((before for before in _BEFORE if words.startswith(before)), "")
        words = words.removeprefix(before).lstrip()
        digits = next((place for place, char in enumerate(words) if not char.isdecimal()), len(words))
        unit = _UNITS.get(words[digits:].lstrip())
        count = int(words[:digits] or 1) if digits <= _MOST_DIGITS else 0
        if unit is None or not 1 <= count * DAYS[unit] <= LONGEST_DAYS:
            raise ValueError(
                _('"{text}" is not a rhythm; write for example "3 months", "2 weeks" or "none"').format(text=text)
            )
        return cls(count, unit)

    @classmethod
    def of_days(cls, days: int) -> Cadence:
        """The roundest way to say `days` (1 to 3650)."""
        units: tuple[Unit, ...] = ("year", "month", "week")
        for unit in units:
            if days % DAYS[unit] == 0:
                return cls(days // DAYS[unit], unit)
        return cls(days, "day")

    @property
    def days(self) -> int | None:
        """The rhythm in days; None where no rhythm is wanted."""
        return self.count * DAYS[self.unit] if self.count else None

    def __str__(self) -> str:
        """As it is written in the files."""
        return f"{self.count} {self.unit}{'s' if self.count > 1 else ''}" if self.count else "none"

    def words(self) -> str:
        """As it is said on screen: "every 3 months"."""
        if not self.count:
            return _("no rhythm")
        match self.unit:
            case "day":
                return ngettext("every day", "every {n} days", self.count)
            case "week":
                return ngettext("every week", "every {n} weeks", self.count)
            case "month":
                return ngettext("every month", "every {n} months", self.count)
            case "year":
                return ngettext("every year", "every {n} years", self.count)

    def typed(self) -> str:
        """As it is typed into a field in the language that is spoken: "3 months", « 3 mois »; `parse` reads it."""
        if not self.count:
            return _("none")
        match self.unit:
            case "day":
                return ngettext("{n} day", "{n} days", self.count)
            case "week":
                return ngettext("{n} week", "{n} weeks", self.count)
            case "month":
                return ngettext("{n} month", "{n} months", self.count)
            case "year":
                return ngettext("{n} year", "{n} years", self.count)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let Pydantic read the text of a file into a cadence."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validated)

    @classmethod
    def _validated(cls, value: object) -> Cadence:
        if isinstance(value, Cadence):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError(_('write a rhythm as text, for example "3 months" or "none"'))


NO_CADENCE: Final = Cadence(0)


@lru_cache(256)
def _parsed(text: str) -> Cadence:
    """One for all contacts that have the same."""
    return Cadence._parse(text)


PRESETS: Final[tuple[Cadence, ...]] = (
    Cadence(1, "week"),
    Cadence(2, "week"),
    Cadence(3, "week"),
    Cadence(1, "month"),
    Cadence(2, "month"),
    Cadence(3, "month"),
    Cadence(6, "month"),
    Cadence(1, "year"),
)
"""The rhythms on the digit keys 1 to 8; 0 is none. In days: 7, 14, 21, 30, 60, 90, 180, 365."""
