"""Where a tie stands on a day: every measure, the state, and when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from entretien.dataclass import dataclass
from entretien.model.interaction import Interaction
from entretien.relationship import measures
from entretien.relationship.days import day_at, shifted
from entretien.relationship.exchanges import Exchange, in_order, merged, split, with_life
from entretien.relationship.follow_up import spacing
from entretien.relationship.measures import Initiative, Intensity, Pressure, Quality, Services, Waking
from entretien.relationship.parameters import DEFAULTS, HALF_LIVES, Parameters
from entretien.relationship.states import STATES as STATES
from entretien.relationship.states import TO_SEE
from entretien.relationship.states import State as State


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What the log says about one tie on `today`. Spans are in days; None where there is not enough history."""

    state: State
    today: date
    cadence: int | None
    """The chosen rhythm, in days; None: no rhythm is wanted."""
    second_contact: bool
    """We met lately or the tie woke up, and the next contact is the second one, sooner than the rhythm has it."""
    next_in: int | None
    """Days from an exchange of today to the next one; None: no rhythm is wanted."""
    due: date | None
    """The day to get in touch: the last interaction plus the cadence (at most a month for the second contact), put
    off by a snooze; for a new contact its first day. Never moved by a hold."""
    last: Interaction | None
    """The last interaction up to today."""
    last_life: date | None
    """The last sign of life."""
    planned_on: date | None
    """The first interaction noted for a later day."""
    snoozed_until: date | None
    snoozes: int
    exchanges: int
    two_way: int
    gaps: tuple[int, ...]
    """The last silences between two-way exchanges, oldest first."""
    median_gap: float | None
    regularity: float | None
    """0 to 1, a record silence of now included."""
    closed_regularity: float | None
    """0 to 1, over the finished silences only."""
    since_touch: int | None
    """Days since the last interaction of any kind."""
    since_life: int | None
    """Days since the last sign of life."""
    dormant_after: float | None
    half_life: float | None
    """Days of silence in which the warmth halves."""
    warmth: float | None
    """0 to 1; 1 today."""
    pressure: float
    level: int
    """Level of the over-contact guard, 0 to 3."""
    hold_until: date | None
    """The day on which the guard's hold ends or ended."""
    unanswered: int
    unanswered_given: int
    """Exchanges of mine without an answer since the last sign of life; and those among them that brought something."""
    plan: float | None
    """How far into the chosen rhythm, or towards the second contact: 1 is due."""
    silence: float | None
    """This silence over the usual one."""
    dueness: float | None
    """The larger of `plan` and half of `silence`, the latter where the rhythm is trusted."""
    drift: bool
    """A trusted rhythm is broken."""
    longer_than: int
    """How many of `gaps` are shorter than this silence."""
    bond: float
    """The long memory of the tie, 0 to 1."""
    waking: Waking | None
    log: tuple[Interaction, ...]
    """What happened up to today, oldest first: for what is worked out when somebody asks."""
    parameters: Parameters

    @property
    def woke_after(self) -> int | None:
        """The silence in days that ended when the tie woke up, with its last two-way exchange or the one before."""
        return self.waking.silence if self.waking else None

    @property
    def intensity(self) -> float | None:
        """Depth and presence of the last two-way exchanges, 0 to 1."""
        counts = self.intensity_counts
        return counts.value if counts else None

    @property
    def intensity_counts(self) -> Intensity | None:
        """What it is counted from."""
        return measures.intensity(with_life(self._exchanges), self.parameters)

    @property
    def quality(self) -> float | None:
        """Whether the last exchanges were answered, useful, felt good, 0 to 1."""
        counts = self.quality_counts
        return counts.value if counts else None

    @property
    def quality_counts(self) -> Quality | None:
        """What it is counted from."""
        return measures.quality(self._exchanges, self.today.toordinal(), self.parameters)

    @property
    def kept(self) -> tuple[int, int] | None:
        """Silences that stayed within the cadence, of how many."""
        return measures.kept(self.gaps, self.cadence, self.parameters) if self.cadence else None

    @property
    def advice(self) -> int | None:
        """Another rhythm to propose, in days; 0 proposes none."""
        woke_after = self.waking.silence if self.waking and self.waking.checked else None
        return measures.advice(
            self.cadence, self.median_gap, self.closed_regularity, self.snoozes, self.parameters, woke_after=woke_after
        )

    @property
    def initiative(self) -> Initiative:
        """Who started."""
        return measures.initiative(self._exchanges, self.today.toordinal(), self.parameters)

    @property
    def services(self) -> Services:
        """Who gave and received."""
        return self._services(self.parameters.reciprocity_days)

    @property
    def services_lately(self) -> Services:
        """The same over the shorter window that counts before asking for something."""
        return self._services(self.parameters.services_days)

    def _services(self, days: int) -> Services:
        return measures.services(self._exchanges, self.today.toordinal(), days)

    @property
    def _exchanges(self) -> Sequence[Exchange]:
        return merged(self.log, self.parameters)

    @property
    def is_due(self) -> bool:
        """Someone to see again now: by their state, or new and their first day has come."""
        return self.state in TO_SEE or (self.state == "new" and self.due is not None and self.due <= self.today)

    @property
    def on_hold(self) -> bool:
        """The over-contact guard's hold is running."""
        return self.hold_until is not None and self.today < self.hold_until


