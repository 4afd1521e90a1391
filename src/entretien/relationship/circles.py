"""The health of a circle: the weakest of its stake, its members' progress, and respect (2.i; Robert Papin)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from entretien.dataclass import dataclass
from entretien.i18n import _, ngettext
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Introduction
from entretien.relationship.exchanges import exchanges
from entretien.relationship.introductions import broke_consent, day_of
from entretien.relationship.measures import pressure
from entretien.relationship.parameters import DEFAULTS, Parameters
from entretien.relationship.tie import Tie
from entretien.words import percent

Pillar = Literal["stake", "progress", "respect"]


@dataclass(frozen=True, slots=True)
class CircleHealth:
    """The three pillars, each 0 to 1, with what they were counted from."""

    members: int
    members_needed: int
    """Fewer members have no health."""
    engaged: int
    """Members with a sign of life about this circle in 180 days."""
    progressed: int
    """Members who gained something in a year."""
    breaches: int
    """Breaches of respect in a year: the only part of it that a log can show."""
    links: int
    """Introductions between members that took: the sub-networks born here."""
    has_stake: bool
    stake_is_fresh: bool
    """The stake was confirmed within a year."""
    stake: float
    progress: float
    respect: float

    @property
    def value(self) -> float | None:
        """The weakest pillar, because all three are essential; None with fewer than three members."""
        return min(self.stake, self.progress, self.respect) if self.members >= self.members_needed else None

    @property
    def weakest(self) -> Pillar | None:
        """The pillar that needs care first; None with fewer than three members, or where all three stand full."""
        if self.value is None or self.value == 1:
            return None
        pillars: tuple[tuple[Pillar, float], ...] = (
            ("stake", self.stake),
            ("progress", self.progress),
            ("respect", self.respect),
        )
        return min(pillars, key=lambda pillar: pillar[1])[0]

    @property
    def sentence(self) -> str:
        """The health in one line, naming the weakest pillar."""
        if self.value is None:
            return _("Health —: it takes {needed} members, there are {there}.").format(
                needed=self.members_needed, there=self.members
            )
        match self.weakest:
            case "stake":
                return _("Circle {value}: stake. {sentence}").format(
                    value=percent(self.value), sentence=self.stake_sentence
                )
            case "progress":
                return _("Circle {value}: progress. {sentence}").format(
                    value=percent(self.value), sentence=self.progress_sentence
                )
            case "respect":
                return _("Circle {value}: respect. {sentence}").format(
                    value=percent(self.value), sentence=self.respect_sentence
                )
            case None:
                return _("Circle {value}: stake, progress and respect all stand.").format(value=percent(self.value))

    @property
    def stake_sentence(self) -> str:
        """What holds the circle together, counted."""
        if not self.has_stake:
            return _("No stake is written yet.")
        engaged = ngettext(
            "{engaged} of {n} gave a sign of life in six months.",
            "{engaged} of {n} gave a sign of life in six months.",
            self.members,
        ).format(engaged=self.engaged)
        return engaged if self.stake_is_fresh else _("{engaged} Does the stake still hold?").format(engaged=engaged)

    @property
    def progress_sentence(self) -> str:
        """Who got ahead, counted."""
        return ngettext(
            "{gained} of {n} gained something this year.", "{gained} of {n} gained something this year.", self.members
        ).format(gained=self.progressed)

    @property
    def respect_sentence(self) -> str:
        """What was not respectful, counted."""
        if not self.breaches:
            return _("Nothing to regret this year.")
        return ngettext("{n} slip this year.", "{n} slips this year.", self.breaches)

    @property
    def question(self) -> str:
        """What no log can answer, to ask oneself once a year."""
        return _("Do I know what each member seeks, without judging it?")


def health(
    circle: Circle,
    members: Sequence[Tie],
    introductions: Iterable[Introduction],
    today: date,
    parameters: Parameters = DEFAULTS,
) -> CircleHealth:
    """The health of a circle on `today`. Members who were let go don't count."""
    present = [tie for tie in members if tie.contact.status != "closed"]
    ids = {tie.contact.id for tie in present}
    inside = [item for item in introductions if ids.intersection(item.between)]
    year = parameters.circle_days
    took = [item for item in inside if (day := day_of(item, "took")) and _within(day, today, year)]
    helped = {who for item in took for who in item.between}

    engaged = sum(
        any(_is_life(item) for item in _about(tie, circle.id, today, parameters.engaged_days)) for tie in present
    )
    progressed = sum(
        tie.contact.id in helped or any(item.gave or item.progress for item in _about(tie, circle.id, today, year))
        for tie in present
    )
    breaches = sum(
        sum(item.judging for item in _about(tie, circle.id, today, year)) + breached_holds(tie, today, parameters)
        for tie in present
    ) + sum(broke_consent(item) and _within(day_of(item, "introduced"), today, year) for item in inside)

    fresh = circle.stake_confirmed is not None and (today - circle.stake_confirmed).days < year
    share = engaged / len(present) if present else 0.0
    written = bool(circle.stake.strip())
    return CircleHealth(
        members=len(present),
        members_needed=parameters.circle_members,
        engaged=engaged,
        progressed=progressed,
        breaches=breaches,
        links=sum(ids.issuperset(item.between) and day_of(item, "took") is not None for item in inside),
        has_stake=written,
        stake_is_fresh=fresh,
        stake=share * (1.0 if fresh else parameters.stale_stake) if written else 0.0,
        progress=progressed / len(present) if present else 0.0,
        respect=max(0.0, 1 - parameters.breach_cost * breaches),
    )


def breached_holds(tie: Tie, today: date, parameters: Parameters = DEFAULTS) -> int:
    """Conversations of the last year that I opened while a hold of the guard was running (levels 2 and 3)."""
    episodes = exchanges(tie.log, today, parameters)
    cadence = tie.relationship.cadence
    count = 0
    for index, exchange in enumerate(episodes):
        if exchange.opened_by == "out" and today.toordinal() - exchange.start <= parameters.circle_days:
            guard = pressure(episodes, exchange.start, cadence, parameters, upto=index)
            count += guard.level >= 2 and guard.hold_until is not None and exchange.start < guard.hold_until
    return count


def _about(tie: Tie, circle: str, today: date, days: int) -> Iterator[Interaction]:
    """The interactions of the last `days` about a circle: tagged with it, or with none."""
    for item in reversed(tie.log):
        if (today - item.on).days > days:
            return
        if item.on <= today and item.circle in ("", circle):
            yield item


def _is_life(item: Interaction) -> bool:
    return item.effective_direction != "out"


def _within(day: date | None, today: date, days: int) -> bool:
    return day is not None and 0 <= (today - day).days <= days
