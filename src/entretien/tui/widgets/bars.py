"""Shares and counts as bars of line characters."""

from __future__ import annotations

from typing import Final

_FULL, _HALF, _EMPTY = "━", "╸", "─"
_BLOCKS: Final = "▏▎▍▌▋▊▉█"


def share_bar(share: float, width: int) -> tuple[str, str]:
    """The filled and the empty part of a bar of `width` cells for a share, 0 to 1."""
    halves = round(max(0.0, min(share, 1.0)) * width * 2)
    filled = _FULL * (halves // 2) + _HALF * (halves % 2)
    return filled, _EMPTY * (width - len(filled))


def count_bar(count: float, most: float, width: int) -> str:
    """A bar whose length is `count` of `most`, in eighths of a cell; never empty for a count above 0."""
    eighths = round(count / most * width * 8) if most > 0 else 0
    if count > 0:
        eighths = max(1, eighths)
    full, rest = divmod(min(eighths, width * 8), 8)
    return "█" * full + (_BLOCKS[rest - 1] if rest else "")