def assess(
    log: Sequence[Interaction],
    cadence: int | None,
    today: date,
    parameters: Parameters = DEFAULTS,
    *,
    snoozed_until: date | None = None,
    snoozes: int = 0,
    first_due: date | None = None,
    met: date | None = None,
) -> Relationship:
    """Where the tie stands on `today`.

    `log` is everything that happened with the person, `cadence` the rhythm in days (None: no rhythm). `first_due` is
    used as long as nothing has happened; so is `snoozed_until` where `snoozes` is 0: nobody put the contact off,
    an import gave it its first day. `met` is the day we met: the second contact comes sooner than the rhythm, as does
    that with a dormant tie which woke up.
    """
    now = today.toordinal()
    past, planned = split(in_order(log), today)
    episodes = merged(past, parameters)
    two_way = with_life(episodes)
    last = past[-1] if past else None
    life = two_way[-1].last_life if two_way else None
    since_touch = (today - last.on).days if last else None
    since_life = now - life if life is not None else None

    gaps = measures.gaps(two_way, parameters)
    median_gap = measures.median(sorted(gaps)) if len(gaps) >= parameters.gaps_needed else None
    closed = regularity = measures.evenness(gaps, parameters.gaps_needed)
    if closed is not None and since_life is not None and since_life > max(gaps):
        regularity = measures.evenness((*gaps, since_life), parameters.gaps_needed)
    dormant = measures.dormant_after(cadence, median_gap, parameters) if since_life is not None else None
    half_life = dormant / HALF_LIVES if dormant is not None else None
    warmth = 2.0 ** (-since_life / half_life) if since_life is not None and half_life is not None else None

    guard = measures.pressure(episodes, now, cadence, parameters)
    waking = measures.waking(two_way, gaps, cadence, parameters)
    begun = _begun(met, waking)
    rhythm = spacing(cadence, begun, last.on if last else None, today, parameters)
    plan = since_touch / rhythm if since_touch is not None and rhythm else None
    silence = since_life / median_gap if since_life is not None and median_gap else None
    trusted = closed is not None and closed >= parameters.drift_regularity
    drift = trusted and silence is not None and silence >= parameters.drift_factor
    dueness = plan
    if plan is not None and trusted and silence is not None:
        dueness = max(plan, silence / parameters.drift_factor)

    put_off = snoozed_until is not None and snoozed_until > today and (bool(episodes) or snoozes > 0)
    asleep = since_life is not None and dormant is not None and since_life >= dormant
    state = (
        _set_aside(cadence, planned, put_off, bool(episodes))
        or ("dormant" if asleep else None)
        or _held(guard, now)
        or ("last_call" if warmth is not None and warmth <= parameters.last_call_warmth else None)
        or _urgency(plan or 0, drift, dueness or 0, parameters)
    )
    return Relationship(
        state=state,
        today=today,
        cadence=cadence,
        second_contact=rhythm != cadence,
        next_in=spacing(cadence, begun, today, today, parameters),
        due=_due(rhythm, last, snoozed_until, first_due, put_off),
        last=last,
        last_life=day_at(life) if life is not None else None,
        planned_on=planned,
        snoozed_until=snoozed_until if put_off else None,
        snoozes=snoozes,
        exchanges=len(episodes),
        two_way=len(two_way),
        gaps=gaps,
        median_gap=median_gap,
        regularity=regularity,
        closed_regularity=closed,
        since_touch=since_touch,
        since_life=since_life,
        dormant_after=dormant,
        half_life=half_life,
        warmth=warmth,
        pressure=guard.value,
        level=guard.level,
        hold_until=day_at(guard.hold_until) if guard.hold_until is not None else None,
        unanswered=guard.exchanges,
        unanswered_given=guard.given,
        plan=plan,
        silence=silence,
        dueness=dueness,
        drift=drift,
        longer_than=sum(gap < since_life for gap in gaps) if since_life is not None else 0,
        bond=measures.bond(two_way, parameters),
        waking=waking,
        log=tuple(past),
        parameters=parameters,
    )


