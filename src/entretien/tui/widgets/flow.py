"""Styled text set in lines of a given width, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len, chop_cells

from entretien.tui.spans import Span

Line = list[Span]

_WORDS: Final = re.compile(r" *[^ ]+| +")


def flow(spans: Iterable[Span], width: int) -> list[Line]:
    """The spans on as many lines of at most `width` cells as they take; a word longer than a line is cut.

    Lines break at spaces only, whatever the styles on both sides.
    """
    width = max(2, width)
    lines: list[Line] = [[]]
    used = 0
    for word in _words(spans):
        length = sum(cell_len(text) for text, _style in word)
        if used + length > width and used:
            lines.append([])
            used = 0
            word[0] = (word[0][0].lstrip(" "), word[0][1])
        for text, style in word:
            room = width - used
            if cell_len(text) <= room:
                _add(lines[-1], text, style)
                used += cell_len(text)
                continue
            for piece in chop_cells(text, width):
                if used + cell_len(piece) > width:
                    lines.append([])
                    used = 0
                _add(lines[-1], piece, style)
                used += cell_len(piece)
    return lines


def _words(spans: Iterable[Span]) -> list[Line]:
    """The words with the spaces before them, each in the styles it has."""
    words: list[Line] = []
    glued = False
    for text, style in spans:
        for chunk in _WORDS.findall(text):
            if glued and not chunk.startswith(" "):
                words[-1].append((chunk, style))
            else:
                words.append([(chunk, style)])
            glued = bool(chunk.strip(" "))
    return words


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


def _add(line: Line, text: str, style: str) -> None:
    if not text:
        return
    if line and line[-1][1] == style:
        line[-1] = (line[-1][0] + text, style)
    else:
        line.append((text, style))
