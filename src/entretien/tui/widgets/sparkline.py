"""Small bars in a line of text: the silences of a tie against its rhythm, and its warmth over the past year."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from entretien.model.interaction import Interaction
from entretien.relationship.parameters import Parameters
from entretien.relationship.sentences import band
from entretien.relationship.standing import Relationship
from entretien.tui.spans import Span

BARS: Final = "▁▂▃▄▅▆▇█"
WARMTH_MONTHS: Final = 12
_MONTH_DAYS: Final = 30
_SHORTEST_PAST: Final = 90
"""Days of history below which a line of bars says nothing."""

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
        return bar(days / rhythm / 2), "cooling" if days > rhythm * parameters.kept_tolerance else "faint"

    now = [("\N{NO-BREAK SPACE}", "text"), drawn(tie.since_life)] if tie.since_life is not None else []
    return [*map(drawn, tie.gaps), *now]


def warmth(tie: Relationship, log: Sequence[Interaction]) -> list[Span]:
    """A bar for the warmth in each of the past months, with the half-life that the tie has now; the last is today's."""
    if tie.half_life is None:
        return []
    today = tie.today.toordinal()
    lives = [item.on.toordinal() for item in log if item.effective_direction != "out" and item.on.toordinal() <= today]
    if not lives or today - lives[0] < _SHORTEST_PAST:
        return []
    spans: list[Span] = []
    for month in range(WARMTH_MONTHS - 1, -1, -1):
        day = today - month * _MONTH_DAYS
        place = bisect_right(lives, day)
        if place:
            value = 2.0 ** (-(day - lives[place - 1]) / tie.half_life)
            spans.append((bar(value), "faint" if month else WARMTH_STYLE[band(value)]))
    return spans


def track(share: float, width: int, style: str = "$accent") -> list[tuple[str, str]]:
    """A thin line of `width` cells, heavy as far as `share` (0 to 1), half a cell precise; in content styles."""
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    whole, half = divmod(halves, 2)
    return [("━" * whole, style), ("╸" * half, style), ("─" * (width - whole - half), "$line")]
