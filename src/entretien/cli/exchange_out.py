"""Taking people away: everybody, those a query finds, a circle, or all that is known about one person."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from entretien.cli.shell import Shell
from entretien.dataclass import replace
from entretien.errors import EntretienError, UsageError
from entretien.exporting import selection
from entretien.i18n import _, ngettext
from entretien.interop.exporting import EXPORTS, ExportFormat, export, save, targets
from entretien.model.ids import fold
from entretien.paths import expanded, is_so
from entretien.plaintext import printable

_ENDINGS: Final[dict[str, ExportFormat]] = {
    ".vcf": "vcard",
    ".csv": "csv",
    ".json": "json",
    ".ics": "ics",
    ".md": "friends",
}


def configure(command: str, parser: argparse.ArgumentParser) -> None:  # noqa: ARG001 - one command here
    """Declare the arguments of `export`."""
    parser.add_argument("who", nargs="*", metavar=_("WHO"), help=_("one person; left out: everybody"))
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--query", metavar=_("QUERY"), help=_("those that a query finds, as `list` does"))
    chosen.add_argument("--circle", metavar=_("ID"), help=_("the members of a circle, by its id or name"))
    parser.add_argument(
        "--format", choices=EXPORTS, help=_("left out: by the ending of the file, else JSON with all there is")
    )
    parser.add_argument("--to", metavar=_("PATH"), help=_("a file or a folder; left out: on the screen"))
    parser.add_argument("--force", action="store_true", help=_("write over a file that is there"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:  # noqa: ARG001 - one command here
    """Write the chosen contacts in the chosen format."""
    who = _chosen(shell, " ".join(args.who), args.query, args.circle)
    target = expanded(args.to) if args.to else None
    files = export(selection(shell.network, shell.store, who), _format(args.format, target))
    if target is None:
        _print(files)
    else:
        _write(shell, files, target, force=args.force)
        count = len(shell.book.contacts if who is None else who)
        shell.tell(
            ngettext("{n} contact written to {path}", "{n} contacts written to {path}", count).format(path=target)
        )
    if args.who and who:
        _say_where_else(shell, *who)
    return 0


def _say_where_else(shell: Shell, who: str) -> None:
    """Whoever asks what is known about them may ask for what is said of them in other words, too."""
    from entretien.cli.files import tell_mentions
    from entretien.model.plain import as_plain
    from entretien.storage.erasing import Traces, mentions

    contact = shell.book.contacts[who]
    traces = Traces(who)
    traces.learn(as_plain(contact))
    own = shell.store.path_of("contact", who)
    named = replace(traces.person, ids=frozenset())
    found = [mention for mention in mentions(shell.places, named) if mention.path != own]
    tell_mentions(shell, _("They are named in words of your own here, too:"), found)


def _chosen(shell: Shell, who: str, query: str | None, circle: str | None) -> Collection[str] | None:
    """The ids of whom to export; None for everybody."""
    if who:
        if query is not None or circle is not None:
            raise UsageError(_("Name one person, or a query, or a circle."))
        return (shell.book.find(who).id,)
    if query is not None:
        from entretien.search import Finder, Query

        return Finder(shell.network).find(Query.parse(query))
    if circle is not None:
        return [contact.id for contact in shell.book.members(_circle(shell, circle))]
    return None


def _circle(shell: Shell, text: str) -> str:
    circles = shell.book.circles
    used = {id for contact in shell.book.contacts.values() for id in contact.circles}
    if text in circles or text in used:
        return text
    named = [circle.id for circle in circles.values() if fold(circle.name) == fold(text)]
    if len(named) == 1:
        return named[0]
    known = ", ".join(sorted({*circles, *used}))
    raise UsageError(
        _('There is no circle "{name}".').format(name=text), _("Known: {names}.").format(names=known) if known else ""
    )


def _format(named: ExportFormat | None, target: Path | None) -> ExportFormat:
    if named is not None:
        return named
    if target is None:
        return "json"
    if guessed := _ENDINGS.get(target.suffix.lower()):
        return guessed
    raise UsageError(
        _("{path}: in which format?").format(path=target),
        _("Add --format and one of {names}.").format(names=", ".join(EXPORTS)),
    )


def _print(files: Mapping[str, str]) -> None:
    if len(files) != 1:
        raise UsageError(_("These are several files."), _("Name a folder for them with --to."))
    text = next(iter(files.values()))
    if sys.stdout.isatty():
        text = printable(text) + ("" if text.endswith("\n") else "\n")
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def _write(shell: Shell, files: Mapping[str, str], target: Path, *, force: bool) -> None:
    there = [path for path in targets(files, target) if is_so(path.exists)]
    if there and not force:
        more = len(there) - 1
        named = f"{there[0]}" if not more else _("{path} and {count} more").format(path=there[0], count=more)
        raise EntretienError(_("{path} is there already.").format(path=named), _("Add --force to write over it."))
    if not files:
        shell.tell(_("Nobody is chosen; nothing was written."))
    save(files, target)
