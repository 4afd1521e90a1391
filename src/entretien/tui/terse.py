"""Lines that tell the terminal what changes from one piece to the next, and nothing twice.

Textual writes each piece of a line with all of its style before and a reset behind it; a list says the background that
it has everywhere some two hundred times a screen. Half as many bytes are half as many for the terminal to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import SGR_STYLES, Strip


class _Ink(NamedTuple):
    """The parameters of "select graphic rendition" that a style is made of; empty where it leaves the default."""

    attributes: str = ""
    fore: str = ""
    back: str = ""


_PLAIN: Final = _Ink()
_RESET: Final = "\x1b[0m"
_DEFAULT_FORE: Final = "39"
_DEFAULT_BACK: Final = "49"


class TerseStrip(Strip):
    """A strip that is written in as few bytes as say the same, once."""

    __slots__ = ("_written",)

    def __init__(self, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        super().__init__(segments, cell_length)
        self._written: str | None = None

    def render(self, console: Console) -> str:
        """The escape sequences."""
        if self._written is None:
            if any(segment.style is not None and segment.style.link for segment in self):
                self._written = super().render(console)
            else:
                self._written = _written(self, console._color_system or ColorSystem.TRUECOLOR)
        return self._written


def _written(segments: Iterable[Segment], colors: ColorSystem) -> str:
    parts: list[str] = []
    before = _PLAIN
    for text, style, _control in segments:
        ink = _PLAIN if style is None else _ink(style, colors)
        if ink is not before:
            parts.append(_turn(before, ink))
            before = ink
        parts.append(text)
    if before != _PLAIN:
        parts.append(_RESET)
    return "".join(parts)


@lru_cache(1024)
def _ink(style: Style, colors: ColorSystem) -> _Ink:
    """What a style says."""
    attributes = style._attributes & style._set_attributes
    names = [SGR_STYLES[bit] for bit in range(attributes.bit_length()) if attributes & (1 << bit)]
    fore, back = style.color, style.bgcolor
    return _Ink(
        ";".join(names),
        ";".join(fore.downgrade(colors).get_ansi_codes()) if fore is not None else "",
        ";".join(back.downgrade(colors).get_ansi_codes(foreground=False)) if back is not None else "",
    )


@lru_cache(4096)
def _turn(before: _Ink, after: _Ink) -> str:
    """What makes the one of the other: what is different, or everything anew where that is said in less."""
    if after == _PLAIN:
        return _RESET if before != _PLAIN else ""
    anew = _said("0", *after)
    if before.attributes and before.attributes != after.attributes:
        return anew
    changes = _said(
        after.attributes if after.attributes != before.attributes else "",
        (after.fore or _DEFAULT_FORE) if after.fore != before.fore else "",
        (after.back or _DEFAULT_BACK) if after.back != before.back else "",
    )
    return min(changes, anew, key=len)


def _said(*parameters: str) -> str:
    said = ";".join(filter(None, parameters))
    return f"\x1b[{said}m" if said else ""
