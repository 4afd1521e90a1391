"""Every number of the relationship model that a user may tune, in one place, with its basis.

Basis: [V] read in the source named; [J] this project's judgement. Section numbers are those of the model's document.
"""

from __future__ import annotations

from typing import Final

from entretien.dataclass import dataclass, fields
from entretien.i18n import _

HALF_LIVES: Final = 4
"""From a sign of life to dormancy the warmth halves so many times (section 2.e); the document's definition of it."""

REGULAR: Final = 0.75
FAIRLY_REGULAR: Final = 0.5
"""Regularities from which a tie is called so (section 2.a). These and the bands are words, the same for everybody."""

BANDS: Final = (0.70, 0.50, 0.25, 2.0**-HALF_LIVES)
"""Warmths down to which a tie is called warm, cooling, cool; cold above the last (section 2.e)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The model's parameters with their defaults. Days unless said. Raises ValueError for what can't work."""

    merge_days: int = 2
    """Interactions this close to the last sign of life are one conversation [J]."""
    reply_window: int = 30
    """A reply within this many days belongs to the message it answers [J]."""
    gaps_kept: int = 8
    """Silences that count, the most recent ones [J]."""
    gaps_needed: int = 3
    """Silences needed before a rhythm is spoken of; small-sample bias check of Kim & Jo 2016."""
    last_exchanges: int = 5
    """Exchanges over which intensity and quality are averaged [J]."""
    presence_written: float = 1.0
    presence_spoken: float = 1.5
    presence_met: float = 2.0
    """Weight of a channel in the intensity [J, direction from Vlahovic 2012]."""
    bond_half: float = 12.0
    """Weight of exchanges at which the bond is 0.5: two deep meetings [J, after Ferrazzi]."""
    kept_of: int = 6
    kept_tolerance: float = 1.25
    """The rhythm is kept where one of the last silences is at most so many times the cadence [J]."""
    reciprocity_days: int = 730
    services_days: int = 365
    """How far back initiative and services are counted for the balance, and services before asking one [J]."""
    balance_band: float = 1 / 3
    balance_needed: int = 3
    """A balance this far from zero is called lopsided, once there are so many events (Kovanen: it is normal) [J]."""
    dormant_multiple: float = 8.0
    """Silence, in rhythms, after which a tie is dormant (Navarro 2017)."""
    dormant_floor: int = 90
    dormant_ceiling: int = 1095
    """Bounds of the dormancy threshold: 90 [J], three years (Levin et al. 2011)."""
    last_call_warmth: float = 0.125
    """Warmth at or below which it is the last call [J]."""
    soon: float = 0.8
    """Due-ness from which a contact is due soon [J]."""
    late: float = 1.5
    """Due-ness from which it has been long (Monica issue 321)."""
    drift_factor: float = 2.0
    """How many of their usual silences weigh as one due rhythm [J]."""
    drift_regularity: float = 0.5
    """Regularity from which a rhythm is trusted [J]."""
    advice_slower: float = 1.5
    advice_faster: float = 0.6
    """Another rhythm is proposed where the median silence is at least, or at most, so many times the cadence [J]."""
    snoozes_in_a_row: int = 3
    """Put off so many times, a slower rhythm is proposed (Monica's guide)."""
    wait_days: int = 14
    hold_days: int = 30
    rest_days: int = 180
    """Holds of the guard at its levels 1 to 3; level 2 holds at least the cadence (common etiquette)."""
    weight_plain: float = 1.0
    weight_gave: float = 0.5
    weight_asked: float = 1.5
    """Pressure of an unanswered exchange; one in which I gave and asked counts as given [J]."""
    pressure_days: int = 365
    """Unanswered exchanges older than this no longer weigh [J]."""
    slide_share: float = 0.15
    slide_most: int = 30
    """How far a due date may slide to even out the weeks: a share of the rhythm, at most so many days [J]."""
    need_half_life: int = 90
    """Days in which the freshness of a need halves [J]."""
    follow_up_hours: int = 48
    follow_up_days: int = 14
    """A first message after meeting is late after so many hours, and no longer a follow-up after so many days."""
    second_contact_days: int = 30
    """The second contact after meeting comes so many days after the first word; twice that closes it (Ferrazzi)."""
    reply_days: int = 90
    """A message of theirs older than this no longer waits for an answer."""
    dates_ahead: int = 7
    """Days before a date of theirs at which it is shown."""
    promises_ahead: int = 7
    """Days before a promise of mine is due at which it is shown; an undated one is due so long after it was made."""
    hook_days: int = 14
    """A date of theirs this near is a reason to revive a dormant tie [J]."""
    shared_world: float = 0.5
    """What sharing a circle leaves of the novelty of a tie, or of an introduction (Burt: worlds apart gain most)."""
    hook_weight: float = 1.5
    """What a reason to write adds to a dormant tie [J]."""
    session_people: int = 5
    """People to see again that one session shows at the most."""
    easy_first: int = 2
    """Contacts reached in a session before the dormant tie comes up (Aknin & Sandstrom: begin with easy ones)."""
    missed_weeks: int = 3
    """Weeks without a session after which it opens with a kind line [J]."""
    proposals_most: int = 3
    """Introductions proposed at once [J]."""
    introduction_rest_days: int = 30
    """Days for which somebody who was asked or introduced is not proposed again, so as not to exhaust people [J]."""
    outcome_days: int = 14
    """Days after an introduction at which to ask how it went [J]."""
    asking_balance: int = 2
    """So many services more received than given within `services_days`: bring something before asking (Cardinal)."""
    circle_members: int = 3
    """Members below which nothing is said about a circle's health [J]."""
    engaged_days: int = 180
    """A member is engaged, and a circle active, with a sign of life within so many days [J]."""
    circle_days: int = 365
    """How far back progress and slips are counted, and for how long a confirmed stake is fresh [J]."""
    breach_cost: float = 0.25
    """What one slip takes from the respect in a circle [J]."""
    stale_stake: float = 0.5
    """What a stake is worth that was not confirmed lately [J]."""
    same_words_most: int = 5
    """Messages with one text on one day above which the next one is asked about [J]."""
    clump_people: int = 10
    clump_share: float = 0.6
    """From so many contacts on, the share of them above which one circle is too much of the network [J]."""

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            whole = item.type == "int"
            if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
                raise ValueError(_("a whole number") if whole else _("a number"))
            if not 0 < value <= 36_500:
                raise ValueError(_("a number above 0"))
        if self.dormant_floor > self.dormant_ceiling:
            raise ValueError(_("a floor below the ceiling"))
        if self.gaps_kept < self.gaps_needed:
            raise ValueError(_("gaps_kept at least gaps_needed"))
        if self.soon > 1 or self.late < 1:
            raise ValueError(_("soon at most 1, late at least 1"))
        if self.last_call_warmth >= 1 or self.drift_regularity > 1 or self.slide_share > 1 or self.balance_band > 1:
            raise ValueError(_("a share of at most 1"))


DEFAULTS: Final = Parameters()
"""The parameters of who has set none; one for all, as to check so many numbers takes its time."""
