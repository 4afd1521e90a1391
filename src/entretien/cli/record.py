"""Writing down: what happened, who was met; and opening a file to edit it by hand."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import N_, _, ngettext
from entretien.model.interaction import CHANNELS, Direction, Interaction
from entretien.plaintext import one_line

if TYPE_CHECKING:
    import argparse

    from entretien.capture.draft import Draft
    from entretien.model.change import Change, Edit
    from entretien.storage.pending import Receipt


_LABELS: Final = {
    "id": N_("id"),
    "new": N_("new contact"),
    "name": N_("name"),
    "org": N_("organisation"),
    "title": N_("title"),
    "tags": N_("tags"),
    "circles": N_("circles"),
    "emails": N_("e-mail"),
    "phones": N_("phone"),
    "links": N_("links"),
    "seeks": N_("seeks"),
    "offers": N_("offers"),
    "promises": N_("promises"),
    "cadence": N_("rhythm"),
    "via": N_("through"),
    "event": N_("event"),
    "cue": N_("cue"),
    "note": N_("note"),
    "interaction": N_("to be logged"),
    "doubts": N_("not understood"),
}
"""What was understood of a line, as it is called on screen; the keys are those of the data for scripts."""

MEANWHILE: Final = (
    "entretien.storage.planning", "entretien.storage.transaction", "entretien.storage.history", "tomli_w", "json",
    "entretien.storage.schema", "rtoml", "entretien.storage.by_hand",
)  # fmt: skip
"""What is needed to write, and as soon as a file was changed, see `Scout.meanwhile`."""


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


def arguments(command: str, words: list[str]) -> dict[str, Any]:
    """What the parser of `log` or `add` gives for words without an option."""
    if command == "add":
        return {"text": words, "dry_run": False, "json": False}
    details = dict.fromkeys(("on", "channel", "direction", "depth"))
    flags = dict.fromkeys(("gave", "received", "asked", "json"), False)
    return {"who": words[0], "text": words[1:], "event": "", **details, **flags}


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
    from entretien.actions.interactions import log

    book = shell.late_book
    contact = book.find(args.who)
    if args.event and args.event not in book.events:
        raise UsageError(_('There is no event "{id}".').format(id=args.event), _("`entretien event list` shows them."))
    running = book.event_on(shell.today) if args.on is None and not args.event else None
    interaction = Interaction(
        on=day_from(shell, args.on),
        direction=args.direction,
        channel=args.channel or "message",
        depth=args.depth,
        gave=args.gave,
        received=args.received,
        asked=args.asked,
        event=args.event or (running.id if running else ""),
        note=" ".join(args.text).strip(),
    )
    advice = _before_asking(shell, contact.id) if args.asked else ""
    shell.commit(log(book, contact.id, interaction, shell.today))
    if advice:
        shell.tell(advice)
    if args.json:
        shell.out_json({"id": contact.id, "on": interaction.on.isoformat(), "channel": interaction.channel})
    return 0


def _before_asking(shell: Shell, who: str) -> str:
    from entretien.relationship.sentences import before_asking

    return before_asking(shell.network.relationship(who), shell.config.model)


def _add(shell: Shell, args: argparse.Namespace) -> int:
    if args.text:
        lines: Iterable[str] = (" ".join(args.text),)
    elif not sys.stdin.isatty():
        gc.enable()
        lines = (line.rstrip("\r\n") for line in sys.stdin)
    else:
        from entretien.cli.screen import open_add

        return open_add(shell)
    from entretien.actions.capture import save_draft
    from entretien.capture.context import context_of
    from entretien.capture.line import parse_line

    book = shell.late_book
    saved: tuple[Edit, ...] = ()
    understood: list[dict[str, Any]] = []
    refused = 0
    for line in filter(str.strip, lines):
        book = book.with_edits(saved) if saved else book
        saved = ()
        draft = parse_line(line, context_of(book, shell.config, shell.today))
        try:
            change, who = save_draft(book, draft, shell.today)
        except UsageError as error:
            refused += 1
            shell.tell(f"{one_line(line, 60)}: {error}")
            continue
        if not args.dry_run:
            receipt = shell.commit(change)
            saved = receipt.edits
            who = final_id(change, receipt, who)
        understood.append(_understood(draft, who))
        for doubt in draft.doubts:
            shell.tell(f"  {doubt}")
    if args.json:
        shell.out_json(understood)
    elif args.dry_run:
        for item in understood:
            shell.table([(_(_LABELS[key]), _shown(value)) for key, value in item.items() if value], indent=2)
    if refused:
        shell.tell(ngettext("{n} line was not saved", "{n} lines were not saved", refused))
    return 1 if refused else 0


def final_id(change: Change, receipt: Receipt, who: str) -> str:
    """The id that a new contact really got, where another program had taken the one it asked for."""
    for asked, done in zip(change.edits, receipt.edits, strict=False):
        if asked.after is not None and done.after is not None and asked.kind == "contact" and asked.after.id == who:
            return done.after.id
    return who


def _understood(draft: Draft, who: str) -> dict[str, Any]:
    from entretien.model.plain import as_plain

    return {
        "id": who,
        "new": not draft.known,
        "name": draft.name,
        "org": draft.org,
        "title": draft.title,
        "tags": list(draft.tags),
        "circles": [str(circle) for circle in draft.circles],
        "emails": list(draft.emails),
        "phones": list(draft.phones),
        "links": list(draft.links),
        "seeks": list(draft.seeks),
        "offers": list(draft.offers),
        "promises": [as_plain(promise) for promise in draft.promises],
        "cadence": str(draft.cadence) if draft.cadence else None,
        "via": str(draft.via) if draft.via else None,
        "event": draft.event,
        "cue": draft.cue,
        "note": draft.note,
        "interaction": as_plain(draft.interaction) if draft.interaction else None,
        "doubts": list(draft.doubts),
    }


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_shown(item) for item in value.values())
    return _("yes") if value is True else str(value)


def _edit(shell: Shell, who: str) -> int:
    from entretien.editor import edit_file

    contact = shell.book.find(who)
    edit_file(shell.store.path_of("contact", contact.id))
    problems = [problem for problem in shell.store.load().problems if problem.path.stem == contact.id]
    for problem in problems:
        shell.tell(f"{problem.where}: {problem.reason}")
    return 1 if any(problem.serious for problem in problems) else 0
