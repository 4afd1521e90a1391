"""Options on single keys inside a larger form: drawn in rows, chosen ones marked, drawn again in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from entretien.tui.commands import key_label

_WIDTH_BEFORE_LAYOUT: Final = 70
"""Cells assumed until the real width is known."""


class Option(NamedTuple):
    """A key and what it means; `chosen` is marked with a sign as well as a colour."""

    key: str
    label: str
    chosen: bool = False


class Pad(Static, can_focus=True):
    """Rows of options. While it has the focus, the form's single keys work; in a field they are text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id, classes="pad")
        self._rows: Sequence[tuple[str, Sequence[Option]]] = ()

    def show(self, rows: Sequence[tuple[str, Sequence[Option]]]) -> None:
        """Draw these rows: a heading, and its options; what doesn't fit goes on below, an option in one piece."""
        self._rows = rows
        self._draw()

    def on_resize(self) -> None:
        """Fit the width."""
        self._draw()

    def _draw(self) -> None:
        indent = max((cell_len(heading) for heading, _options in self._rows), default=0) + 2
        width = self.content_size.width or _WIDTH_BEFORE_LAYOUT
        lines: list[Content] = []
        for heading, options in self._rows:
            line = Content.styled(set_cell_size(heading, indent), "$muted")
            for option in options:
                piece = _piece(option)
                if line.cell_length > indent and line.cell_length + piece.cell_length > width:
                    lines.append(line)
                    line = Content(" " * indent)
                line = line + piece
            lines.append(line)
        self.update(Content("\n").join(lines))


def _piece(option: Option) -> Content:
    mark, style = ("●", "bold $accent") if option.chosen else (" ", "$foreground")
    key = (key_label(option.key), "bold $accent")
    return Content.assemble((mark, "$accent"), key, (f" {option.label} ", style))
