"""Event mode from the shell."""

from __future__ import annotations

import argparse
from typing import Any

from entretien.actions.events import captured_at, hoped_for, hopes, start_event, stop_event
from entretien.cli.record import day_from
from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.model.ids import fold
from entretien.model.network import Event
from entretien.plaintext import one_line
from entretien.rounds import LONGEST, MOST, SHORTEST
from entretien.sorting import Sorting
from entretien.words import decimal, short_date


def configure(command: str, parser: argparse.ArgumentParser) -> None:  # noqa: ARG001 - one command here
    """Declare the arguments of `event`."""
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)
    start = verbs.add_parser("start", help=_("begin: every capture carries the event from now on"))
    start.add_argument("name", nargs="+", metavar=_("NAME"))
    start.add_argument("--place", metavar=_("PLACE"), default="")
    start.add_argument("--until", metavar=_("DAY"), help=_("the last day; today if left out"))
    start.add_argument("--why", metavar=_("TEXT"), default="", help=_("why I go"))
    start.add_argument(
        "--hope", metavar=_("NAME"), action="append", default=[], help=_("whom I hope to meet; may be repeated")
    )
    verbs.add_parser("stop", help=_("end it before its last day has passed"))
    for verb, words in (("list", _("all events, newest first")), ("show", _("one event and who was met"))):
        sub = verbs.add_parser(verb, help=words)
        sub.add_argument("--json", action="store_true", help=_("data for scripts"))
        if verb == "show":
            sub.add_argument("name", nargs="*", metavar=_("NAME"), help=_("left out: the one that is running"))
    rounds = verbs.add_parser("rounds", help=_("a timer for speed meetings: a round, a bell, a line, next"))
    rounds.add_argument(
        "--minutes", type=_minutes, default=2.0, metavar="M", help=_("length of a round; 2 if left out")
    )
    rounds.add_argument("--count", type=_count, default=10, metavar="N", help=_("how many rounds; 10 if left out"))
    sort = verbs.add_parser("sort", help=_("those met, one by one: keep or let go, and what comes next"))
    sort.add_argument("name", nargs="*", metavar=_("NAME"), help=_("left out: everybody met lately"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:  # noqa: ARG001 - one command here
    """Carry out one of its verbs."""
    match args.verb:
        case "start":
            _start(shell, args)
        case "stop":
            _stop(shell)
        case "list":
            _list(shell, args.json)
        case "show":
            _show(shell, " ".join(args.name), args.json)
        case "rounds":
            from entretien.cli.screen import open_rounds

            return open_rounds(shell, args.minutes, args.count)
        case _:
            from entretien.cli.screen import open_sort

            return open_sort(shell, _named(shell, " ".join(args.name)).id if args.name else "")
    return 0


def _minutes(text: str) -> float:
    try:
        minutes = float(text.replace(",", "."))
    except ValueError:
        minutes = 0
    if not SHORTEST <= minutes <= LONGEST:
        least, most = decimal(SHORTEST), decimal(LONGEST)
        raise argparse.ArgumentTypeError(
            _('"{text}": a round has {least} to {most} minutes').format(text=one_line(text, 40), least=least, most=most)
        )
    return minutes


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 1 <= count <= MOST:
        raise argparse.ArgumentTypeError(
            _('"{text}": there are 1 to {most} rounds').format(text=one_line(text, 40), most=MOST)
        )
    return count


def _start(shell: Shell, args: argparse.Namespace) -> None:
    until = day_from(shell, args.until, past=False) if args.until else None
    hoped = tuple(hoped_for(shell.book, name) for name in args.hope if name.strip())
    event = Event(
        name=" ".join(args.name), starts=shell.today, ends=until, place=args.place, purpose=args.why, hope_to_meet=hoped
    )
    shell.commit(start_event(shell.book, event, shell.today))


def _stop(shell: Shell) -> None:
    event = _running(shell)
    shell.commit(stop_event(event, shell.today))
    waiting = Sorting(shell.network, event.id).waiting
    if waiting:
        said = ngettext(
            "{n} person to sort: entretien event sort", "{n} people to sort: entretien event sort", len(waiting)
        )
        shell.tell(said)


def _running(shell: Shell) -> Event:
    event = shell.book.event_on(shell.today)
    if event is None:
        raise UsageError(_("No event is running."), _('Begin one: entretien event start "Salon SME"'))
    return event


def _list(shell: Shell, as_json: bool) -> None:
    events = sorted(shell.book.events.values(), key=lambda event: (event.starts or shell.today, event.id), reverse=True)
    if as_json:
        shell.out_json([_data(shell, event) for event in events])
        return
    shell.table([(event.id, event.name, _days(shell, event), event.place) for event in events])


def _show(shell: Shell, name: str, as_json: bool) -> None:
    event = _named(shell, name) if name else _running(shell)
    people = captured_at(shell.book, event)
    if as_json:
        shell.out_json({**_data(shell, event), "met": [{"id": person.id, "name": person.name} for person in people]})
        return
    shell.out(event.name)
    hoped = ", ".join(f"{hope.name} ({_('met')})" if hope.met else hope.name for hope in hopes(shell.book, event))
    facts = [
        (_("days"), _days(shell, event)),
        (_("place"), event.place),
        (_("why"), event.purpose),
        (_("hoped for"), hoped),
    ]
    shell.table([(label, text) for label, text in facts if text], indent=2)
    shell.out(ngettext("{n} person met", "{n} people met", len(people)))
    shell.table([(person.name, person.org, person.met.cue if person.met else "") for person in people], indent=2)


def _named(shell: Shell, name: str) -> Event:
    if event := shell.book.events.get(name):
        return event
    found = [event for event in shell.book.events.values() if fold(name) in fold(event.name)]
    if len(found) == 1:
        return found[0]
    names = "\n".join(f"  {event.id}  {one_line(event.name)}" for event in found)
    if found:
        raise UsageError(_('"{name}" may be several events; use an id:').format(name=name), names)
    raise UsageError(_('There is no event "{id}".').format(id=name), _("`entretien event list` shows them."))


def _days(shell: Shell, event: Event) -> str:
    days = dict.fromkeys(day for day in (event.starts, event.ends) if day)
    return " – ".join(short_date(day, shell.today) for day in days)


def _data(shell: Shell, event: Event) -> dict[str, Any]:
    running = shell.book.event_on(shell.today)
    return {
        "id": event.id,
        "name": event.name,
        "starts": event.starts.isoformat() if event.starts else None,
        "ends": event.ends.isoformat() if event.ends else None,
        "place": event.place,
        "purpose": event.purpose,
        "hope_to_meet": [{"name": hope.name, "met": hope.met} for hope in hopes(shell.book, event)],
        "running": running is not None and running.id == event.id,
        "captured": len(captured_at(shell.book, event)),
    }
