"""The last gate before the terminal: whatever a widget draws is only text."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from entretien.plaintext import inert


class TextOnly(LineFilter):
    """Makes every line of the screen inert, fields and titles included; the cells stay where they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - asked by Textual
        """The segments of a line, with nothing left in them that acts on a terminal."""
        return [_inert(segment) for segment in segments]


def _inert(segment: Segment) -> Segment:
    text = inert(segment.text)
    if segment.control or text == segment.text:
        return segment
    return Segment(set_cell_size(text, cell_len(segment.text)), segment.style)
