"""The files and their history: undo, redo, history, doctor, erase, path."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from entretien.cli.shell import Shell
from entretien.errors import UnknownWhoError, UsageError
from entretien.i18n import _, ngettext

if TYPE_CHECKING:
    from entretien.storage.erasing import Mention

_SHOWN: Final = 20
"""Files that are named one by one."""


def configure(command: str, parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the commands of this module."""
    match command:
        case "undo" | "redo":
            parser.add_argument("step", type=int, nargs="?", metavar="N", help=_("a step of `history`; else the last"))
        case "history":
            parser.add_argument(
                "-n", "--number", type=int, default=20, metavar="N", help=_("how many steps; 20 if left out")
            )
        case "doctor":
            parser.add_argument("--fix", action="store_true", help=_("mend what is safe to mend, as one step of undo"))
        case "erase":
            parser.add_argument("who", nargs="+", metavar=_("WHO"), help=_("an id or an unambiguous part of a name"))
            parser.add_argument("--yes", action="store_true", help=_("don't ask"))
        case "path":
            parser.add_argument("who", nargs="*", metavar=_("WHO"), help=_("a contact; left out: the folders"))
    if command in ("history", "doctor", "path"):
        parser.add_argument("--json", action="store_true", help=_("data for scripts"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:
    """Carry out one of them."""
    match command:
        case "undo":
            shell.tell(_("Undone: {label}").format(label=shell.store.undo(args.step).label))
        case "redo":
            shell.tell(_("Redone: {label}").format(label=shell.store.redo(args.step).label))
        case "history":
            _history(shell, args.number, args.json)
        case "doctor":
            return _doctor(shell, args.fix, args.json)
        case "erase":
            return _erase(shell, " ".join(args.who), args.yes)
        case _:
            _path(shell, " ".join(args.who), args.json)
    return 0


def _history(shell: Shell, number: int, as_json: bool) -> None:
    steps = shell.store.history()[: max(0, number)]
    if as_json:
        shell.out_json(
            [
                {
                    "number": step.number,
                    "at": step.at.isoformat(timespec="seconds"),
                    "label": step.label,
                    "files": list(step.files),
                    "undone": step.undone,
                }
                for step in steps
            ]
        )
        return
    shell.table(
        [
            (
                str(step.number),
                f"{step.at:%Y-%m-%d %H:%M}",
                f"{step.label} {_('(undone)')}" if step.undone else step.label,
            )
            for step in steps
        ]
    )


def _doctor(shell: Shell, fix: bool, as_json: bool) -> int:
    from entretien.storage.doctor import examine, mend

    if fix:
        mended = mend(shell.store)
        for line in mended:
            shell.tell(line)
    problems = examine(shell.store)
    if as_json:
        shell.out_json(
            [
                {
                    "file": str(problem.path),
                    "line": problem.line,
                    "column": problem.column,
                    "kind": problem.kind,
                    "reason": problem.reason,
                    "hint": problem.hint,
                    "serious": problem.serious,
                }
                for problem in problems
            ]
        )
    else:
        for problem in problems:
            shell.out(f"{problem.where}: {problem.reason}")
            if problem.hint:
                shell.out(f"    {problem.hint}")
        shell.tell(ngettext("{n} problem", "{n} problems", len(problems)) if problems else _("Every file is well."))
    return 1 if problems else 0


def _erase(shell: Shell, who: str, sure: bool) -> int:
    from entretien.storage.erasing import erase, is_known, mentions

    try:
        contact = shell.book.find(who)
        id, name = contact.id, contact.name
    except UnknownWhoError as error:
        if error.candidates or not is_known(shell.store, shell.book, who):
            raise
        id = name = who
    if not sure:
        if not sys.stdin.isatty():
            raise UsageError(
                _("Erasing {name} can't be undone.").format(name=name), _("Add --yes to do it without asking.")
            )
        shell.tell(_("{name}: the card, every mention and the history will be gone for good.").format(name=name))
        sys.stderr.write(_("Type the id to erase ({id}): ").format(id=id))
        sys.stderr.flush()
        if sys.stdin.readline().strip() != id:
            shell.tell(_("Nothing was erased."))
            return 1
    from entretien.interop.importing import memory_folder
    from entretien.interop.memory import forget

    person = erase(shell.store, id)
    forget(memory_folder(shell.places), person.ids, person.in_files)
    shell.tell(_("{name} is forgotten.").format(name=name))
    said = _("In words of your own, or files that are none of Entretien's, they are still named:")
    tell_mentions(shell, said, list(mentions(shell.places, person)))
    if (shell.places.home / ".git").exists():
        shell.tell(_("The folder is kept in git, which remembers what was there before."))
    return 0


def tell_mentions(shell: Shell, said: str, found: Sequence[Mention]) -> None:
    """Say in which files somebody is named, if there are any."""
    if found:
        shell.tell(said)
    for mention in found[:_SHOWN]:
        shell.tell(f"  {mention.path}:{mention.line}" if mention.line else f"  {mention.path}")
    if len(found) > _SHOWN:
        shell.tell(ngettext("  and {n} more file", "  and {n} more files", len(found) - _SHOWN))


def _path(shell: Shell, who: str, as_json: bool) -> None:
    if who:
        contact = shell.book.find(who)
        path = str(shell.store.path_of("contact", contact.id))
        if as_json:
            shell.out_json({"id": contact.id, "file": path})
        else:
            shell.out(path)
        return
    places = shell.places
    if as_json:
        shell.out_json({"home": str(places.home), "config": str(places.config_file), "cache": str(places.cache)})
        return
    shell.table([("home", str(places.home)), ("config", str(places.config_file)), ("cache", str(places.cache))])
