"""The days after meeting somebody: a first word within two days, a second contact about a month later.

Nothing of this is stored. The day of meeting and the log say whether the first word is still missing. As long as
nothing has happened since those first days, the rhythm is at most `second_contact_days`; from then on it is the one
that was chosen ("normal rhythm" in the model's document). A dormant tie that woke up begins anew in the same way: one
check about a month later (section 2.k).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.relationship.parameters import DEFAULTS, Parameters


def follows_up(item: Interaction, met: date) -> bool:
    """It follows up on a meeting: anything of mine or together afterwards, or a message of mine that same day."""
    direction = item.effective_direction
    return (item.on > met and direction != "in") or (item.on == met and direction == "out")


def awaits_first_word(
    contact: Contact, log: Iterable[Interaction], today: date, parameters: Parameters = DEFAULTS
) -> bool:
    """We met lately, and nothing has followed."""
    met = contact.met.on if contact.met else None
    if met is None or not _in_first_days(met, today, parameters):
        return False
    return not any(follows_up(item, met) for item in log)


def spacing(
    cadence: int | None, begun: date | None, last: date | None, today: date, parameters: Parameters = DEFAULTS
) -> int | None:
    """Days from the `last` interaction to the next: the rhythm, shorter as long as only the first days have passed.

    `begun` is the day we met, or that on which a dormant tie woke up. What is past for good, such as the meetings that
    an import brings, has its rhythm at once.
    """
    if cadence is None or begun is None or last is None or not _in_first_days(begun, last, parameters):
        return cadence
    if (today - begun).days > 2 * parameters.second_contact_days:
        return cadence
    return min(cadence, parameters.second_contact_days)


def _in_first_days(met: date, day: date, parameters: Parameters) -> bool:
    return 0 <= (day - met).days <= parameters.follow_up_days
