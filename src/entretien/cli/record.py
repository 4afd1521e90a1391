"""Writing down: what happened, who was met; and opening a file to edit it by hand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from entretien.actions.interactions import log
from entretien.cli.shell import Shell
from entretien.errors import EntretienError, UsageError
from entretien.i18n import _, ngettext
from entretien.model.interaction import CHANNELS, Direction, Interaction


def configure(command: str, parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `log`, `add` and `edit`."""
    match command:
        case "log":
            parser.add_argument("who", metavar=_("WHO"), help=_("an id or an unambiguous part of a name"))
            parser.add_argument("text", nargs="*", metavar=_("TEXT"), help=_("what happened, in a line"))
            parser.add_argument(
                "--on", metavar=_("DAY"), help=_("the day: 2026-11-20, yesterday, fri; today if left out")
            )
            parser.add_argument("--channel", choices=CHANNELS)
            parser.add_argument("--direction", choices=get_args(Direction), help=_("out: I started; in: they did"))
            parser.add_argument("--depth", type=int, choices=(1, 2, 3), help=_("1 sign, 2 news, 3 substance"))
            parser.add_argument("--gave", action="store_true", help=_("I gave something useful"))
            parser.add_argument("--received", action="store_true", help=_("I received something useful"))
            parser.add_argument("--asked", action="store_true", help=_("I asked for something"))
            parser.add_argument("--event", metavar=_("EVENT"), default="", help=_("the id of an event"))
            parser.add_argument("--json", action="store_true", help=_("data for scripts"))
        case "add":
            parser.add_argument("text", nargs="*", metavar=_("TEXT"), help=_("the person, as in the quick-add line"))
            parser.add_argument("--dry-run", action="store_true", help=_("say what is understood, save nothing"))
            parser.add_argument("--json", action="store_true", help=_("data for scripts"))
        case _:
            parser.add_argument("who", nargs="+", metavar=_("WHO"), help=_("an id or an unambiguous part of a name"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:
    """Carry out one of them."""
    match command:
        case "log":
            return _log(shell, args)
        case "add":
            return _add(shell, args)
        case _:
            return _edit(shell, " ".join(args.who))


def day_from(shell: Shell, text: str | None, *, past: bool = True) -> date:
    """The day that an option names; today where it is left out. Raises UsageError for what is no day."""
    if text is None:
        return shell.today
    from entretien.capture.dates import parse_day

    day = parse_day(text, shell.today, day_first=shell.config.reads_day_first, past=past)
    if day is None:
        raise UsageError(
            _('"{text}" is not a day.').format(text=text), _("Write it as 2026-11-20, 20/11, yesterday or fri.")
        )
    return day


def _log(shell: Shell, args: argparse.Namespace) -> int:
    contact = shell.book.find(args.who)
    if args.event and args.event not in shell.book.events:
        raise UsageError(_('There is no event "{id}".').format(id=args.event), _("`entretien event list` shows them."))
    running = shell.book.event_on(shell.today)
    interaction = Interaction(
        on=day_from(shell, args.on),
        direction=args.direction,
        channel=args.channel or "message",
        depth=args.depth,
        gave=args.gave,
        received=args.received,
        asked=args.asked,
        event=args.event or (running.id if running and args.on is None else ""),
        note=" ".join(args.text).strip(),
    )
    shell.commit(log(shell.book, contact.id, interaction, shell.today))
    if args.json:
        shell.out_json({"id": contact.id, "on": interaction.on.isoformat(), "channel": interaction.channel})
    return 0


def _add(shell: Shell, args: argparse.Namespace) -> int:
    if args.text:
        lines: Iterable[str] = (" ".join(args.text),)
    elif not sys.stdin.isatty():
        lines = (line.rstrip("\r\n") for line in sys.stdin)
    else:
        from entretien.cli.screen import open_add

        return open_add(shell)
    understood: list[dict[str, Any]] = []
    refused = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            understood.append(shell.capture(line, save=not args.dry_run))
        except EntretienError as error:
            refused += 1
            shell.tell(str(error))
    if args.json:
        shell.out_json(understood)
    elif args.dry_run:
        shell.table([(item["name"], item["understood"]) for item in understood])
    if refused:
        shell.tell(ngettext("{n} line was not saved", "{n} lines were not saved", refused))
    return 1 if refused else 0


def _edit(shell: Shell, who: str) -> int:
    from entretien.editor import edit_file

    contact = shell.book.find(who)
    edit_file(shell.store.path_of("contact", contact.id))
    problems = [problem for problem in shell.store.load().problems if problem.path.stem == contact.id]
    for problem in problems:
        shell.tell(f"{problem.where}: {problem.reason}")
    return 1 if any(problem.serious for problem in problems) else 0