def as_json(relationship: Relationship) -> dict[str, Any]:
    """The relationship as plain data for `show --json`: whole days as integers, dates as text, null for unknown."""
    it = relationship
    return {
        "state": it.state,
        "exchanges": it.exchanges,
        "two_way": it.two_way,
        "gaps": list(it.gaps),
        "median_gap": _number(it.median_gap),
        "regularity": _number(it.regularity),
        "intensity": _number(it.intensity),
        "quality": _number(it.quality),
        "since_touch": it.since_touch,
        "since_life": it.since_life,
        "dormant_after": _number(it.dormant_after),
        "half_life": _number(it.half_life),
        "warmth": _number(it.warmth),
        "pressure": _number(it.pressure),
        "level": it.level,
        "hold_until": it.hold_until.isoformat() if it.hold_until else None,
        "plan": _number(it.plan),
        "silence": _number(it.silence),
        "dueness": _number(it.dueness),
        "drift": it.drift,
        "kept": list(it.kept) if it.kept else None,
        "advice": it.advice,
        "bond": _number(it.bond),
        "initiative": {
            "out": it.initiative.mine,
            "in": it.initiative.theirs,
            "balance": _number(it.initiative.balance),
        },
        "services": {
            "given": it.services.given,
            "received": it.services.received,
            "balance": _number(it.services.balance),
        },
    }


def _number(value: float | None) -> float | int | None:
    if value is None:
        return None
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _begun(met: date | None, waking: Waking | None) -> date | None:
    """The day on which the tie began, or began anew."""
    woke = day_at(waking.day) if waking else None
    return max(filter(None, (met, woke)), default=None)


def _set_aside(cadence: int | None, planned: date | None, put_off: bool, known: bool) -> State | None:
    """The states in which neither clock counts."""
    if cadence is None:
        return "none"
    if planned:
        return "planned"
    if put_off:
        return "snoozed"
    return None if known else "new"


def _held(guard: Pressure, now: int) -> State | None:
    if guard.hold_until is None or now >= guard.hold_until:
        return None
    return "rest" if guard.level >= 2 else "waiting"


def _urgency(plan: float, drift: bool, dueness: float, parameters: Parameters) -> State:
    if plan < 1 and drift:
        return "quiet"
    if dueness >= parameters.late:
        return "late"
    if dueness >= 1:
        return "due"
    return "soon" if dueness >= parameters.soon else "ok"


def _due(
    cadence: int | None, last: Interaction | None, snoozed_until: date | None, first_due: date | None, put_off: bool
) -> date | None:
    if cadence is None:
        return None
    if last is None:
        return snoozed_until or first_due
    day = shifted(last.on, cadence)
    return max(day, snoozed_until) if put_off and snoozed_until else day
