"""Text from files and pastes made safe to show: it can't move the cursor, turn the line around, or break it."""

from __future__ import annotations

from functools import cache
from typing import Final

from entretien.pattern import pattern


@cache
def _visible() -> dict[int, int | None]:
    """What stands for a character that acts on a terminal; seldom needed, and some thousand of them."""
    return {
        **{code: 0x2400 + code for code in range(0x20)},
        0x7F: 0x2421,
        **dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), 0xFFFD),
        **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)),
        **dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD, 0x180E, *range(0xE0000, 0xE0080))),
    }


def active() -> frozenset[int]:
    """The characters, as code points, that act on a terminal, break its lines or can't be seen there."""
    return frozenset({0x2028, 0x2029, *(code for code in _visible() if code < 0x10000)})


LONGEST: Final = 1000
"""Characters of a text that is shown on one line."""

_LINE_BREAKS: Final = pattern(r"[\r\n\t\v\f\x85\u2028\u2029]+ *")
_PLAIN: Final = pattern(r"[\x20-\x7E\xA1-\xAC\xAE-\u02FF\u2190-\u21FF\u2500-\u25FC]*")


def is_plain(text: str) -> bool:
    """Whether the text is safe to show as it is, on one line, and each character takes one column of a terminal."""
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def inert(text: str) -> str:
    """The text with every character that acts on a terminal made visible or dropped, line breaks too."""
    return text if is_plain(text) else text.translate(_visible())


def printable(text: str) -> str:
    """The text with its line breaks and tabs, everything else that acts on a terminal made visible or dropped.

    Control characters become their pictures (ESC is ␛); bidirectional controls, zero-width and tag characters go;
    joiners inside emoji and scripts stay.
    """
    if _PLAIN.fullmatch(text):
        return text
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.replace("\t", "    ").translate(_visible()) for line in kept.split("\n"))


def on_one_line(text: str) -> str:
    """The text on one line, as long as it is and with its indent, safe to show."""
    return text if _PLAIN.fullmatch(text) else _LINE_BREAKS.sub(" ", text).translate(_visible())


def one_line(text: str, limit: int = LONGEST) -> str:
    """The text on one line of at most `limit` characters, safe to show."""
    if len(text) <= limit and _PLAIN.fullmatch(text):
        return text
    cut = text[: limit + 1]
    line = _LINE_BREAKS.sub(" ", cut).translate(_visible()).strip()
    return line if len(text) <= limit else line[: limit - 1] + "…"
