"""Speed meetings by the clock: a round, a bell, a few seconds for one line, the next round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from entretien.i18n import N_

Phase = Literal["round", "line", "over"]

NOTE_SECONDS: Final = 10.0
"""Seconds for one line between two rounds."""
SHORTEST: Final = 0.1
LONGEST: Final = 60.0
"""Minutes that a round may have."""
MOST: Final = 200
"""Rounds at the most."""

QUESTIONS: Final = (
    N_("What brought you here today?"),
    N_("What are you working on that you would gladly talk about?"),
    N_("Whom would you like to meet, and why?"),
    N_("What would make this a good day for you?"),
    N_("What do people usually get wrong about your trade?"),
    N_("Which task would you gladly hand to somebody?"),
    N_("What have you changed your mind about this year?"),
    N_("What could I tell others about you?"),
)
"""A question for each round in turn, for those who don't know how to begin."""


class Rounds:
    """Where the clock stands. `clock` gives seconds that never go back; nothing moves but in `look`."""

    def __init__(self, minutes: float, count: int, clock: Callable[[], float]) -> None:
        self.count = count
        self.number = 1
        """The round that runs, or that the line is about; from 1."""
        self.phase: Phase = "round"
        self.paused = False
        self._clock = clock
        self._round_seconds = minutes * 60
        self._left = self._round_seconds
        self._at = clock()

    @property
    def left(self) -> float:
        """Seconds to the next bell."""
        return max(0.0, self._left)

    @property
    def share(self) -> float:
        """How much of the present stretch has passed, 0 to 1."""
        return 1 - self.left / self._length

    @property
    def finished(self) -> int:
        """Rounds that are over."""
        return self.number - (self.phase == "round")

    @property
    def question(self) -> str:
        """The question for this round, to be translated."""
        return QUESTIONS[(self.number - 1) % len(QUESTIONS)]

    def look(self) -> bool:
        """Take in the time that has passed; whether a bell rings."""
        now = self._clock()
        if not self.paused and self.phase != "over":
            self._left -= now - self._at
        self._at = now
        rings = False
        while self._left <= 0 and self.phase != "over":
            over, self._left = self._left, 0.0
            self._go_on()
            self._left += over
            rings = True
        return rings

    def pause(self) -> None:
        """Stop the clock, or let it go on."""
        self.look()
        self.paused = not self.paused

    def next(self) -> None:
        """End the round, or the time for its line, before the bell."""
        self.look()
        self._go_on()

    def _go_on(self) -> None:
        self.paused = False
        if self.phase == "round":
            self.phase = "line"
        elif self.number < self.count:
            self.phase, self.number = "round", self.number + 1
        else:
            self.phase = "over"
        self._left = self._length

    @property
    def _length(self) -> float:
        return self._round_seconds if self.phase == "round" else NOTE_SECONDS
