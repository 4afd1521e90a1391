"""The terminal before Textual takes it over: what is shown meanwhile, and that nothing typed meanwhile is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TextIO

from entretien.tui.palette import COLOURS

if sys.platform != "win32":
    import termios

if TYPE_CHECKING:
    from entretien.config import Config

_INPUT_MODES: Final = 0
_LOCAL_MODES: Final = 3
"""Where the attributes of a terminal tell what becomes of Enter, and whether there is an echo."""

_BOLD: Final = frozenset({"bold", "heading", "here"})
_DIM: Final = frozenset({"muted", "faint", "line", "heading"})
"""Styles that are dim where there are no colours."""
_COLOUR: Final = {"text": "foreground", "bold": "foreground", "heading": "muted", "here": "accent"}
"""The colours of styles that aren't named after theirs."""


class EarlyTerminal:
    """A context manager: left before Textual took over, the terminal is as it was before."""

    OPEN: ClassVar[str]
    CLOSE: ClassVar[str]
    """What undoes the opening."""
    LEAST: ClassVar[os.terminal_size]
    """The room that is needed."""
    ECHO: ClassVar[bool] = False
    """Whether what is typed is seen at once."""

    def __init__(self, terminal: TextIO, size: os.terminal_size, colours: Mapping[str, str]) -> None:
        """`colours` is empty for a terminal without."""
        self.size = size
        self.picture = ""
        """What stands on the terminal by now, to be written again after it was cleared."""
        self._terminal = terminal
        self._colours = colours
        self._attributes: list[Any] | None = None

    @classmethod
    def here(cls, config: Config) -> Self | None:
        """On this terminal, if it can show the program's own colours, or none, and has the room."""
        term = os.environ.get("TERM", "dumb")
        if os.name != "posix" or term in ("dumb", "unknown") or "TEXTUAL_DRIVER" in os.environ:
            return None
        colours = COLOURS.get(config.theme)
        size = os.get_terminal_size(sys.stdout.fileno())
        if colours is None or size.columns < cls.LEAST.columns or size.lines < cls.LEAST.lines:
            return None
        is_colourful = os.environ.get("COLORTERM") in ("truecolor", "24bit") and "NO_COLOR" not in os.environ
        return cls(sys.stdout, size, colours if is_colourful else {})

    def __enter__(self) -> Self:
        terminal = sys.stdin.fileno()
        self._attributes, early = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
        early[_LOCAL_MODES] &= ~termios.ICANON
        early[_INPUT_MODES] &= ~termios.ICRNL
        if not self.ECHO:
            early[_LOCAL_MODES] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSANOW, early)
        self.write(self.OPEN)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._attributes is not None:
            self.write(self.CLOSE)
            self.hand_over()

    def hand_over(self) -> None:
        """Textual takes the terminal from here, as it was before but for what stands on it."""
        if self._attributes is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._attributes)
            self._attributes = None

    def write(self, text: str) -> None:
        """Write, at once."""
        self.picture += text
        self._terminal.write(text)
        self._terminal.flush()

    def style(self, name: str) -> str:
        """The escape sequence of a style."""
        codes = ["0", "1"] if name in _BOLD else ["0"]
        if self._colours:
            ink, paper = self._colours[_COLOUR.get(name, name)], self._colours["background"]
            codes += [f"38;2;{_rgb(ink)}", f"48;2;{_rgb(paper)}"]
        elif name in _DIM:
            codes.append("2")
        return f"\x1b[{';'.join(codes)}m"


def _rgb(colour: str) -> str:
    return ";".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
