"""Pieces of styled text, in cells: what lines are made of before anything knows how to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from entretien.plaintext import one_line

Span = tuple[str, str]
"""A piece of text with the name of its style: one of STYLES."""

STYLES: Final = (
    "text", "bold", "muted", "faint", "accent", "heading", "warm", "cooling", "cool", "cold", "success", "warning",
    "error", "match",
)  # fmt: skip


def cell(text: str, width: int) -> str:
    """The text in exactly `width` cells, cut with an ellipsis where it is longer."""
    text = one_line(text)
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + "…" if width > 0 else ""


def clipped(spans: Sequence[Span], width: int) -> list[Span]:
    """The spans in at most `width` cells, cut with an ellipsis where they are longer."""
    if sum(cell_len(text) for text, _style in spans) <= width:
        return list(spans)
    found: list[Span] = []
    room = max(0, width - 1)
    for text, style in spans:
        length = cell_len(text)
        if length > room:
            return [*found, (set_cell_size(text, room) + "…", style)]
        found.append((text, style))
        room -= length
    return found
