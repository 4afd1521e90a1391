"""Events: started, stopped, changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entretien.book import Book
from entretien.errors import UsageError
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.ids import fold, free_id
from entretien.model.network import Event


def start_event(book: Book, event: Event, today: date) -> Change:
    """Begin event mode: from today (or `event.starts`) to `event.ends`, both included.

    Starting an event of the same name that is running, or was stopped and has not passed its last day, goes on with
    it. Raises UsageError for a last day before the first.
    """
    begun = replace(event, starts=event.starts or today)
    ends = begun.ends or begun.starts
    if begun.starts and ends and ends < begun.starts:
        raise UsageError(
            _("{name} would end before it starts.").format(name=event.name), _("Give a last day after the first.")
        )
    same = next((known for known in book.events.values() if _goes_on(known, event.name, today)), None)
    if same is not None:
        resumed = replace(
            same,
            stopped=None,
            ends=event.ends or same.ends,
            place=event.place or same.place,
            purpose=event.purpose or same.purpose,
            hope_to_meet=event.hope_to_meet or same.hope_to_meet,
        )
        edits = (Edit("event", same, resumed),) if resumed != same else ()
        return Change(_("{name} goes on").format(name=same.name), edits)
    year = f" {begun.starts.year}" if begun.starts and str(begun.starts.year) not in begun.name else ""
    created = replace(begun, id=free_id(f"{begun.name}{year}", book.taken("event")))
    return Change(_("{name} begins").format(name=created.name), (Edit("event", None, created),))


def stop_event(event: Event, today: date) -> Change:
    """End event mode before its last day has passed."""
    return Change(_("{name} is over").format(name=event.name), (Edit("event", event, replace(event, stopped=today)),))


def edit_event(book: Book, event: Event) -> Change:
    """Other values for an event; its id stays."""
    before = book.events[event.id]
    if event == before:
        return Change("", ())
    return Change(_("Changed {name}").format(name=event.name), (Edit("event", before, event),))


def _goes_on(known: Event, name: str, today: date) -> bool:
    ends = known.ends or known.starts
    return fold(known.name) == fold(name) and ends is not None and ends >= today
