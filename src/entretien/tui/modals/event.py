"""Event mode: started, looked at, changed, stopped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from entretien.actions.events import captured_at, edit_event, hoped_for, hopes, start_event, stop_event
from entretien.book import Book
from entretien.capture.dates import parse_day
from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.model.network import Event
from entretien.sorting import Sorting
from entretien.tui.commands import BY_ID, keys_of
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.modals.form import Field, FormModal
from entretien.tui.verbs.people import NameSuggester
from entretien.words import said_date, short_date

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_SEPARATOR: Final = re.compile(r"\s*[,;]\s*")
Answer = Literal["stop", "change", "sort", "rounds"]


def open_event(app: EntretienApp) -> None:
    """The form for an event that begins, or what can be done with the one that runs."""
    assert app.network is not None
    event = app.network.book.event_on(app.today)
    if event is None:
        app.push_screen(event_form(app, None), lambda begun: _start(app, begun))
        return
    running = event

    def answered(answer: Answer | None) -> None:
        match answer:
            case "stop":
                _stop(app, running)
            case "change":
                app.push_screen(event_form(app, running), lambda changed: _change(app, running, changed))
            case "sort":
                _sort(app, running)
            case "rounds":
                _ask_rounds(app)

    options: list[tuple[str, str, Answer]] = [
        ("s", _("Sort those you have met here"), "sort"),
        ("r", _("Rounds: a timer for speed meetings"), "rounds"),
        ("E", _("Change its place, last day, purpose"), "change"),
        ("x", _("End it now"), "stop"),
    ]
    app.push_screen(ChoiceModal(running.name, options, note=facts(running, app.network.book, app.today)), answered)


def facts(event: Event, book: Book, today: date) -> str:
    """An event in a few lines: until when, where, why, who was met, who of those hoped for."""
    hoped = "  ".join(f"{'✓' if hope.met else '·'} {hope.name}" for hope in hopes(book, event))
    until = _("until {day}").format(day=short_date(event.ends or event.starts or today, today))
    lines = (
        " · ".join(filter(None, (event.place, until))),
        event.purpose,
        ngettext("{n} captured", "{n} captured", len(captured_at(book, event))),
        _("Hoped for: {names}").format(names=hoped) if hoped else "",
    )
    return "\n".join(filter(None, lines))


def event_form(app: EntretienApp, event: Event | None) -> FormModal[Event]:
    """The form for an event, or for a new one."""
    assert app.network is not None
    book, today, day_first = app.network.book, app.today, app.config.reads_day_first
    before = event or Event(name="")

    def understand(texts: Mapping[str, str]) -> tuple[Event | None, str]:
        if not texts["name"]:
            return None, _("An event needs a name.")
        ends: date | None = before.starts or today
        if texts["until"]:
            ends = parse_day(texts["until"], today, day_first=day_first)
            if ends is None:
                return None, _('"{text}" is not a day; write fri, 26 nov or 26/11.').format(text=texts["until"])
            if ends < (before.starts or today):
                return None, _("It would end before it starts.")
        assert ends is not None
        hoped = tuple(hoped_for(book, name) for name in _SEPARATOR.split(texts["hope"]) if name)
        understood = replace(
            before,
            name=texts["name"],
            place=texts["place"],
            ends=ends if event or texts["until"] else None,
            purpose=texts["why"],
            hope_to_meet=hoped,
        )
        line = _("Every capture carries it until {day}.").format(day=said_date(ends, today))
        return understood, line

    until = before.ends.isoformat() if before.ends else ""
    hope = ", ".join(hope.name for hope in hopes(book, before))
    fields = (
        Field("name", _("Name"), before.name, _("Salon SME")),
        Field("place", _("Place"), before.place, _("Paris")),
        Field("until", _("Until"), until, _("today; or thu, 26 nov")),
        Field("why", _("Why"), before.purpose, _("why I go")),
        Field("hope", _("Hope"), hope, _("whom I hope to meet: Paul Roy, Zoé Martin"), NameSuggester(book)),
    )
    return FormModal(_("Start an event") if event is None else before.name, fields, understand)


def _start(app: EntretienApp, event: Event | None) -> None:
    if event is None or app.network is None:
        return
    try:
        app.apply(start_event(app.network.book, event, app.today))
    except EntretienError as error:
        app.notify(str(error), severity="error", markup=False)


def _stop(app: EntretienApp, event: Event) -> None:
    """End it, and offer to sort those who were met."""
    if not app.apply(stop_event(event, app.today)) or app.network is None:
        return
    waiting = len(Sorting(app.network, event.id).waiting)
    if not waiting:
        return

    def answered(yes: bool | None) -> None:
        if yes:
            _sort(app, event)

    question = ngettext("{n} person to sort: now?", "{n} people to sort: now?", waiting)
    options = [("y", _("Now"), True), ("n", _("Later: {key} sorts").format(key=_sort_key(app)), False)]
    note = _("The same evening a face still goes with each name.")
    app.push_screen(ChoiceModal[bool](question, [*options, ("o", "", True), ("enter", "", True)], note), answered)


def _sort(app: EntretienApp, event: Event) -> None:
    from entretien.tui.screens.sort import SortScreen

    app.push_screen(SortScreen(event.id))


def _sort_key(app: EntretienApp) -> str:
    return next(iter(keys_of(BY_ID["app.sort"], app.keys)), "")


def _ask_rounds(app: EntretienApp) -> None:
    from entretien.tui.modals.rounds import RoundsModal, length_line

    def asked(length: tuple[float, int] | None) -> None:
        if length is not None:
            app.push_screen(RoundsModal(*length), lambda summary: app.say(summary or ""))

    app.push_screen(length_line(), asked)


def _change(app: EntretienApp, begun: Event, event: Event | None) -> None:
    if event is not None and app.network is not None and event.id in app.network.book.events:
        app.apply(edit_event(app.network.book, event, begun))
