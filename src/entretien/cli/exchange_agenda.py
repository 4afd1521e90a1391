"""The calendar at hand: who will be there in the next days, and logging what is over in one key each."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.interop.agenda import Meeting
from entretien.meetings import calendar_path, coming, log_meeting, logged_otherwise, to_log
from entretien.paths import expanded
from entretien.plaintext import one_line
from entretien.words import day_words, short_date

_MOST_DAYS = 366


def configure(command: str, parser: argparse.ArgumentParser) -> None:  # noqa: ARG001 - one command here
    """Declare the arguments of `agenda`."""
    parser.add_argument(
        "file", nargs="?", metavar=_("FILE"), help=_("an .ics file or a folder of them; left out: the last one")
    )
    parser.add_argument("--days", type=int, default=7, metavar="N", help=_("how many days, 1 to 366; 7 if left out"))
    parser.add_argument(
        "--log", action="store_true", help=_("go through the meetings of the last days and log them: y, n or q each")
    )
    parser.add_argument("--json", action="store_true", help=_("data for scripts"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:  # noqa: ARG001 - one command here
    """Show what comes, or log what is over."""
    if not 1 <= args.days <= _MOST_DAYS:
        raise UsageError(_("--days takes a number from 1 to {most}.").format(most=_MOST_DAYS))
    path = expanded(args.file) if args.file else calendar_path(shell.config, shell.places)
    if path is None:
        raise UsageError(
            _("Which calendar?"), _('Name an .ics file or a folder, or put calendar = "…" into config.toml.')
        )
    find = to_log if args.log else coming
    meetings = find(shell.book, path, shell.today, args.days, shell.config)
    if args.json:
        shell.out_json([_data(meeting) for meeting in meetings])
    elif args.log:
        _log(shell, meetings)
    else:
        _print(shell, meetings)
    return 0


def _print(shell: Shell, meetings: tuple[Meeting, ...]) -> None:
    for meeting in meetings:
        shell.out(_heading(shell, meeting))
        for who in meeting.known:
            contact, network = shell.book.contacts[who], shell.network
            shell.out(f"  {contact.name}{f', {contact.org}' if contact.org else ''}  ·  {network.why(who)}")
            last = network.relationship(who).last
            if last is not None:
                note = f": {last.note}" if last.note else ""
                shell.out(f"      {_('last')}  {day_words(last.on, shell.today)}{note}")
            for promise in contact.open_promises:
                said = _("mine: {what}") if promise.by == "me" else _("theirs: {what}")
                shell.out(f"      {_('promised')}  {said.format(what=promise.what)}")
            for label, needs in ((_("seeks"), contact.seeks), (_("offers"), contact.offers)):
                if needs:
                    shell.out(f"      {label}  {'; '.join(need.what for need in needs)}")
        if meeting.others:
            names = ", ".join(person.name or person.address for person in meeting.others)
            shell.out(f"  {_('not among your contacts: {names}').format(names=names)}")
    shell.tell(ngettext("{n} meeting", "{n} meetings", len(meetings)) if meetings else _("No meeting in these days."))


def _heading(shell: Shell, meeting: Meeting) -> str:
    at = f" {meeting.at:%H:%M}" if meeting.at else ""
    place = f"  ({meeting.place})" if meeting.place else ""
    return f"{short_date(meeting.on, shell.today)}{at}  {meeting.summary or _('(no title)')}{place}"


def _log(shell: Shell, meetings: tuple[Meeting, ...]) -> None:
    """Ask for each meeting, and log those that are answered with y, each as one step of undo."""
    if not meetings:
        shell.tell(_("Nothing is left to log."))
        return
    logged = 0
    book = shell.book
    for meeting in meetings:
        names = ", ".join(book.contacts[who].name for who in meeting.known)
        hint = f" {_('(something else is logged that day)')}" if logged_otherwise(book, meeting) else ""
        sys.stderr.write(_("{meeting}  ·  {names}{hint}  log it? y n q ").format(
            meeting=one_line(_heading(shell, meeting)), names=one_line(names), hint=hint))  # fmt: skip
        sys.stderr.flush()
        answer = _key()
        shell.tell(answer if sys.stdin.isatty() else "")
        if answer not in ("y", "o", "n"):
            break
        if answer != "n":
            change = log_meeting(book, meeting, shell.today)
            shell.commit(change)
            book = book.apply(change)
            logged += 1
    shell.out(ngettext("{n} meeting logged", "{n} meetings logged", logged))


def _key() -> str:
    """One key from a terminal, else the first letter of the next line; "" where there is no more."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()[:1].lower()
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        return sys.stdin.read(1).lower()
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _data(meeting: Meeting) -> dict[str, Any]:
    return {
        "on": meeting.on.isoformat(),
        "at": f"{meeting.at:%H:%M}" if meeting.at else None,
        "summary": meeting.summary,
        "place": meeting.place,
        "online": meeting.online,
        "known": list(meeting.known),
        "others": [{"name": person.name, "email": person.address} for person in meeting.others],
    }
