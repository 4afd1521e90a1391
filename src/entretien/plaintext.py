"""Text from files and pastes made safe to show: it can't move the cursor, turn the line around, or break it."""

from __future__ import annotations

import re
from typing import Final

_VISIBLE: Final[dict[int, int | None]] = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), 0xFFFD),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)),
    **dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD, 0x180E, *range(0xE0000, 0xE0080))),
}
ACTIVE: Final = frozenset({0x2028, 0x2029, *(code for code in _VISIBLE if code < 0x10000)})
"""The characters, as code points, that act on a terminal, break its lines or can't be seen there."""

_LINE_BREAKS: Final = re.compile(r"[\r\n\t\v\f\x85\u2028\u2029]+ *")
_PLAIN: Final = re.compile(r"[\x20-\x7E\xA1-\xAC\xAE-\u02FF\u2190-\u27BF]*")


def inert(text: str) -> str:
    """The text with every character that acts on a terminal made visible or dropped, line breaks too."""
    return text if _PLAIN.fullmatch(text) else text.translate(_VISIBLE)


def printable(text: str) -> str:
    """The text with its line breaks and tabs, everything else that acts on a terminal made visible or dropped.

    Control characters become their pictures (ESC is ␛); bidirectional controls, zero-width and tag characters go;
    joiners inside emoji and scripts stay.
    """
    if _PLAIN.fullmatch(text):
        return text
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.replace("\t", "    ").translate(_VISIBLE) for line in kept.split("\n"))


def on_one_line(text: str) -> str:
    """The text on one line, as long as it is and with its indent, safe to show."""
    return text if _PLAIN.fullmatch(text) else _LINE_BREAKS.sub(" ", text).translate(_VISIBLE)


def one_line(text: str, limit: int = 1000) -> str:
    """The text on one line of at most `limit` characters, safe to show."""
    if len(text) <= limit and _PLAIN.fullmatch(text):
        return text
    cut = text[: limit + 1]
    line = _LINE_BREAKS.sub(" ", cut).translate(_VISIBLE).strip()
    return line if len(text) <= limit else line[: limit - 1] + "…"
