"""The network on a day: every contact's relationship, computed when asked for, and the queue made of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final

from entretien.book import Book
from entretien.collector import collector_at_rest, keep_for_good
from entretien.config import Config
from entretien.relationship.line import Line
from entretien.turns import Turns

_FEW: Final = 100
"""So many who changed are put in order among those who were in order already."""

_AT_ONCE: Final = 20
"""So many ties are worked out in a moment in which a key can wait."""

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol, Self

    from entretien.model.contact import Status
    from entretien.model.parts import Part
    from entretien.relationship.dormant import World
    from entretien.relationship.parameters import Parameters
    from entretien.relationship.queue import Card
    from entretien.relationship.standing import Relationship
    from entretien.relationship.states import State
    from entretien.relationship.tie import Tie

    class Kept(Protocol):
        """What was worked out before of a book, on the same day and with the same settings; None: it isn't known."""

        def line(self, who: str) -> Line | None:
            """A contact's line."""

        def called(self) -> dict[str, Line] | None:
            """The lines of those with a place in the queue of their own, or who may be the one to revive."""

        def world(self) -> World | None:
            """What the lines of everybody tell of the network."""

        def places(self) -> dict[str, Line] | None:
            """The lines of those in the queue, in its order."""


class Network:
    """A book as seen on `today`.

    Nothing in it changes; what was computed once is kept, and `next` takes over what a change of the book has not
    touched. The settings give the model's parameters and the rhythm of a contact that has none. What computes is
    imported when there is something to compute: often everything is known.
    """

    def __init__(self, book: Book, today: date, config: Config | None = None, kept: Kept | None = None) -> None:
        self.book = book
        self.today = today
        self.config = config or Config()
        self._ties: dict[str, Tie] = {}
        self._cards: dict[str, Card | None] = {}
        self._lines: dict[str, Line] = {}
        self._kept = kept
        self._stale: set[str] = set()
        """Those of whom what was kept no longer holds."""
        self._foreseen: Network | None = None
        self._carried: tuple[tuple[dict[str, Line], World], list[Line], set[str]] | None = None
        """Who called in the network before, the lines then of those who have changed since, and who they are."""

    @property
    def parameters(self) -> Parameters:
        """The model's parameters."""
        return self.config.model

    def cadence(self, who: str) -> int | None:
        """The contact's rhythm in days: their own, else their circles', else the default; None: no rhythm."""
        return self.book.cadence_days(self.book.contacts[who], self.config.default_cadence.days)

    def relationship(self, who: str) -> Relationship:
        """Where the tie with a contact stands. Raises KeyError for an id that is not in the book."""
        return self.tie(who).relationship

    def tie(self, who: str) -> Tie:
        """A contact with the log and the relationship. Raises KeyError for an id that is not in the book."""
        if who not in self._ties:
            from entretien.relationship.standing import assess
            from entretien.relationship.tie import Tie

            contact = self.book.contacts[who]
            log = self.book.log_of(who)
            relationship = assess(
                log,
                self.cadence(who),
                self.today,
                self.parameters,
                snoozed_until=contact.snoozed_until,
                snoozes=contact.snoozes,
                first_due=None if log else self._turns.day(who),
                met=contact.met.on if contact.met else None,
            )
            self._ties[who] = Tie(contact, log, relationship)
        return self._ties[who]

    def ties(self) -> tuple[Tie, ...]:
        """Every contact's tie, in the order of the book."""
        return tuple(self.tie(who) for who in self.book.contacts)

    def ties_ahead(self) -> Iterator[None]:
        """Work out everybody's tie, a few with each step, for who will want them all."""
        missing = [who for who in self.book.contacts if who not in self._ties]
        for start in range(0, len(missing), _AT_ONCE):
            for who in missing[start : start + _AT_ONCE]:
                self.tie(who)
            yield

    def members(self, circle: str) -> tuple[Tie, ...]:
        """The ties of a circle's members, in the order of their names."""
        return tuple(self.tie(contact.id) for contact in self.book.members(circle))

    def card(self, who: str) -> Card | None:
        """The contact's card in the queue; None where nothing calls, and for a dormant tie."""
        if who not in self._cards:
            from entretien.relationship.queue import card_for

            self._cards[who] = card_for(self.tie(who), self.today, self.parameters)
        return self._cards[who]

    def line(self, who: str) -> Line:
        """What the queue and a list need of a contact. Raises KeyError for an id that is not in the book."""
        line = self._lines.get(who)
        if line is None:
            line = self._kept.line(who) if self._kept and who not in self._stale else None
            if line is None:
                from entretien.relationship.queue import line_for

                line = line_for(self.tie(who), self.card(who), self.today, self.parameters)
            self._lines[who] = line
        return line

    def lines(self) -> tuple[Line, ...]:
        """Everybody's line, in the order of the book."""
        return tuple([self.line(who) for who in self.book.contacts])

    @property
    def places(self) -> Mapping[str, Line]:
        """The lines of those there are to see today, by id, in the order of the queue."""
        return self._places

    @cached_property
    def parts(self) -> Mapping[Part | None, tuple[Line, ...]]:
        """The same, part by part."""
        return {part: tuple(lines) for part, lines in groupby(self.places.values(), lambda line: line.part)}

    def queue(self) -> tuple[Card, ...]:
        """Everybody there is to see today, in order, with one dormant tie to revive at the end."""
        return tuple(card for who in self._places if (card := self.placed_card(who)))

    def placed_card(self, who: str) -> Card | None:
        """The card of somebody in the queue, also of the tie to revive; None for who isn't there."""
        line = self._places.get(who)
        if line is None:
            return None
        if line.reason != "revive":
            return self.card(who)
        from entretien.relationship.queue import revival_card

        return revival_card(self.tie(who))

    def state(self, who: str) -> State | Status:
        """The tie's state; for a contact that rests or was let go, that."""
        line = self.line(who)
        return line.state if line.status == "active" else line.status

    def why(self, who: str) -> str:
        """Why the contact is in the queue, or why not, in one sentence."""
        place = self._places.get(who)
        if place:
            return place.why
        from entretien.relationship.queue import why_not

        return why_not(self.tie(who), self.today, self.parameters)

    def explain(self, who: str) -> tuple[str, ...]:
        """All there is to say about a tie: why now or why not, each measure, what would change it; a sentence each."""
        from entretien.relationship.sentences import explanation

        tie = self.tie(who)
        why, active = self.why(who), tie.contact.status == "active"
        sentences = explanation(tie.relationship, self.parameters, solid=tie.contact.solid, active=active)
        return (why, *(sentence for sentence in sentences if sentence not in why))

    def next(self, book: Book, *, read: bool = False) -> Network:
        """The network at a later state of the book, on the same day.

        Whoever was `read` anew counts as changed: to build what they were takes as long as to work them out.
        """
        if self._foreseen is not None and not read and self._foreseen.is_about(book):
            return self._foreseen.with_book(book)
        before, after = self.book.shelf, book.shelf
        changed = after.moved(before) if read else after.differing(before)
        touched = set(changed)
        if book.circles != self.book.circles:
            touched |= {person.id for person in after.outlines() if person.circles and not person.has_cadence}
        present = (shelf.value(who, "company") for shelf in (before, after) for who in changed if who in shelf)
        stale = touched.union(*present)
        later = Network(book, self.today, self.config)
        later._kept, later._stale = self._kept, stale.union(self._stale)
        later._lines, later._ties, later._cards = self._lines.copy(), self._ties.copy(), self._cards.copy()
        later._forget(stale)
        stale |= later._regroup(self, touched)
        if "_calling" in self.__dict__ and len(stale) <= _FEW:
            later._carried = self._calling, [self.line(who) for who in stale if who in self.book.contacts], stale
        return later

    def foresee(self, book: Book) -> None:
        """Work out beforehand what `next` will give for a book that is likely to come, but for its other records."""
        self._foreseen = self.next(book)
        _ = self._foreseen.parts

    def is_about(self, book: Book) -> bool:
        """Whether a book says the same of everybody."""
        return book.circles == self.book.circles and not book.shelf.differing(self.book.shelf)

    def with_book(self, book: Book) -> Network:
        """The same network of another book that says the same of everybody."""
        from copy import copy

        later = copy(self)
        later.book, later._foreseen = book, None
        later.__dict__.pop("_turns", None)
        later._lines, later._ties, later._cards = self._lines.copy(), self._ties.copy(), self._cards.copy()
        later._stale = self._stale.copy()
        return later

    def prepared(self) -> Self:
        """The same, with the queue put in order and everybody looked at who is new. May be done in a thread."""
        with collector_at_rest():
            _ = self._places
            if self._kept is None:
                self.book.unconfirmed(self.today)
            keep_for_good()
        return self

    def _regroup(self, earlier: Network, changed: set[str]) -> set[str]:
        """Forget what was known of those who are alone and got another first day; who they are."""
        moved: set[str] = set()
        for who in earlier._turns.moved(self._turns, changed):
            line = self._lines.get(who) or (self._kept.line(who) if self._kept and who not in self._stale else None)
            tie = self._ties.get(who)
            if (line is None or line.alone) and (tie is None or not tie.log):
                moved.add(who)
        self._forget(moved)
        self._stale |= moved
        return moved

    def _forget(self, people: set[str]) -> None:
        for known in (self._lines, self._ties, self._cards):
            for who in people:
                known.pop(who, None)

    @cached_property
    def _turns(self) -> Turns:
        return Turns(self.book, self.today, self.config.default_cadence.days)

    @cached_property
    def _places(self) -> Mapping[str, Line]:
        if self._kept and not self._stale and (places := self._kept.places()) is not None:
            return places
        from entretien.relationship.queue import arranged

        lines, world = self._calling
        return {line.who: line for line in arranged(lines.values(), self.tie, self.parameters, world)}

    @cached_property
    def _calling(self) -> tuple[dict[str, Line], World]:
        """The lines of those who may have a place in the queue, by id, and what everybody's tell of the network."""
        from entretien.relationship.dormant import world_of

        kept, contacts, stale = self._kept, self.book.contacts, self._stale
        if self._carried is not None:
            (lines, world), gone, changed = self._carried
            self._carried = None
            come = {who: self.line(who) for who in changed if who in contacts}
            lines = {**{who: line for who, line in lines.items() if who not in changed}, **come}
            before, after = world_of(gone, self.parameters), world_of(come.values(), self.parameters)
            return lines, world.without(before).joined(after)
        called, kept_world = (kept.called(), kept.world()) if kept else (None, None)
        if kept is None or called is None or kept_world is None:
            everybody = self.lines()
            return {line.who: line for line in everybody}, world_of(everybody, self.parameters)
        come = {who: self.line(who) for who in stale if who in contacts}
        stay = {who: self._lines.setdefault(who, line) for who, line in called.items() if who not in stale}
        before = world_of([line for who in stale if (line := kept.line(who))], self.parameters)
        after = world_of(come.values(), self.parameters)
        return {**stay, **come}, kept_world.without(before).joined(after)
