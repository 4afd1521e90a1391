"""The weekly session, dealt one person at a time: who is offered, who waits, what fits, when it is over.

Pure: the network and the recorded session go in, the session as it stands comes out. The order stays still while
cards are judged, since it is the one in which people were offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

from entretien.book import Book
from entretien.config import Config
from entretien.dataclass import dataclass, replace
from entretien.model.ids import free_id
from entretien.model.network import PARTS, Decision, Introduction, Part, Session, Verdict
from entretien.namedtuple import NamedTuple
from entretien.outlook import Network
from entretien.relationship import sentences
from entretien.relationship.capacity import whole_room
from entretien.relationship.introductions import Proposal, to_give
from entretien.relationship.line import Line as TieLine
from entretien.relationship.plan import Fix, Slowing
from entretien.relationship.queue import Card

OBLIGATIONS: Final[frozenset[Part]] = frozenset({"promise", "reply", "met", "date"})
"""The parts that don't wait for another week."""

REACHED: Final[frozenset[Verdict]] = frozenset({"done", "wrote", "kept", "introduced"})
LOGGED: Final[frozenset[Verdict]] = frozenset({"logged"})
PUT_OFF: Final[frozenset[Verdict]] = frozenset({"later"})
RESTED: Final[frozenset[Verdict]] = frozenset({"rested", "closed", "let-go"})

STALE_DAYS: Final = 7
"""Days after which a session that was left open is over."""

PAUSE_SECONDS: Final = 300.0
"""A stretch without any key that is longer than this is a pause."""


class Line(NamedTuple):
    """One person of a section: with a card while they wait, with a verdict once they were judged."""

    who: str
    card: Card | None = None
    verdict: Verdict | None = None


