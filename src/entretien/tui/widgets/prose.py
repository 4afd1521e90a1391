"""A text broken at plain spaces only: the toolkit breaks at no-break spaces too, before the signs of French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

_WORD: Final = re.compile(r"[^ ]+ *| +")


class Prose(Static):
    """A Static whose lines never begin with a sign that belongs to the line before."""

    def render(self) -> Content:
        """The text, broken for the present width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - its signature
        """As many lines as the text takes."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        text = self.visual
        return list(_broken(text, max(1, width))) if isinstance(text, Content) else []


def _broken(text: Content, width: int) -> Iterator[Content]:
    """The lines of the text, at most `width` cells wide; a word longer than that is cut."""
    for paragraph in text.split("\n", allow_blank=True) or [text]:
        breaks: list[int] = []
        used = 0
        for word in _WORD.finditer(paragraph.plain):
            if used and used + cell_len(word[0].rstrip(" ")) > width:
                breaks.append(word.start())
                used = 0
            used += cell_len(word[0])
        for line in paragraph.divide(breaks) if breaks else [paragraph]:
            yield from line.rstrip(" ").wrap(width)
