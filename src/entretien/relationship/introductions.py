"""Whom to bring together, and how far an introduction has come; never without the consent of both (2.j)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from entretien.dataclass import dataclass
from entretien.i18n import _
from entretien.model.contact import Contact, Need
from entretien.model.ids import fold
from entretien.model.network import Introduction, IntroductionState
from entretien.relationship.needs import terms
from entretien.relationship.parameters import DEFAULTS, Parameters
from entretien.relationship.tie import Tie

Stage = Literal["ask", "waiting", "ready", "introduced", "outcome", "took", "did-not", "declined", "unknown"]


_MY_TURN: Final[tuple[Stage, ...]] = ("outcome", "ready", "ask")
"""The stages at which the next step is mine, the nearest to the end first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an introduction has come: its stage, and whose turn it is where it is one side's."""

    stage: Stage
    who: str = ""

    @property
    def is_open(self) -> bool:
        """There is still something to do or to wait for."""
        return self.stage in ("ask", "waiting", "ready", "introduced", "outcome")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two contacts worth bringing together: one seeks what the other offers."""

    seeker: Contact
    offerer: Contact
    need: Need
    shared: tuple[str, ...]
    """The terms that both name, in alphabetical order."""
    score: float
    """0 to 1, for the order only; never shown."""

    @property
    def why(self) -> str:
        """Why these two, in one sentence."""
        offers = ", ".join(offer.what for offer in self.offerer.offers if not terms(offer).isdisjoint(self.shared))
        return _('{seeker} seeks "{need}"; {offerer} offers "{offers}".').format(
            seeker=self.seeker.name, need=self.need.what, offerer=self.offerer.name, offers=offers
        )


def progress(introduction: Introduction, today: date, parameters: Parameters = DEFAULTS) -> Progress:
    """Where the steps have led: one side is asked after the other, then both are introduced, then comes the outcome.

    A "no" of either side is final. People who agreed beforehand (`direct`) are introduced without being asked.
    """
    states = {step.state for step in introduction.steps}
    for final in ("declined", "took", "did-not", "unknown"):
        if final in states:
            return Progress(final)
    if introduced := day_of(introduction, "introduced"):
        return Progress("outcome" if (today - introduced).days >= parameters.outcome_days else "introduced")
    if introduction.direct:
        return Progress("ready")
    for side in introduction.between:
        said = {step.state for step in introduction.steps if step.who == side}
        if "agreed" not in said:
            return Progress("waiting" if "asked" in said else "ask", side)
    return Progress("ready")


def day_of(introduction: Introduction, state: IntroductionState) -> date | None:
    """The day a state was last reached; None where it was not."""
    return max((step.on for step in introduction.steps if step.state == state), default=None)


def broke_consent(introduction: Introduction) -> bool:
    """They were introduced although not both had agreed by that day."""
    introduced = min((step.on for step in introduction.steps if step.state == "introduced"), default=None)
    if introduced is None or introduction.direct:
        return False
    agreed = {step.who for step in introduction.steps if step.state == "agreed" and step.on <= introduced}
    return not agreed.issuperset(introduction.between)


def proposals(
    ties: Sequence[Tie],
    introductions: Collection[Introduction],
    today: date,
    parameters: Parameters = DEFAULTS,
    *,
    most: int | None = None,
) -> tuple[Proposal, ...]:
    """The introductions most worth making, the best first, nobody twice; as many as the parameters say, or `most`.

    Left out: who rests or was let go, who is on hold, who was asked or introduced lately, and every pair that knows
    each other or was thought of before (a "no" is final).
    """
    tired = _tired(introductions, today, parameters.introduction_rest_days)
    willing = {
        tie.contact.id: tie
        for tie in ties
        if tie.contact.status == "active" and not tie.relationship.on_hold and tie.contact.id not in tired
    }
    offers = _offers(willing.values())
    acquainted = _acquainted(ties, introductions)
    found: list[Proposal] = []
    for seeker in willing.values():
        for need in seeker.contact.seeks:
            wanted = terms(need)
            if need.until and need.until < today:
                continue
            for who in {who for term in wanted for who in offers.get(term, ())}:
                if who == seeker.contact.id or frozenset((who, seeker.contact.id)) in acquainted:
                    continue
                offerer = willing[who]
                shared = wanted & frozenset(term for offer in offerer.contact.offers for term in terms(offer))
                score = (
                    len(shared)
                    / len(wanted)
                    * _closeness(seeker, offerer, parameters)
                    * _freshness(need, today, parameters)
                )
                if score > 0:
                    found.append(Proposal(seeker.contact, offerer.contact, need, tuple(sorted(shared)), score))
    return _best(found, parameters.proposals_most if most is None else most)


def to_give(
    ties: Sequence[Tie],
    introductions: Collection[Introduction],
    today: date,
    parameters: Parameters = DEFAULTS,
) -> Introduction | Proposal | None:
    """What a session may end with: an introduction that is my turn, first one to hear about; else the best idea."""
    stages = {item.id: progress(item, today, parameters).stage for item in introductions}
    mine = [item for item in introductions if stages[item.id] in _MY_TURN]
    first = min(mine, key=lambda item: (_MY_TURN.index(stages[item.id]), _begun(item), item.id), default=None)
    return first or next(iter(proposals(ties, introductions, today, parameters, most=1)), None)


def _begun(introduction: Introduction) -> date:
    return min((step.on for step in introduction.steps), default=date.min)


def _best(found: list[Proposal], most: int) -> tuple[Proposal, ...]:
    found.sort(key=lambda item: (-item.score, fold(item.seeker.name), fold(item.offerer.name), item.need.what))
    chosen: list[Proposal] = []
    busy: set[str] = set()
    for proposal in found:
        pair = {proposal.seeker.id, proposal.offerer.id}
        if len(chosen) < most and busy.isdisjoint(pair):
            chosen.append(proposal)
            busy |= pair
    return tuple(chosen)


def _closeness(seeker: Tie, offerer: Tie, parameters: Parameters) -> float:
    """Novelty times the cooler of both warmths: two worlds gain most, and a cold tie can't be brokered."""
    shared_circle = not set(seeker.contact.circles).isdisjoint(offerer.contact.circles)
    cooler = min(seeker.relationship.warmth or 0.0, offerer.relationship.warmth or 0.0)
    return cooler * (parameters.shared_world if shared_circle else 1.0)


