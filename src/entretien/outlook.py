"""The network on a day: every contact's relationship, computed when asked for, and the queue made of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from entretien.book import Book
from entretien.config import Config
from entretien.model.contact import Contact, Status
from entretien.relationship.first_days import first_days
from entretien.relationship.parameters import Parameters
from entretien.relationship.queue import Card, arranged, card_for, why_not
from entretien.relationship.sentences import explanation
from entretien.relationship.standing import Relationship, State, assess
from entretien.relationship.tie import Tie


class Network:
    """A book as seen on `today`.

    Nothing in it changes; what was computed once is kept, and `next` takes over what a change of the book has not
    touched. The settings give the model's parameters and the rhythm of a contact that has none.
    """

    def __init__(self, book: Book, today: date, config: Config | None = None) -> None:
        self.book = book
        self.today = today
        self.config = config or Config()
        self._ties: dict[str, Tie] = {}
        self._cards: dict[str, Card | None] = {}

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
            self._cards[who] = card_for(self.tie(who), self.today, self.parameters)
        return self._cards[who]

    def queue(self) -> tuple[Card, ...]:
        """Everybody there is to see today, in order, with one dormant tie to revive at the end."""
        return self._queue

    def state(self, who: str) -> State | Status:
        """The tie's state; for a contact that rests or was let go, that."""
        status = self.book.contacts[who].status
        return self.relationship(who).state if status == "active" else status

    def why(self, who: str) -> str:
        """Why the contact is in the queue, or why not, in one sentence."""
        card = next((card for card in self._queue if card.who == who), None)
        return card.why if card else why_not(self.tie(who), self.today, self.parameters)

    def explain(self, who: str) -> tuple[str, ...]:
        """All there is to say about a tie: why now or why not, each measure, what would change it; a sentence each."""
        tie = self.tie(who)
        sentences = explanation(tie.relationship, self.parameters, solid=tie.contact.solid)
        return tuple(dict.fromkeys((self.why(who), *sentences)))

    def next(self, book: Book) -> Network:
        """The network at a later state of the book, on the same day."""
        later = Network(book, self.today, self.config)
        changed = _changed(self.book, book)
        if book.circles != self.book.circles:
            changed |= {who for who, contact in book.contacts.items() if contact.circles and contact.cadence is None}
        stale = changed | {other for who in changed for other in _present(self.book, who) | _present(book, who)}
        later._ties = {who: tie for who, tie in self._ties.items() if who not in stale}
        later._cards = {who: card for who, card in self._cards.items() if who not in stale}
        later._regroup(self, changed)
        return later

    def _regroup(self, earlier: Network, changed: set[str]) -> None:
        """Keep the first days if they can't have moved, else forget who got another one."""
        if "_first_days" not in earlier.__dict__:
            return
        if all(earlier._group(who) == self._group(who) for who in changed):
            self.__dict__["_first_days"] = earlier._first_days
            return
        for who in [who for who, tie in self._ties.items() if not tie.log]:
            if earlier._first_days.get(who) != self._first_days.get(who):
                del self._ties[who]
                self._cards.pop(who, None)

    def _group(self, who: str) -> tuple[date | None, int] | None:
        """What a contact's first day is reckoned from; None where there is none."""
        contact = self.book.contacts.get(who)
        cadence = self.cadence(who) if contact and contact.status == "active" else None
        return (contact.met.on if contact.met else None, cadence) if contact and cadence else None

    @cached_property
    def _first_days(self) -> Mapping[str, date]:
        rhythms = ((contact, self.cadence(who)) for who, contact in self.book.contacts.items() if _is_active(contact))
        return first_days(((contact, cadence) for contact, cadence in rhythms if cadence), self.today)

    @cached_property
    def _queue(self) -> tuple[Card, ...]:
        active = [self.tie(who) for who, contact in self.book.contacts.items() if _is_active(contact)]
        cards = (self.card(tie.contact.id) for tie in active)
        return arranged(cards, active, self.today, self.parameters)


def _is_active(contact: Contact) -> bool:
    return contact.status == "active"


def _changed(before: Book, after: Book) -> set[str]:
    """The ids whose contact is another one now, gone or new."""
    changed = {who for who in before.contacts if who not in after.contacts}
    for who, contact in after.contacts.items():
        known = before.contacts.get(who)
        if known is not contact and known != contact:
            changed.add(who)
    return changed


def _present(book: Book, who: str) -> set[str]:
    """Everybody whose timeline a contact's own log is on."""
    contact = book.contacts.get(who)
    return {other for item in contact.interactions for other in item.with_} if contact else set()
