"""Styled text set in lines of a given width, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len, chop_cells

from entretien.tui.widgets.row_list import Span

Line = list[Span]

_WORDS: Final = re.compile(r" *[^ ]+| +")


def flow(spans: Iterable[Span], width: int) -> list[Line]:
    """The spans on as many lines of at most `width` cells as they take; a word longer than a line is cut."""
    width = max(2, width)
    lines: list[Line] = [[]]
    used = 0
    for text, style in spans:
        for word in _WORDS.findall(text):
            length = cell_len(word)
            if used + length > width and used:
                lines.append([])
                used = 0
                word = word.lstrip(" ")
                length = cell_len(word)
            if length > width:
                *whole, word = chop_cells(word, width)
                for piece in whole:
                    lines[-1].append((piece, style))
                    lines.append([])
                length = cell_len(word)
            if word:
                _add(lines[-1], word, style)
                used += length
    return lines


def shortened(lines: list[Line], most: int, width: int) -> list[Line]:
    """The first `most` lines; where there are more, the last one ends with an ellipsis within `width` cells."""
    if len(lines) <= most:
        return lines
    kept = [*lines[: most - 1], list(lines[most - 1])]
    last = kept[-1]
    while last and sum(cell_len(text) for text, _style in last) > width - 1:
        text, style = last.pop()
        if len(text) > 1:
            last.append((text[:-1], style))
    last.append(("…", last[-1][1] if last else "muted"))
    return kept


def _add(line: Line, word: str, style: str) -> None:
    if line and line[-1][1] == style:
        line[-1] = (line[-1][0] + word, style)
    else:
        line.append((word, style))
