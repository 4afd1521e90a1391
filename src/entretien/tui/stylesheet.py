"""A stylesheet that understands each of its sources once, for as long as the colours stay the same."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_SOURCES = 512
"""How many understood sources are kept: more than there are kinds of widgets and files of styles."""


class OnceParsed(Stylesheet):
    """Textual's own reads every source anew whenever a screen or a theme comes; here, what is known stays known."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; what was understood with the same ones stays."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Understand what is new. Nothing changes where a source is wrong."""
        self.parse()
