"""Events: started, stopped, changed."""

from __future__ import annotations

from datetime import date

from entretien.book import Book
from entretien.dataclass import replace
from entretien.errors import UsageError
from entretien.i18n import _
from entretien.identity import name_key
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.ids import fold, free_id
from entretien.model.network import Event
from entretien.namedtuple import NamedTuple


def start_event(book: Book, event: Event, today: date) -> Change:
    """Begin event mode: from today (or `event.starts`) to `event.ends`, both included; without it, for that day.

    Starting an event of the same name that is running, or was stopped and has not passed its last day, goes on with
    it. One event runs at a time: another that runs is stopped in the same step. Raises UsageError for an event without
    a name, and for a last day before the first.
    """
    if not event.name.strip():
        raise UsageError(_("An event needs a name."))
    known = next((other for other in book.events.values() if _goes_on(other, event.name, today)), None)
    begun = _resumed(known, event, today) if known else replace(event, starts=event.starts or today)
    begun = replace(begun, ends=begun.ends or begun.starts)
    if begun.starts and begun.ends and begun.ends < begun.starts:
        raise UsageError(
            _("{name} would end before it starts.").format(name=event.name), _("Give a last day after the first.")
        )
    others = (other for other in book.events_on(today) if other != known)
    stopped = [Edit("event", other, replace(other, stopped=today)) for other in others]
    if known is not None:
        edits = [Edit("event", known, begun)] if begun != known else []
        return Change(_("{name} goes on").format(name=known.name), (*edits, *stopped))
    year = f" {begun.starts.year}" if begun.starts and str(begun.starts.year) not in begun.name else ""
    created = replace(begun, id=free_id(f"{begun.name}{year}", book.taken("event")))
    return Change(_("{name} begins").format(name=created.name), (Edit("event", None, created), *stopped))


def stop_event(event: Event, today: date) -> Change:
    """End event mode before its last day has passed."""
    return Change(_("{name} is over").format(name=event.name), (Edit("event", event, replace(event, stopped=today)),))


class Hope(NamedTuple):
    """Somebody one hopes to meet at an event, by name, and whether they were met there."""

    name: str
    met: bool


def hoped_for(book: Book, name: str) -> str:
    """How a person one hopes to meet is written down: the id of the one contact of that name, else the name.

    One may hope to meet a stranger.
    """
    found = book.matching(name)
    return found[0].id if len(found) == 1 else name.strip()


def hopes(book: Book, event: Event) -> tuple[Hope, ...]:
    """Those hoped for, in the order in which they were named.

    A contact was met where the log or the card names the event; a stranger where somebody of that name was.
    """
    there = captured_at(book, event)
    ids = {contact.id for contact in there} | {
        who for owner, _place, item in book.everything() if item.event == event.id for who in (owner, *item.with_)
    }
    names = {name_key(book.contacts[who].name) for who in ids if who in book.contacts}
    return tuple(
        Hope(book.contacts[hope].name, hope in ids) if hope in book.contacts else Hope(hope, name_key(hope) in names)
        for hope in event.hope_to_meet
    )


def captured_at(book: Book, event: Event) -> tuple[Contact, ...]:
    """The contacts first met at an event, in the order of their names."""
    people = (contact for contact in book.contacts.values() if contact.met and contact.met.event == event.id)
    return tuple(sorted(people, key=lambda contact: fold(contact.name)))


def edit_event(book: Book, event: Event, begun: Event | None = None) -> Change:
    """Other values for an event; its id stays.

    `begun` is the event as it was when its editing began: what was changed elsewhere since stays.
    """
    before = begun or book.events[event.id]
    if event == before:
        return Change("", ())
    return Change(_("Changed {name}").format(name=event.name), (Edit("event", before, event),))


def _goes_on(known: Event, name: str, today: date) -> bool:
    ends = known.ends or known.starts
    return fold(known.name).strip() == fold(name).strip() and ends is not None and ends >= today


def _resumed(known: Event, event: Event, today: date) -> Event:
    """The event as it goes on, with what is said anew."""
    return replace(
        known,
        starts=min(known.starts or today, today),
        stopped=None,
        ends=event.ends or known.ends,
        place=event.place or known.place,
        purpose=event.purpose or known.purpose,
        hope_to_meet=tuple(dict.fromkeys((*known.hope_to_meet, *event.hope_to_meet))),
    )
