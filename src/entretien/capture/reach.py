"""E-mail addresses, links and phone numbers inside a line, in the shapes that people paste them in.

What is kept is text: addresses and links are never refused for not being valid, only for not looking like one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal

from entretien.dataclass import dataclass
from entretien.pattern import pattern

Kind = Literal["email", "phone", "link"]

_EMAIL: Final = pattern(
    r"[<(\[{]{0,3}(mailto:)?(\w[\w.+%&'*/=^`{|}~-]{0,63}@(?:[\w-]{1,63}\.){1,8}[\w-]{1,63})(?(1)(?:\?\S*)?)[>)\]},.:]*"
    r"(?:,(?=\S)|(?=[\s;,]|$))"
)
_LINK: Final = pattern(
    r"[<(\[{]{0,3}((?:https?://|www\.)[^\s<>\"«»]+|(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}/[^\s<>\"«»]*)[>)\]}]*",
    re.IGNORECASE,
)
_BLANK: Final = r"[ \t\u00a0\u2009\u202f]"
_PHONE: Final = pattern(
    rf"(?:tel:)?(\+?(?:\({_BLANK}?)?\+?\d(?:(?:{_BLANK}|[().\-/‐‑–]){{0,3}}\d){{4,17}})"
    rf"(?P<ext>{_BLANK}?(?:ext|poste|x)\.?{_BLANK}?\d{{1,6}})?(?!\w|[./-]\d)",
    re.IGNORECASE,
)
_DATE: Final = pattern(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?![./-]?\d)|\d{4}[/-]\d{1,2}[/-]\d{1,2}(?![./-]?\d)")
_DIGITS: Final = pattern(r"\d")
_LEAST_DIGITS: Final = 7
_BETWEEN: Final = rf"(?:{_BLANK}|[().\-/]){{0,3}}"
_WALL: Final = pattern(rf"[+(]{{0,3}}(?:\d{_BETWEEN}){{60,}}")
"""So many digits in a row, four numbers of the longest kind, are no phone numbers."""
_WORD: Final = pattern(r"\S+")
_TRAILING: Final = ".,;:!?'»"


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to reach somebody, as it is kept, and where in the text it ends, brackets included."""

    kind: Kind
    value: str
    end: int


class Reaches:
    """Finds the ways to reach somebody in a text, in a time that grows with its length only."""

    def __init__(self, text: str, region: str) -> None:
        """`region` is ISO 3166."""
        self._text = text
        self._region = region
        self._has_address = "@" in text.replace(" @", "")
        self._has_link = "/" in text or "www." in text.lower()
        self._has_number = sum(map(str.isdecimal, text)) >= _LEAST_DIGITS

    def at(self, position: int) -> Reach | None:
        """The address, link or number that begins at `position`, which must begin a word."""
        if self._has_address and (match := _EMAIL.match(self._text, position)):
            return Reach("email", match[2], match.end())
        if self._has_link and (match := _LINK.match(self._text, position)):
            address = match[1].rstrip(_TRAILING)
            end = match.end() - len(match[1]) + len(address) if match[1] != address else match.end()
            return Reach("link", link(address), end)
        if not self._has_number or bisect_right(self._walls, position) % 2:
            return None
        return _phone_at(self._text, position, self._region)

    def after(self, start: int) -> Iterator[Reach]:
        """Every one in the text from `start` on."""
        position = start
        while match := _WORD.search(self._text, position):
            found = self.at(match.start())
            if found:
                yield found
            position = found.end if found else match.end()

    @cached_property
    def _walls(self) -> tuple[int, ...]:
        """Where each wall of digits begins and ends."""
        return tuple(edge for match in _WALL.finditer(self._text) for edge in match.span())


def link(address: str) -> str:
    """The address with its scheme; a profile's without what was added to track it."""
    from entretien.identity import linkedin_slug

    full = address if re.match(r"https?://", address, re.IGNORECASE) else f"https://{address}"
    return full.split("?", 1)[0] if linkedin_slug(full) else full


def _phone_at(text: str, position: int, region: str) -> Reach | None:
    match = _PHONE.match(text, position)
    if match is None:
        return None
    typed = match[0].removeprefix("tel:")
    end, number = match.end(), _DIGITS.sub(lambda digit: str(int(digit[0])), typed)
    while sum(char.isdecimal() for char in number) >= _LEAST_DIGITS:
        if _DATE.match(number):
            return None
        if normal := _normal_phone(number, region):
            return Reach("phone", normal, end)
        shorter = re.split(rf"{_BLANK}+\S*$", number, maxsplit=1)[0].rstrip()
        if shorter == number:
            break
        end -= len(number) - len(shorter)
        number = shorter
    digits = sum(char.isdecimal() for char in match[1])
    if 9 <= digits <= 15 and typed.startswith(("+", "0", "(0", "(+")) and not _DATE.match(typed):
        return Reach("phone", typed, match.end())
    return None


def _normal_phone(number: str, region: str) -> str:
    """The number in its international form, or empty text where it can't be one."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    trunk = phonenumbers.ndd_prefix_for_region(region, True)
    marked = number.lstrip("( ").startswith(("+", "0"))
    if not phonenumbers.is_possible_number(parsed):
        return ""
    if not marked and (trunk == "0" or not phonenumbers.is_valid_number(parsed)):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