class Section(NamedTuple):
    """A part of the queue with its people, in the order in which they were offered."""

    part: Part
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Triage:
    """The session on a day. `skipped` are the contacts passed over so far, in that order; they come back last."""

    network: Network
    session: Session
    """As it is recorded, or as it would begin now."""
    skipped: tuple[str, ...] = ()

    @classmethod
    def at(cls, network: Network, now: datetime, skipped: Sequence[str] = ()) -> Triage:
        """The session that goes on, or the one that would begin now."""
        session = current_session(network.book, network.today) or _opening(network, now)
        return cls(network, session, tuple(skipped))

    # Who

    @cached_property
    def waiting(self) -> tuple[Card, ...]:
        """The cards still to be judged, section by section; skipped ones in their place."""
        cards = [card for card in self._open if card.part != "revive" or self.may_revive]
        return tuple(sorted(cards, key=lambda card: (PARTS.index(card.part), self._place[card.who])))

    @cached_property
    def dealt(self) -> tuple[Card, ...]:
        """The cards in the order in which they come up: the skipped ones last, as they were skipped."""
        skipped = {who: place for place, who in enumerate(self.skipped, 1)}
        return tuple(sorted(self.waiting, key=lambda card: skipped.get(card.who, 0)))

    def following(self, who: str | None) -> Card | None:
        """The card that comes up after `who` was judged or skipped: the next one below, else from the top."""
        fresh = [card for card in self.waiting if card.who not in self.skipped and card.who != who]
        if who is not None and who in self._place:
            here = self._position(who)
            below = next((card for card in fresh if self._position(card.who) > here), None)
            if below is not None:
                return below
        return next(iter(fresh), None) or next((card for card in self.dealt if card.who != who), None)

    def card(self, who: str | None) -> Card | None:
        """The waiting card of a contact."""
        return next((card for card in self.waiting if card.who == who), None)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The queue as it is shown: who was judged stays in place."""
        lines: dict[Part, list[Line]] = {part: [] for part in PARTS}
        for decision in self.session.decisions:
            if decision.who in self.network.book.contacts:
                lines[decision.part].append(Line(decision.who, verdict=decision.did))
        for card in self.waiting:
            lines[card.part].append(Line(card.who, card))
        return tuple(
            Section(part, tuple(sorted(found, key=lambda line: self._place.get(line.who, len(self._place)))))
            for part, found in lines.items()
            if found
        )

    @property
    def may_revive(self) -> bool:
        """Two easy contacts were reached, or nobody else is left."""
        reached = sum(decision.did in REACHED | LOGGED for decision in self.session.decisions)
        return reached >= self.network.parameters.easy_first or all(card.part == "revive" for card in self._open)

    @property
    def one_to_revive(self) -> bool:
        """A dormant tie comes up later in this session."""
        return not self.may_revive and any(card.part == "revive" for card in self._open)

    @cached_property
    def another_week(self) -> tuple[TieLine, ...]:
        """People to see again beyond what fits: they can wait, or be taken one by one."""
        return tuple(line for line in self.network.parts.get("see", ()) if line.who not in self._place)

    # How far

    @property
    def total(self) -> int:
        """How many people the session deals with."""
        return len(self._place)

    @property
    def settled(self) -> int:
        """How many of them need nothing more."""
        return self.total - len({card.who for card in self._open})

    @property
    def is_over(self) -> bool:
        """Something was decided and nobody waits."""
        return bool(self.session.decisions) and not self._open

    def room(self, minutes: int) -> int:
        """How many more people fit after so many minutes."""
        return max(0, self.network.config.session_minutes - minutes) // self.network.config.minutes_per_touch

    @cached_property
    def missed_weeks(self) -> int:
        """Full weeks since the last session, 0 where there was none or this one has begun."""
        earlier = [
            day for session in self.network.book.sessions.values() if (day := _day(session)) <= self.network.today
        ]
        if self.session.decisions or not earlier:
            return 0
        return (self.network.today - max(earlier)).days // 7

    @cached_property
    def gift(self) -> Introduction | Proposal | None:
        """At the end, something for two others: an introduction to hear about, or one to make."""
        network = self.network
        if not self.is_over:
            return None
        introductions = network.book.introductions.values()
        return to_give(network.ties(), introductions, network.today, network.parameters)

    def with_one_more(self) -> Session | None:
        """The session with the first of those who could wait; None where nobody does."""
        if not self.another_week:
            return None
        return replace(self.session, picked=(*self.session.picked, self.another_week[0].who), finished=None)

    # How it is found

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """Everybody of this session: offered, asked for, and called for since; each with their place in the order."""
        planned = (*self.session.offered, *self.session.picked)
        revived = any(decision.part == "revive" for decision in self.session.decisions)
        called = [
            line.who
            for part, lines in self.network.parts.items()
            if part in OBLIGATIONS or (part == "revive" and not revived)
            for line in lines
            if not self._is_settled(line)
        ]
        there = [who for who in (*planned, *called) if who in self.network.book.contacts]
        return {who: place for place, who in enumerate(dict.fromkeys(there))}

    @cached_property
    def _open(self) -> tuple[Card, ...]:
        return tuple(
            card
            for who in self._place
            if (line := self.network.places.get(who)) is not None
            and not self._is_settled(line)
            and (card := self.network.placed_card(who)) is not None
        )

    def _is_settled(self, line: TieLine) -> bool:
        """It was judged in this session.

        A promise kept leaves what else is open with that person. On a later day whatever calls again counts as new,
        unless it is what was put off.
        """
        decision = self._last.get(line.who)
        if decision is None:
            return False
        if decision.did == "kept":
            return line.part not in OBLIGATIONS
        if (decision.at or self.session.started).date() < self.network.today:
            return decision.part == line.part and decision.did not in REACHED | LOGGED
        return True

    @cached_property
    def _last(self) -> Mapping[str, Decision]:
        return {decision.who: decision for decision in self.session.decisions}

    def _position(self, who: str) -> tuple[int, int]:
        decision, line = self._last.get(who), self.network.places.get(who)
        part = line.part if line and not self._is_settled(line) else decision.part if decision else None
        return PARTS.index(part or "revive"), self._place[who]


def current_session(book: Book, today: date) -> Session | None:
    """The recorded session that goes on: the last one, if it is open and less than a week old, or of this week."""
    past = [session for session in book.sessions.values() if _day(session) <= today]
    last = max(past, key=_day, default=None)
    if last is None:
        return None
    day = _day(last)
    if last.finished is None:
        return last if (today - day).days < STALE_DAYS else None
    return last if day.isocalendar()[:2] == today.isocalendar()[:2] else None


def fits(config: Config) -> int:
    """How many people to see again one session offers."""
    return min(whole_room(config.session_minutes, config.minutes_per_touch), config.model.session_people)


class Outcome(NamedTuple):
    """What a session came to: ids, each person once in the list of their last judgement."""

    reached: tuple[str, ...]
    logged: tuple[str, ...]
    put_off: tuple[str, ...]
    rested: tuple[str, ...]
    other: tuple[str, ...]
    """Another rhythm, a promise."""
    left: tuple[str, ...]
    """Who still waits."""


def outcome(triage: Triage) -> Outcome:
    """What the session came to so far."""
    last = {item.who: item.did for item in triage.session.decisions if item.who in triage.network.book.contacts}

    def those(kinds: frozenset[Verdict]) -> tuple[str, ...]:
        return tuple(who for who, verdict in last.items() if verdict in kinds)

    known = REACHED | LOGGED | PUT_OFF | RESTED
    other = tuple(who for who, verdict in last.items() if verdict not in known)
    left = tuple(card.who for card in triage.waiting if card.who not in last)
    return Outcome(those(REACHED), those(LOGGED), those(PUT_OFF), those(RESTED), other, left)


class Suggestion(NamedTuple):
    """One proposal at the end of a session: rhythms that would suit better, and the sentence that says so."""

    text: str
    slowings: tuple[Slowing, ...]


def suggestion(triage: Triage, fix: Fix) -> Suggestion | None:
    """At most one: for somebody put off again and again; else the fix of the plan; else for somebody seen."""
    network, found = triage.network, outcome(triage)
    if advised := _advised(network, found.put_off):
        return advised
    if fix.slowings:
        return Suggestion(f"{fix.before.sentence} {fix.sentence}", fix.slowings)
    return _advised(network, (*found.reached, *found.logged))


def _advised(network: Network, people: Iterable[str]) -> Suggestion | None:
    for who in people:
        tie = network.relationship(who)
        if tie.advice is not None and tie.cadence is not None:
            text = f"{network.book.contacts[who].name}. {sentences.advice(tie, network.parameters)}"
            return Suggestion(text, (Slowing(who, tie.cadence, tie.advice),))
    return None


def _opening(network: Network, now: datetime) -> Session:
    """A session that begins now: what can't wait, as many to see again as fit, one to revive."""
    lines = network.places.values()
    see = [line.who for line in lines if line.part == "see"][: fits(network.config)]
    offered = tuple(line.who for line in lines if line.part != "see" or line.who in see)
    id = free_id(network.today.isoformat(), network.book.taken("session"))
    return Session(id=id, started=now.replace(microsecond=0), offered=offered)


def _day(session: Session) -> date:
    """The day a session was started: its id, as the program writes it."""
    try:
        return date.fromisoformat(session.id)
    except ValueError:
        return session.started.date()


class Stopwatch:
    """Time spent at work. `clock` gives seconds that never go back; pauses are not counted."""

    def __init__(self, clock: Callable[[], float], minutes: int = 0) -> None:
        """`minutes` were spent already."""
        self._clock = clock
        self._counted = minutes * 60.0
        self._last = clock()

    def touch(self) -> None:
        """Something was done: the time since the last touch counts, unless it was a pause."""
        now = self._clock()
        if now - self._last <= PAUSE_SECONDS:
            self._counted += now - self._last
        self._last = now

    @property
    def minutes(self) -> int:
        """Whole minutes spent, the present stretch included until it turns out to be a pause."""
        stretch = self._clock() - self._last
        return int((self._counted + (stretch if stretch <= PAUSE_SECONDS else 0.0)) // 60)
