"""The network on a day: every contact's relationship, computed when asked for, and the queue made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, Self

from entretien.book import Book
from entretien.collector import collector_at_rest, keep_for_good
from entretien.config import Config
from entretien.relationship.line import Line

if TYPE_CHECKING:
    from entretien.model.contact import Status
    from entretien.model.shelf import Outline
    from entretien.relationship.arrangement import Arrangement
    from entretien.relationship.parameters import Parameters
    from entretien.relationship.queue import Card
    from entretien.relationship.standing import Relationship
    from entretien.relationship.states import State
    from entretien.relationship.tie import Tie


class Kept(Protocol):
    """What was worked out before of a book, on the same day and with the same settings."""

    def lines(self) -> dict[str, tuple[Any, ...]]:
        """The rows of the lines that are known, by id."""

    def places(self) -> dict[str, Line]:
        """The lines of those in the queue, in its order; none where that isn't known."""


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
        self._before: tuple[Arrangement, list[Line], set[str]] | None = None
        """How the queue was put in order before, with the lines that are no longer so, and whose they are."""

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
                first_due=None if log else self._first_days.get(who),
                met=contact.met.on if contact.met else None,
            )
            self._ties[who] = Tie(contact, log, relationship)
        return self._ties[who]

    def ties(self) -> tuple[Tie, ...]:
        """Every contact's tie, in the order of the book."""
        return tuple(self.tie(who) for who in self.book.contacts)

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
        if line is None and (row := self._rows.get(who)):
            line = self._lines[who] = Line.known(row)
        if line is None:
            from entretien.relationship.queue import line_for

            line = self._lines[who] = line_for(self.tie(who), self.card(who), self.today, self.parameters)
        return line

    def lines(self) -> tuple[Line, ...]:
        """Everybody's line, in the order of the book."""
        return tuple([self.line(who) for who in self.book.contacts])

    @property
    def places(self) -> Mapping[str, Line]:
        """The lines of those there are to see today, by id, in the order of the queue."""
        return self._places

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

    def next(self, book: Book) -> Network:
        """The network at a later state of the book, on the same day."""
        before, after = self.book.shelf, book.shelf
        changed = after.differing(before)
        touched = set(changed)
        if book.circles != self.book.circles:
            touched |= {person.id for person in after.outlines() if person.circles and not person.has_cadence}
        present = (shelf.outline(who).company for shelf in (before, after) for who in changed if who in shelf)
        stale = touched.union(*present)
        later = Network(book, self.today, self.config)
        later._lines, later._rows = dict(self._lines), dict(self._rows)
        later._ties, later._cards = dict(self._ties), dict(self._cards)
        later._forget(stale)
        stale |= later._regroup(self, touched)
        if self._before is not None or "_arrangement" in self.__dict__:
            gone = [self.line(who) for who in stale if who in self.book.contacts]
            later._before = self._arrangement, gone, stale
        return later

    def prepared(self) -> Self:
        """The same, with the queue put in order, so that after a change it is at once. May be done in a thread."""
        with collector_at_rest():
            _ = self._arrangement, self._places
            keep_for_good()
        return self

    def _forget(self, people: Iterable[str]) -> None:
        for who in people:
            for known in (self._ties, self._cards, self._lines, self._rows):
                known.pop(who, None)

    def _regroup(self, earlier: Network, changed: set[str]) -> set[str]:
        """Keep the first days if they can't have moved, else forget who got another one; those are returned."""
        if all(earlier._group(who) == self._group(who) for who in changed):
            if "_first_days" in earlier.__dict__:
                self.__dict__["_first_days"] = earlier._first_days
            return set()
        alone = {who for who in (*self._lines, *self._rows) if self.line(who).alone}
        alone |= {who for who, tie in self._ties.items() if not tie.log}
        moved = {who for who in alone if earlier._first_days.get(who) != self._first_days.get(who)}
        self._forget(moved)
        return moved

    def _group(self, who: str) -> tuple[int | None, int] | None:
        """What a contact's first day is reckoned from; None where there is none."""
        if who not in self.book.contacts:
            return None
        person = self.book.shelf.outline(who)
        cadence = self._rhythm(person) if person.status == "active" else None
        return (person.met_on, cadence) if cadence else None

    def _rhythm(self, person: Outline) -> int | None:
        return self.book.rhythm(person, self.config.default_cadence.days)

    @cached_property
    def _first_days(self) -> Mapping[str, date]:
        from entretien.relationship.first_days import first_days

        active = (person for person in self.book.shelf.outlines() if person.status == "active")
        return first_days(
            ((person.id, person.met_on, cadence) for person in active if (cadence := self._rhythm(person))), self.today
        )

    @cached_property
    def _rows(self) -> dict[str, tuple[Any, ...]]:
        """Lines that nobody has looked at yet."""
        return self._kept.lines() if self._kept else {}

    @cached_property
    def _places(self) -> Mapping[str, Line]:
        if self._kept and (places := self._kept.places()):
            return places
        from entretien.relationship.queue import arranged

        return {line.who: line for line in arranged(self._arrangement, self.tie)}

    @cached_property
    def _arrangement(self) -> Arrangement:
        from entretien.relationship.arrangement import Arrangement

        if self._before is None:
            return Arrangement(self.lines(), self.parameters)
        arrangement, gone, others = self._before
        self._before = None
        return arrangement.after(gone, [self.line(who) for who in others if who in self.book.contacts])
