"""Sorting, the same evening: those one has met, one by one; then who gets this week's time.

Pure: the network goes in, the round of sorting as it stands comes out. Somebody is sorted once the card says that they
are kept (`met.kept`) or let go, or once a first word followed; whom one has met too long ago is not asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Literal

from entretien.dataclass import dataclass
from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.outlook import Network
from entretien.relationship.capacity import WEEK
from entretien.relationship.days import shifted
from entretien.relationship.follow_up import awaits_first_word
from entretien.triage import fits

Mark = Literal["waiting", "kept", "let-go", "written"]
"""Where somebody stands: nothing decided yet; kept; let go; a first word was said."""

EVENING: Final = 17
"""The hour from which sorting is offered."""
_WEEKS: Final = 13
"""Weeks over which those who wait are spread."""


@dataclass(frozen=True)
class Sorting:
    """A round of sorting. `seen` are those it has dealt with, which stay in the list; `event` restricts it to one."""

    network: Network
    event: str = ""
    seen: tuple[str, ...] = ()

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody of this round, those met first at the top."""
        contacts = self.network.book.contacts
        today = self.network.today
        theirs = [
            contact
            for contact in contacts.values()
            if _met_at(contact, self.event)
            and (contact.id in self.seen or _kept_on(contact, today) or self._waits(contact))
        ]
        return tuple(contact.id for contact in sorted(theirs, key=_place))

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Those nothing was decided about."""
        return tuple(who for who in self.people if self.mark(who) == "waiting")

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Those kept who have not had a first word yet: whose time is to be given out."""
        return tuple(who for who in self.people if self.mark(who) == "kept")

    @property
    def room(self) -> int:
        """How many people a week has time for."""
        return fits(self.network.config)

    def mark(self, who: str) -> Mark:
        """What was decided about somebody."""
        contact = self.network.book.contacts[who]
        if contact.status != "active":
            return "let-go"
        if not self._awaits(who):
            return "written"
        return "kept" if contact.met is not None and contact.met.kept else "waiting"

    def following(self, who: str) -> str | None:
        """Who comes next: the first below of those who wait, else from the top; None: all are sorted."""
        below = self.people[self.people.index(who) + 1 :] if who in self.people else ()
        waiting = [id for id in (*below, *self.people) if id in self.waiting and id != who]
        return waiting[0] if waiting else None

    @cached_property
    def preferred(self) -> tuple[str, ...]:
        """Whom to propose for this week's time: those something was promised to, as many as fit."""
        contacts = self.network.book.contacts
        promised = [who for who in self.kept if any(promise.by == "me" for promise in contacts[who].open_promises)]
        return tuple(promised[: self.room])

    def later(self, others: Sequence[str]) -> Mapping[str, date]:
        """A day for each of those who wait: the week after the second contact is due, or the first with room."""
        return later_days(self.network, others, self.room)

    def _waits(self, contact: Contact) -> bool:
        kept = contact.met is not None and contact.met.kept
        return contact.status == "active" and not kept and self._awaits(contact.id)

    def _awaits(self, who: str) -> bool:
        contact, log, _relationship = self.network.tie(who)
        return awaits_first_word(contact, log, self.network.today, self.network.parameters)


def to_sort(network: Network) -> tuple[str, ...]:
    """Everybody met lately about whom nothing was decided, without looking at who was met before: quick at a start."""
    book, today, parameters = network.book, network.today, network.parameters
    lately = range(today.toordinal() - parameters.follow_up_days, today.toordinal() + 1)
    people = (book.contacts[who] for who, met in book.shelf.having("met_on") if met in lately)
    return tuple(
        contact.id
        for contact in people
        if contact.status == "active"
        and contact.met is not None
        and contact.met.kept is None
        and awaits_first_word(contact, contact.interactions, today, parameters)
    )


def is_time_to_sort(network: Network, hour: int) -> bool:
    """Whether to offer it: in the evening, a day later, or once the event is over. `hour` is 0 to 23."""
    running = network.book.event_on(network.today)
    event = running.id if running else ""
    people = [met for who in to_sort(network) if (met := network.book.contacts[who].met)]
    return any(hour >= EVENING or met.on != network.today or met.event not in ("", event) for met in people)


def later_days(network: Network, who: Sequence[str], room: int) -> Mapping[str, date]:
    """Days that spread these people over the weeks from the one after the second contact, at most `room` a week.

    What the rhythms of all others bring in those weeks counts; where every week is full, the emptiest takes one more.
    """
    today = network.today
    loads = Counter(
        (due - today).days // WEEK
        for id, contact in network.book.contacts.items()
        if contact.status == "active" and id not in who and (due := network.relationship(id).due) is not None
    )
    first = network.parameters.second_contact_days // WEEK + 1
    days: dict[str, date] = {}
    for id in who:
        week = min(range(first, first + _WEEKS), key=lambda week: (max(0, loads[week] - room + 1), week))
        loads[week] += 1
        days[id] = shifted(today, week * WEEK)
    return days


def _met_at(contact: Contact, event: str) -> bool:
    return contact.met is not None and (not event or contact.met.event == event)


def _kept_on(contact: Contact, today: date) -> bool:
    return contact.met is not None and contact.met.kept == today


def _place(contact: Contact) -> tuple[date, str, str]:
    met = contact.met.on if contact.met and contact.met.on else date.min
    return met, fold(contact.name), contact.id
