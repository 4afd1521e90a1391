"""The words that days are said with, in English and French, as the tokens that the grammar of `dates` is written in."""

from __future__ import annotations

from typing import Final, Literal

from entretien.dataclass import dataclass

UnitName = Literal["hour", "day", "week", "fortnight", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Number:
    """A cardinal number."""

    value: int


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A day of the month written as one: 3rd, 1er."""

    value: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; Monday is 0."""

    index: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its name; January is 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """Q1 to Q4, in French T1 to T4."""

    number: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time."""

    name: UnitName


@dataclass(frozen=True, slots=True)
class Written:
    """A date in figures; the year may be missing."""

    year: int | None
    month: int
    day: int


Token = Number | Ordinal | Weekday | Month | Quarter | Unit | Written | str
"""A word's meaning; the small words that hold a phrase together are themselves."""

_WEEKDAYS: Final = (
    "mon monday lun lundi",
    "tue tues tuesday mardi",
    "wed weds wednesday mer mercredi",
    "thu thur thurs thursday jeu jeudi",
    "fri friday ven vendredi",
    "sat saturday sam samedi",
    "sun sunday dim dimanche",
)
_MONTHS: Final = (
    "jan january janv janvier",
    "feb february fev fevr fevrier",
    "march mars",
    "apr april avr avril",
    "may mai",
    "jun june juin",
    "jul july juil juillet",
    "aug august aou aout",
    "sep sept september septembre",
    "oct october octobre",
    "nov november novembre",
    "dec december decembre",
)
_UNITS: Final[dict[UnitName, str]] = {
    "hour": "hour hours hr hrs heure heures",
    "day": "day days jour jours journee",
    "week": "week weeks wk wks semaine semaines sem huitaine",
    "fortnight": "fortnight fortnights quinzaine",
    "month": "month months mth mths mois",
    "quarter": "quarter quarters trimestre trimestres",
    "year": "year years yr yrs an ans annee annees",
}
SHORT_UNITS: Final[dict[str, UnitName]] = {
    "h": "hour",
    **dict.fromkeys("dj", "day"),
    **dict.fromkeys("ws", "week"),
    "m": "month",
    **dict.fromkeys("ya", "year"),
}
"""Units of one letter, glued to their number: 2w and 2s are two weeks, 1m is one month, 1y and 1a one year."""

ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "er", "ere", "e", "eme"})

_NUMBERS: Final = {
    1: "a an one un une", 2: "two couple deux", 3: "three trois", 4: "four quatre", 5: "five cinq", 6: "six",
    7: "seven", 8: "eight huit", 9: "nine neuf", 10: "ten dix", 11: "eleven onze", 12: "twelve douze",
    15: "fifteen quinze", 20: "twenty vingt", 30: "thirty trente",
}  # fmt: skip
_ORDINALS: Final = {1: "first premier", 2: "second", 3: "third"}
_SMALL_WORDS: Final = {
    "today": "today now tonight auj maintenant",
    "tomorrow": "tomorrow tmrw tmr demain",
    "yesterday": "yesterday hier",
    "this": "this ce cet cette",
    "next": "next",
    "coming": "coming upcoming prochain prochaine",
    "last": "last previous dernier derniere passe passee",
    "weekend": "weekend",
    "start": "start beginning early debut",
    "mid": "mid middle milieu mi",
    "end": "end late fin",
    "in": "in within dans sous",
    "ago": "ago",
    "before": "before avant",
    "after": "after from apres",
    "en": "en",
    "le": "le",
    "mar": "mar",
    "working": "working business ouvre ouvres",
    "part": "morning afternoon evening night matin matinee soir soiree midi noon",
}

WORDS: Final[dict[str, Token]] = {
    **{word: Weekday(index) for index, words in enumerate(_WEEKDAYS) for word in words.split()},
    **{word: Month(number) for number, words in enumerate(_MONTHS, 1) for word in words.split()},
    **{word: Unit(name) for name, words in _UNITS.items() for word in words.split()},
    **{word: Number(value) for value, words in _NUMBERS.items() for word in words.split()},
    **{word: Ordinal(value) for value, words in _ORDINALS.items() for word in words.split()},
    **{word: token for token, words in _SMALL_WORDS.items() for word in words.split()},
    **{f"{letter}{number}": Quarter(number) for letter in "qt" for number in range(1, 5)},
}
"""Folded word to its meaning."""

PHRASES: Final = {
    "aujourd hui": "today",
    "il y a": "ago",
    "d ici a": "by",
    "d ici": "by",
    "au plus tard": "by",
    "at the latest": "by",
    "a la fin": "end",
    "sous huitaine": "in 1 week",
    "week end": "weekend",
    "apres midi": "afternoon",
    "midweek": "mid week",
    "eod": "end day",
    "eow": "end week",
    "eom": "end month",
    "eoq": "end quarter",
    "eoy": "end year",
    "christmas eve": "24 dec",
    "christmas": "25 dec",
    "xmas": "25 dec",
    "jour de noel": "25 dec",
    "noel": "25 dec",
    "toussaint": "1 nov",
    "new year s eve": "31 dec",
    "new years eve": "31 dec",
    "saint sylvestre": "31 dec",
    "new year s day": "1 jan",
    "new years day": "1 jan",
    "new year": "1 jan",
    "nouvel an": "1 jan",
    "jour de l an": "1 jan",
}
"""Folded phrases that are said another way before the words are looked at; the longer ones come first."""

LEADING: Final = frozenset({"by", "on", "for", "until", "till", "at", "au", "pour", "jusqu"})
"""Words that may stand before a day and leave it as it is: "by friday" is Friday."""

SILENT: Final = frozenset({"the", "of", "de", "du", "d", "la", "l", "s", "les", "ci"})
"""Words that say nothing of their own within a phrase."""

TIES: Final = frozenset({"ici", "il", "y", "plus", "tard", "latest"})
"""Words that mean something only within one of the phrases."""

WORDS_TOO: Final = frozenset({"sat", "sun", "sam", "mer", "jeu", "mar", "now", "first", "premier", "second", "third"})
"""Words that are also something else: alone at the end of free text they aren't taken for a day, nor is a month."""
