"""One line of the log: what happened between two people on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final, Literal

from entretien.dataclass import dataclass

Direction = Literal["out", "in", "mutual"]
Channel = Literal["message", "letter", "call", "video", "meet"]
Depth = Literal[1, 2, 3]
Felt = Literal[-1, 0, 1]

CHANNELS: Final[tuple[Channel, ...]] = ("message", "letter", "call", "video", "meet")
TOGETHER: Final = frozenset({"call", "video", "meet"})
"""Channels on which both are present, so that nobody in particular started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One entry of a contact's log. Only `on` is required; what the file leaves out is None or false here too."""

    __pydantic_config__: ClassVar[dict[str, Callable[[str], str]]] = {"alias_generator": lambda name: name.rstrip("_")}

    on: date
    direction: Direction | None = None
    channel: Channel = "message"
    depth: Depth | None = None
    """1 a sign, 2 news, 3 substance."""
    gave: bool = False
    received: bool = False
    asked: bool = False
    felt: Felt | None = None
    """How it felt afterwards: -1, 0 or 1."""
    no_reply: bool = False
    """For a message of theirs: it needs no answer."""
    planned: bool = False
    """Noted for a day to come. From that day on it counts like any other; once the day has passed the user is asked
    whether it happened: if so this mark goes, else the entry."""
    with_: tuple[str, ...] = ()
    """Ids of the others present; the entry is on their timelines too and stands in this file only."""
    event: str = ""
    circle: str = ""
    """The circle this was about; absent, it counts for every circle of the person."""
    progress: bool = False
    """They got ahead with something that matters to them."""
    judging: bool = False
    """The note judges motives; it counts as a breach of respect in the circle's health."""
    note: str = ""

    @property
    def effective_direction(self) -> Direction:
        """Who started: as written, else together for a call, a video call or a meeting, else I did."""
        return self.direction or ("mutual" if self.channel in TOGETHER else "out")

    @property
    def effective_depth(self) -> Depth:
        """As written, else a sign for a message and news for the rest."""
        return self.depth or (1 if self.channel == "message" else 2)
