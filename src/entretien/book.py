"""The whole network in memory: immutable, with the lookups that every screen and command needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from entretien.dataclass import dataclass, field, replace
from entretien.errors import UnknownWhoError
from entretien.i18n import _
from entretien.model.cell import Outline
from entretien.model.ids import fold
from entretien.model.shelf import Shelf
from entretien.namedtuple import NamedTuple
from entretien.plaintext import one_line

if TYPE_CHECKING:
    from entretien.model.change import Change, Edit
    from entretien.model.contact import Contact
    from entretien.model.interaction import Interaction
    from entretien.model.network import Circle, Event, Introduction, Kind, Record, Session, Template
    from entretien.model.problem import Problem


class Entry(NamedTuple):
    """One interaction on somebody's timeline: the contact in whose file it stands, its place there, and itself."""

    owner: str
    place: int
    interaction: Interaction


class _Ids(Container[str]):
    def __init__(self, book: Book, kind: Kind) -> None:
        self._kind = kind
        self._reserved = book.reserved
        self._shelf = Shelf.holding(book.of(kind))

    def __contains__(self, id: object) -> bool:
        return self._shelf.holds(str(id)) or (self._kind, id) in self._reserved


@dataclass(frozen=True)
class Book:
    """A snapshot of all records, by id. A change gives a new book; nothing here is ever modified."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    circles: Mapping[str, Circle] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    introductions: Mapping[str, Introduction] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    reserved: frozenset[tuple[Kind, str]] = field(default_factory=frozenset)
    """Ids whose file exists but could not be read: never given to a new record."""

    def of(self, kind: Kind) -> Mapping[str, Record]:
        """All records of a kind, by id."""
        records: Mapping[str, Record] = getattr(self, f"{kind}s")
        return records

    def taken(self, kind: Kind) -> frozenset[str]:
        """Ids that a new record of this kind can't have."""
        return frozenset(self.of(kind)) | {id for reserved_kind, id in self.reserved if reserved_kind == kind}

    def ids(self, kind: Kind) -> Container[str]:
        """What `taken` has, to ask for one after the other: nothing is listed for it."""
        return _Ids(self, kind)

    @cached_property
    def shelf(self) -> Shelf[Contact]:
        """The contacts as a shelf, which tells of everybody without building anybody."""
        return Shelf.holding(self.contacts)

    def with_edits(self, edits: Iterable[Edit]) -> Book:
        """The book after these edits."""
        touched: dict[Kind, list[tuple[str, Record | None]]] = defaultdict(list)
        for edit in edits:
            if edit.before is not None and (edit.after is None or edit.after.id != edit.before.id):
                touched[edit.kind].append((edit.before.id, None))
            if edit.after is not None:
                touched[edit.kind].append((edit.after.id, edit.after))
        changed: dict[str, Any] = {
            f"{kind}s": Shelf.holding(self.of(kind)).putting(changes) for kind, changes in touched.items()
        }
        later = replace(self, **changed) if changed else self
        people = [who for who, _record in touched.get("contact", ())]
        if "_shared" in self.__dict__ and not any(
            who in shelf and shelf.outline(who).company for shelf in (self.shelf, later.shelf) for who in people
        ):
            later.__dict__["_shared"] = self._shared
        return later

    def apply(self, change: Change) -> Book:
        """The book after a change."""
        return self.with_edits(change.edits)

    def edits(self, change: Callable[[Record], Record | None]) -> Iterator[Edit]:
        """The edits of every record that `change` makes another one of, or none."""
        from entretien.model.change import Edit
        from entretien.model.network import KINDS

        for kind in KINDS:
            for record in self.of(kind).values():
                after = change(record)
                if after is not record:
                    yield Edit(kind, record, after)

    def members(self, circle: str) -> tuple[Contact, ...]:
        """The contacts that name a circle, in the order of their names."""
        return tuple(self.contacts[who] for who in self._members.get(circle, ()))

    def timeline(self, who: str) -> tuple[Entry, ...]:
        """Everything that happened with a contact, oldest first: their own log and what names them as present."""
        own = [Entry(who, i, item) for i, item in enumerate(self.contacts[who].interactions)]
        entries = own + list(self._shared.get(who, ()))
        return tuple(sorted(entries, key=lambda entry: entry.interaction.on))

    def log_of(self, who: str) -> tuple[Interaction, ...]:
        """The interactions of `timeline`, oldest first; within a day, in the order of the files."""
        log = self.contacts[who].interactions + tuple([entry.interaction for entry in self._shared.get(who, ())])
        return tuple(sorted(log, key=attrgetter("on")))

    def standing(self, entry: Entry) -> Entry | None:
        """Where a line of the log stands by now; None where it is gone, or says something else."""
        contact = self.contacts.get(entry.owner)
        log = contact.interactions if contact else ()
        places = (place for place, item in enumerate(log) if item == entry.interaction)
        nearest = min(places, key=lambda place: abs(place - entry.place), default=None)
        return None if nearest is None else entry._replace(place=nearest)

    def everything(self) -> Iterator[Entry]:
        """Every interaction of every contact, each once, in no particular order."""
        for who, contact in self.contacts.items():
            for index, interaction in enumerate(contact.interactions):
                yield Entry(who, index, interaction)

    def unconfirmed(self, today: date) -> tuple[Entry, ...]:
        """Plans whose day has passed and of which nobody has said whether they happened, oldest first."""
        now = today.toordinal()
        passed = [
            Entry(who, place, item)
            for who, days in self.shelf.having("planned")
            if min(days) < now
            for place, item in enumerate(self.contacts[who].interactions)
            if item.planned and item.on < today
        ]
        return tuple(sorted(passed, key=lambda entry: (entry.interaction.on, entry.owner)))

    def cadence_days(self, contact: Contact, default: int | None) -> int | None:
        """The rhythm in days: the contact's own, else the shortest of the circles', else `default`. None: none."""
        return contact.cadence.days if contact.cadence is not None else self.usual_days(contact.circles, default)

    def rhythm(self, outline: Outline, default: int | None) -> int | None:
        """The same, of a contact that need not be built for it."""
        return outline.days if outline.has_cadence else self.usual_days(outline.circles, default)

    def usual_days(self, circles: Sequence[str], default: int | None) -> int | None:
        """The shortest rhythm in days that circles have, else `default`. None: none."""
        chosen = [circle.cadence for id in circles if (circle := self.circles.get(id)) and circle.cadence]
        if not chosen:
            return default
        return min((cadence.days for cadence in chosen if cadence.days), default=None)

    def event_on(self, today: date) -> Event | None:
        """The event that is running, the latest started of several."""
        return max(self.events_on(today), key=lambda event: (event.starts or today, event.id), default=None)

    def events_on(self, today: date) -> tuple[Event, ...]:
        """The events that are running: started, their last day not passed, not stopped by hand."""
        return tuple(
            event
            for event in self.events.values()
            if event.starts and event.starts <= today <= (event.ends or event.starts) and not event.stopped
        )

    def matching(self, who: str) -> tuple[Contact, ...]:
        """The contacts that `who` may mean: that id, else that name or nickname, else those with it in a name."""
        if contact := self.contacts.get(who):
            return (contact,)
        wanted = fold(who.strip())
        if not wanted or "\n" in wanted:
            return ()
        found = [(id, called) for id, called in self.shelf.each("called") if wanted in called]
        exact = [id for id, called in found if wanted in called.split("\n")]
        return tuple(self.contacts[id] for id in exact or (id for id, _called in found))

    def find(self, who: str) -> Contact:
        """The one contact that `who` means. Raises UnknownWhoError, naming the candidates where there are several."""
        found = self.matching(who)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownWhoError(
                _('Nobody here is called "{who}".').format(who=who), _("`entretien list` shows who is there.")
            )
        shown = sorted(found, key=lambda contact: fold(contact.name))[:10]
        lines = [
            f"  {contact.id}  {one_line(contact.name)}{f' ({one_line(contact.org)})' if contact.org else ''}"
            for contact in shown
        ]
        if len(found) > len(shown):
            lines.append(_("  and {count} more").format(count=len(found) - len(shown)))
        raise UnknownWhoError(
            _('"{who}" may be {count} people; use an id:').format(who=who, count=len(found)),
            "\n".join(lines),
            tuple(contact.id for contact in shown),
        )

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for person in sorted(self.shelf.outlines(), key=lambda person: fold(person.name)):
            for circle in person.circles:
                members[circle].append(person.id)
        return {circle: tuple(people) for circle, people in members.items()}

    @cached_property
    def _shared(self) -> Mapping[str, tuple[Entry, ...]]:
        shared: dict[str, list[Entry]] = defaultdict(list)
        for owner, _company in self.shelf.having("company"):
            for place, interaction in enumerate(self.contacts[owner].interactions):
                if interaction.with_:
                    for who in dict.fromkeys(interaction.with_):
                        if who != owner:
                            shared[who].append(Entry(owner, place, interaction))
        return {who: tuple(entries) for who, entries in shared.items()}
