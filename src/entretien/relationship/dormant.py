"""Which dormant tie to revive: trust and novelty before comfort (section 2.k; Levin and Walter)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.namedtuple import NamedTuple
from entretien.relationship.line import Line, Sleeper
from entretien.relationship.parameters import DEFAULTS, Parameters
from entretien.relationship.tie import Tie


class World(NamedTuple):
    """How many active contacts share what: it tells what is new about a dormant tie. Nothing in it is changed."""

    circles: Counter[str]
    """By circle: those of whom there was a sign of life lately."""
    sought: Counter[str]
    offered: Counter[str]
    """By term: those who seek, or offer, it."""

    def joined(self, other: World) -> World:
        """Both together."""
        return World._make(mine + theirs for mine, theirs in zip(self, other, strict=True))

    def without(self, other: World) -> World:
        """This one, without those of another one."""
        return World._make(mine - theirs for mine, theirs in zip(self, other, strict=True))


def world_of(lines: Iterable[Line], parameters: Parameters) -> World:
    """What these lines tell of the network."""
    active = [line for line in lines if line.status == "active"]
    lately = (line for line in active if line.since_life is not None and line.since_life <= parameters.engaged_days)
    return World(
        Counter(circle for line in lately for circle in line.circles),
        Counter(term for line in active for term in line.seeks),
        Counter(term for line in active for term in line.offers),
    )


def best_to_revive(lines: Iterable[Line], world: World, parameters: Parameters = DEFAULTS) -> Line | None:
    """The dormant tie with the highest trust x novelty x hook, then the first name; None where none may be revived.

    Trust is the bond; novelty is halved for a circle that is active in the network anyway; the hook is a date of
    theirs soon, or something that somebody seeks and another offers. `world` is that of all active contacts.
    """
    candidates = [line for line in lines if line.sleeper and line.rank is None]
    if not candidates:
        return None
    active, sought, offered = world.circles.keys(), world.sought.keys(), world.offered.keys()

    def order(line: Line) -> tuple[float, str, str]:
        assert line.sleeper is not None
        novelty = 1.0 if active.isdisjoint(line.circles) else parameters.shared_world
        reason = line.sleeper.has_date or not (sought.isdisjoint(line.offers) and offered.isdisjoint(line.seeks))
        return -line.sleeper.bond * novelty * (parameters.hook_weight if reason else 1.0), line.sleeper.name, line.who

    return min(candidates, key=order)


def sleeper(tie: Tie, today: date, parameters: Parameters) -> Sleeper | None:
    """What tells whether a tie is the one to revive; None where it isn't dormant, or is held back."""
    contact, _log, relationship = tie
    if relationship.state != "dormant" or relationship.on_hold:
        return None
    return Sleeper(relationship.bond, has_date(contact, today, parameters.hook_days), fold(contact.name))


def has_date(contact: Contact, today: date, days: int) -> bool:
    """One of the person's dates falls within `days` from today."""
    return any((anniversary.next_on(today) - today).days <= days for anniversary in contact.dates)