def _freshness(need: Need, today: date, parameters: Parameters) -> float:
    """A need halves in weight every so many days; one without a date counts as new."""
    age = max((today - need.since).days, 0) if need.since else 0
    return float(2.0 ** (-age / parameters.need_half_life))


def _offers(ties: Iterable[Tie]) -> Mapping[str, set[str]]:
    offers: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        for offer in tie.contact.offers:
            for term in terms(offer):
                offers[term].add(tie.contact.id)
    return offers


def _acquainted(ties: Iterable[Tie], introductions: Iterable[Introduction]) -> set[frozenset[str]]:
    """The pairs that met in company, through each other, or were already thought of."""
    pairs = {frozenset(introduction.between) for introduction in introductions}
    for tie in ties:
        who = tie.contact.id
        if tie.contact.met and tie.contact.met.through:
            pairs.add(frozenset((who, tie.contact.met.through)))
        for item in tie.log:
            if item.with_:
                present = {who, *item.with_}
                pairs.update(frozenset((one, other)) for one in present for other in present if one != other)
    return pairs


def _tired(introductions: Iterable[Introduction], today: date, days: int) -> set[str]:
    """Who was asked or introduced lately."""
    tired: set[str] = set()
    for introduction in introductions:
        for step in introduction.steps:
            if 0 <= (today - step.on).days <= days:
                if step.state == "asked":
                    tired.update((step.who,) if step.who else introduction.between)
                elif step.state == "introduced":
                    tired.update(introduction.between)
    return tired
