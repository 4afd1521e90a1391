"""The queue as it is put in order from everybody's lines, and put in order again when a few of them are others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Self

from entretien.relationship.dormant import Hooks, best_to_revive
from entretien.relationship.line import Line
from entretien.relationship.parameters import Parameters


class Arrangement:
    """Who is in the queue, and what tells which dormant tie is the one to revive. It never changes."""

    __slots__ = ("_circles", "_offers", "_parameters", "_ranked", "_seeks", "_sleepers")

    def __init__(self, lines: Iterable[Line], parameters: Parameters) -> None:
        """`lines` are everybody's."""
        self._parameters = parameters
        self._ranked: dict[str, Line] = {}
        self._sleepers: dict[str, Line] = {}
        self._circles: Counter[str] = Counter()
        self._seeks: Counter[str] = Counter()
        self._offers: Counter[str] = Counter()
        self._take(lines)

    def after(self, gone: Iterable[Line], come: Iterable[Line]) -> Self:
        """The arrangement without some lines, and with others."""
        later = type(self)((), self._parameters)
        later._ranked, later._sleepers = dict(self._ranked), dict(self._sleepers)
        later._circles, later._seeks, later._offers = self._circles.copy(), self._seeks.copy(), self._offers.copy()
        for line in gone:
            if line.status == "active":
                later._ranked.pop(line.who, None)
                later._sleepers.pop(line.who, None)
                if later._is_engaged(line):
                    later._circles.subtract(line.circles)
                later._seeks.subtract(line.seeks)
                later._offers.subtract(line.offers)
        later._take(come)
        return later

    def ranked(self) -> list[Line]:
        """Those something calls for, in order."""
        return sorted(self._ranked.values(), key=lambda line: line.rank or ())

    def to_revive(self) -> Line | None:
        """The dormant tie to revive."""
        if not self._sleepers:
            return None
        hooks = Hooks(*({term for term, count in kind.items() if count > 0} for kind in self._kinds))
        return best_to_revive(self._sleepers.values(), hooks, self._parameters)

    @property
    def _kinds(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        return self._circles, self._seeks, self._offers

    def _take(self, lines: Iterable[Line]) -> None:
        for line in lines:
            if line.status != "active":
                continue
            if line.rank:
                self._ranked[line.who] = line
            elif line.sleeper:
                self._sleepers[line.who] = line
            if line.circles and self._is_engaged(line):
                self._circles.update(line.circles)
            if line.seeks:
                self._seeks.update(line.seeks)
            if line.offers:
                self._offers.update(line.offers)

    def _is_engaged(self, line: Line) -> bool:
        return line.since_life is not None and line.since_life <= self._parameters.engaged_days
