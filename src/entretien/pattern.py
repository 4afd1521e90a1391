"""Regular expressions that are compiled when they are first used: most commands need few of those they import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["pattern"]

if TYPE_CHECKING:
    pattern = re.compile
else:

    class pattern:  # noqa: N801 - it stands for a function
        """What `re.compile` gives, in time."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._given = text, flags

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(*self._given)
            for known in ("pattern", "match", "fullmatch", "search", "findall", "finditer", "split", "sub"):
                setattr(self, known, getattr(compiled, known))
            return getattr(compiled, name)
