"""Small bars in a line of text: the silences of a tie against its rhythm, and its warmth over the past year."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from entretien.model.interaction import Interaction
from entretien.relationship.parameters import Parameters
from entretien.relationship.sentences import band
from entretien.relationship.standing import Relationship
from entretien.tui.widgets.row_list import Span

BARS: Final = "▁▂▃▄▅▆▇█"
WARMTH_MONTHS: Final = 12
_MONTH_DAYS: Final = 30

WARMTH_STYLE: Final = {"warm": "warm", "cooling": "cooling", "cool": "cool", "cold": "cold", "dormant": "cold"}
"""The style of each band of warmth."""


def bar(share: float) -> str:
    """One bar: lowest at 0, full at 1 and beyond."""
    return BARS[max(0, min(len(BARS) - 1, round(share * (len(BARS) - 1))))]


def silences(tie: Relationship, parameters: Parameters) -> list[Span]:
    """A bar for each of the last silences, oldest first, and after a gap one for the present silence.

    Half the height is the rhythm: the chosen one, else the usual silence. What went beyond it, with the tolerance of
    a kept rhythm, stands out.
    """
    rhythm = tie.cadence or tie.median_gap
    if not rhythm or not tie.gaps:
        return []

    def drawn(days: int) -> Span:
        return bar(days / rhythm / 2), "cooling" if days > rhythm * parameters.kept_tolerance else "muted"

    now = [(" ", "text"), drawn(tie.since_life)] if tie.since_life is not None else []
    return [*map(drawn, tie.gaps), *now]


def warmth(tie: Relationship, log: Sequence[Interaction]) -> list[Span]:
    """A bar for the warmth in each of the past months, with the half-life that the tie has now; the last is today's."""
    if tie.half_life is None:
        return []
    today = tie.today.toordinal()
    lives = [item.on.toordinal() for item in log if item.effective_direction != "out" and item.on.toordinal() <= today]
    spans: list[Span] = []
    for month in range(WARMTH_MONTHS - 1, -1, -1):
        day = today - month * _MONTH_DAYS
        place = bisect_right(lives, day)
        if place:
            value = 2.0 ** (-(day - lives[place - 1]) / tie.half_life)
            spans.append((bar(value), "muted" if month else WARMTH_STYLE[band(value)]))
    return spans


def load_bar(value: float, full: float, width: int) -> str:
    """A bar along a line of `width` cells, an eighth of a cell precise; `full` fills it."""
    eighths = round(max(0.0, min(1.0, value / full if full else 0.0)) * width * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (" ▏▎▍▌▋▊▉"[rest] if rest else "")
