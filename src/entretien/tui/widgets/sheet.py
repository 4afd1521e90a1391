"""A card set in lines of a width: those further down are made when they are scrolled to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Final, Literal

from rich.segment import Segment
from rich.style import Style
from textual.content import Content

from entretien.i18n import _
from entretien.tui.widgets.card_lines import Subject, facts, heading, timeline
from entretien.tui.widgets.flow import Line

Portion = Literal["all", "facts", "timeline"]

NOTHING: Final[list[Segment]] = []
_TITLE_COLOURS: Final = {"bold": "bold $foreground", "line": "$line", "muted": "$muted"}


class Sheet:
    """The lines of one card."""

    def __init__(self, subject: Subject, portion: Portion) -> None:
        self.subject = subject
        self.title = _title(subject, portion)
        self._lines: list[Line] = []
        self._rest = _lines(subject, portion)
        self._drawn: dict[int, list[Segment]] = {}

    def __len__(self) -> int:
        """How many lines are made."""
        return len(self._lines)

    def make(self, count: int) -> None:
        """Make so many lines more, if there are."""
        self._lines += islice(self._rest, count)

    def segments(self, index: int, style: Callable[[str], Style]) -> list[Segment]:
        """A line as it is drawn: the same list each time."""
        if not 0 <= index < len(self._lines):
            return NOTHING
        line = self._drawn.get(index)
        if line is None:
            line = self._drawn[index] = [Segment(text, style(name)) for text, name in self._lines[index]]
        return line


def _title(subject: Subject, portion: Portion) -> Content:
    if portion == "timeline":
        return Content(_("Timeline"))
    return Content.assemble(*((text, _TITLE_COLOURS[style]) for text, style in heading(subject)))


def _lines(subject: Subject, portion: Portion) -> Iterator[Line]:
    match portion:
        case "facts":
            return facts(subject)
        case "timeline":
            return timeline(subject)
        case "all":
            return chain(facts(subject), [[]] if subject.airy else [], timeline(subject))
