"""A stylesheet that understands each of its sources once for each set of colours."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_SOURCES = 512
"""How many understood sources are kept: more than there are kinds of widgets and files of styles."""
_COLOURS = 4
"""For how many sets of colours they are kept."""

_Understood = LRUCache[tuple[Any, ...], list[RuleSet]]


class OnceParsed(Stylesheet):
    """Textual's own reads every source anew whenever a screen or a theme comes; here, what is known stays known."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _understood(frozenset(self._variables.items()))

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; what was understood with the same ones stays."""
        if variables != self._variables:
            self._parse_cache = LRUCache(_SOURCES)
            super().set_variables(variables)
            self._parse_cache = _understood(frozenset(variables.items()))

    def reparse(self) -> None:
        """Understand what is new. Nothing changes where a source is wrong."""
        self.parse()


@lru_cache(maxsize=_COLOURS)
def _understood(_variables: frozenset[tuple[str, str]]) -> _Understood:
    """What is known of the sources with these variables, by every stylesheet."""
    return LRUCache(_SOURCES)
