"""What a need or an offer is about, as terms that can be compared."""

from __future__ import annotations

from typing import Final

from entretien.model.contact import Need
from entretien.model.ids import fold
from entretien.pattern import pattern

_SHORTEST_WORD: Final = 4
_WORD: Final = pattern(r"\w+")


def terms(need: Need) -> frozenset[str]:
    """The tags of a need, accents and case aside; without tags, the longer words of its text."""
    if need.tags:
        return frozenset(fold(tag) for tag in need.tags)
    return frozenset(word for word in _WORD.findall(fold(need.what)) if len(word) >= _SHORTEST_WORD)
