"""Which dormant tie to revive: trust and novelty before comfort (section 2.k; Levin and Walter)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.relationship.needs import terms
from entretien.relationship.parameters import Parameters
from entretien.relationship.tie import Tie

ACTIVE_CIRCLE_DAYS: Final = 180
"""A circle is active while a member of it gave a sign of life within so many days."""

_SHARED_WORLD: Final = 0.5
_WITH_REASON: Final = 1.5


def best_to_revive(among: Iterable[Tie], network: Sequence[Tie], today: date, parameters: Parameters) -> Tie | None:
    """The dormant tie of `among` with the highest trust x novelty x hook, then the first name.

    Trust is the bond; novelty is halved for a circle that is active in the network anyway; the hook is a date of
    theirs soon, or something that somebody seeks and another offers.
    """
    candidates = [tie for tie in among if tie.relationship.state == "dormant" and not tie.relationship.on_hold]
    if not candidates:
        return None
    active = _active_circles(network)
    sought = {term for tie in network for need in tie.contact.seeks for term in terms(need)}
    offered = {term for tie in network for need in tie.contact.offers for term in terms(need)}

    def score(tie: Tie) -> float:
        novelty = _SHARED_WORLD if active.intersection(tie.contact.circles) else 1.0
        reason = has_date(tie.contact, today, parameters.hook_days) or _matches(tie.contact, sought, offered)
        return tie.relationship.bond * novelty * (_WITH_REASON if reason else 1.0)

    return min(candidates, key=lambda tie: (-score(tie), fold(tie.contact.name), tie.contact.id))


def has_date(contact: Contact, today: date, days: int) -> bool:
    """One of the person's dates falls within `days` from today."""
    return any((anniversary.next_on(today) - today).days <= days for anniversary in contact.dates)


def _active_circles(ties: Iterable[Tie]) -> set[str]:
    return {
        circle
        for contact, _log, relationship in ties
        if relationship.since_life is not None and relationship.since_life <= ACTIVE_CIRCLE_DAYS
        for circle in contact.circles
    }


def _matches(contact: Contact, sought: set[str], offered: set[str]) -> bool:
    """They offer what somebody seeks, or seek what somebody offers."""
    return any(not sought.isdisjoint(terms(offer)) for offer in contact.offers) or any(
        not offered.isdisjoint(terms(need)) for need in contact.seeks
    )
