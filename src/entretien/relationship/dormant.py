"""Which dormant tie to revive: trust and novelty before comfort (section 2.k; Levin and Walter)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.relationship.line import Line, Sleeper
from entretien.relationship.parameters import Parameters
from entretien.relationship.tie import Tie


class Hooks(NamedTuple):
    """What goes on among all active contacts."""

    circles: set[str]
    """Those with somebody who was heard of lately."""
    sought: set[str]
    offered: set[str]


def best_to_revive(candidates: Iterable[Line], hooks: Hooks, parameters: Parameters) -> Line | None:
    """The dormant tie with the highest trust x novelty x hook, then the first name; None where none may be revived.

    Trust is the bond; novelty is halved for a circle that is active in the network anyway; the hook is a date of
    theirs soon, or something that somebody seeks and another offers. `candidates` are dormant and have no place yet.
    """

    def order(line: Line) -> tuple[float, str, str]:
        assert line.sleeper is not None
        novelty = 1.0 if hooks.circles.isdisjoint(line.circles) else parameters.shared_world
        reason = line.sleeper.has_date or not (
            hooks.sought.isdisjoint(line.offers) and hooks.offered.isdisjoint(line.seeks)
        )
        return -line.sleeper.bond * novelty * (parameters.hook_weight if reason else 1.0), line.sleeper.name, line.who

    return min(candidates, key=order, default=None)


def sleeper(tie: Tie, today: date, parameters: Parameters) -> Sleeper | None:
    """What tells whether a tie is the one to revive; None where it isn't dormant, or is held back."""
    contact, _log, relationship = tie
    if relationship.state != "dormant" or relationship.on_hold:
        return None
    return Sleeper(relationship.bond, has_date(contact, today, parameters.hook_days), fold(contact.name))


def has_date(contact: Contact, today: date, days: int) -> bool:
    """One of the person's dates falls within `days` from today."""
    return any((anniversary.next_on(today) - today).days <= days for anniversary in contact.dates)
