"""A phrase as the meanings of its words, before the grammar of `dates` looks at them."""

from __future__ import annotations

import re
from typing import Final

from entretien.capture.vocabulary import (
    LEADING,
    ORDINAL_ENDINGS,
    PHRASES,
    SHORT_UNITS,
    SILENT,
    WORDS,
    Month,
    Number,
    Ordinal,
    Token,
    Unit,
    Written,
)
from entretien.model.ids import fold
from entretien.pattern import pattern

_PIECE: Final = pattern(
    r"(?P<iso>\d{4}[-/]\d{1,2}[-/]\d{1,2})(?!\w)"
    r"|(?P<figures>\d{1,2}([/.-])\d{1,2}\3(?:\d{4}|\d{2})|\d{1,2}/\d{1,2})(?!\w)"
    r"|(?P<number>\d{1,4})(?P<suffix>[a-z]*)(?!\w)"
    r"|(?P<word>[a-z]+[1-4]?)(?!\w)"
)
_BETWEEN: Final = pattern(r"[\s,.-]*")
_FRENCH_WEEKS: Final = {8: 1, 15: 2}


def spread(text: str) -> str:
    """Folded, with the apostrophes, and the hyphens inside words, as blanks."""
    return re.sub(r"['’ʼ]|(?<=[a-z])-(?=[a-z])", " ", fold(text)).strip(" \t.,")


def tokens_of(text: str, day_first: bool) -> list[Token]:
    """The meanings of the words; an empty list where one of them has none."""
    plain = " ".join(spread(text).split())
    sign = plain[:1] if plain[:1] in ("+", "-") else ""
    plain = f" {plain[len(sign) :]} "
    for phrase, other in PHRASES.items():
        if phrase in plain:
            plain = plain.replace(f" {phrase} ", f" {other} ")
    tokens: list[Token] = []
    raw: list[str] = []
    position = _BETWEEN.match(plain, 0).end()  # type: ignore[union-attr]
    while position < len(plain):
        match = _PIECE.match(plain, position)
        found = _meaning(match, day_first) if match else None
        if match is None or found is None:
            return []
        tokens += found
        raw += [match[0]] * len(found)
        position = _BETWEEN.match(plain, match.end()).end()  # type: ignore[union-attr]
    if sign:
        return ["in" if sign == "+" else "ago", *tokens] if isinstance(next(iter(tokens), None), Number) else []
    return _in_context(tokens, raw)


def full_year(year: int) -> int:
    """A year of two figures in its century: 1970 to 2069."""
    if year >= 100:
        return year
    return year + (2000 if year < 70 else 1900)


def _meaning(match: re.Match[str], day_first: bool) -> list[Token] | None:
    """What one piece of text means; None: nothing that belongs in a date."""
    if figures := match["iso"] or match["figures"]:
        parts = [int(part) for part in re.split(r"[-/.]", figures)]
        if match["iso"]:
            return [Written(*parts)]
        a, b = parts[:2]
        year = full_year(parts[2]) if len(parts) > 2 else None
        swap = (day_first and b <= 12) or a > 12
        return [Written(year, b, a) if swap else Written(year, a, b)]
    if word := match["word"]:
        if word in LEADING or word in SILENT:
            return [word] if word in LEADING else []
        token = WORDS.get(word)
        return None if token is None else [token]
    value, suffix = int(match["number"]), match["suffix"]
    if not suffix:
        return [Number(value)]
    if suffix in ORDINAL_ENDINGS:
        return [Ordinal(value)]
    unit = SHORT_UNITS.get(suffix)
    token = Unit(unit) if unit else WORDS.get(suffix)
    return [Number(value), token] if isinstance(token, Unit | Month) or token == "mar" else None


def _in_context(tokens: list[Token], raw: list[str]) -> list[Token]:
    """The tokens after what only their neighbours can tell."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        before = result[-1] if result else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        match token:
            case Month() if raw[index] == "sept" and isinstance(after, Unit):
                token = Number(7)
            case Number() if raw[index] == "an" and not isinstance(after, Unit):
                token = Unit("year")
            case "mar" if isinstance(before, Number | Ordinal) or isinstance(after, Number | Ordinal):
                token = Month(3)
            case Number() if raw[index] == "couple" and before == Number(1):
                result.pop()
            case Unit("day") if raw[index] == "jours" and isinstance(before, Number) and after != "working":
                if weeks := _FRENCH_WEEKS.get(before.value):
                    result[-1], token = Number(weeks), Unit("week")
        result.append(token)
    while result and result[0] in LEADING:
        result.pop(0)
    if len(result) > 1 and result[-1] == "by":
        result.pop()
    if len(result) > 1 and result[-1] == "part":
        result = ["today"] if result == ["this", "part"] else result[:-1]
    return result
