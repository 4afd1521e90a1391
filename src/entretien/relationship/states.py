"""The states that a tie can be in."""

from __future__ import annotations

from typing import Final, Literal

State = Literal[
    "none", "planned", "snoozed", "new", "dormant", "rest", "waiting", "last_call", "quiet", "late", "due", "soon", "ok"
]

STATES: Final[tuple[State, ...]] = (
    "none", "planned", "snoozed", "new", "dormant", "rest", "waiting", "last_call", "quiet", "late", "due", "soon", "ok"
)  # fmt: skip
"""All states, in the order in which the first that fits is taken (section 2.f)."""

TO_SEE: Final[frozenset[State]] = frozenset({"last_call", "quiet", "late", "due"})
"""The states of someone to see again."""
