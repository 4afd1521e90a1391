"""The sections of the queue."""

from __future__ import annotations

from typing import Final, Literal

Part = Literal["promise", "reply", "met", "date", "see", "revive"]
"""The sections of the queue, in their order."""

PARTS: Final[tuple[Part, ...]] = ("promise", "reply", "met", "date", "see", "revive")
