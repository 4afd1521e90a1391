"""Bringing people in from other programs."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.importing import carry_out, preview_file
from entretien.interop.fields import FieldDiff
from entretien.interop.formats import FORMATS
from entretien.interop.matching import evidence_words
from entretien.interop.preview import Preview, PreviewRow, State
from entretien.interop.value_words import value_words
from entretien.model.plain import plain_value
from entretien.paths import expanded

_FIRST_REPORT: Final = 1.0
"""Seconds of work after which its progress is told."""
_ON_TERMINAL: Final = 0.2
_IN_A_LOG: Final = 5.0
"""Seconds between two reports."""


def configure(command: str, parser: argparse.ArgumentParser) -> None:  # noqa: ARG001 - one command here
    """Declare the arguments of `import`."""
    parser.add_argument("file", metavar=_("FILE"), help=_("a file, or a folder of vCards, calendars or notes"))
    parser.add_argument("--format", choices=sorted(FORMATS), help=_("recognised from the content if left out"))
    parser.add_argument(
        "--map",
        metavar=_("FIELD=COLUMN"),
        action="append",
        default=[],
        help=_("for other tables: which column holds a field, for example name='Full name'"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show what would happen, write nothing"))
    parser.add_argument("--json", action="store_true", help=_("data for scripts"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:  # noqa: ARG001 - one command here
    """Import a file, or show what importing it would do."""
    with Ticker() as ticker:
        found = preview_file(
            shell.store,
            shell.book,
            expanded(args.file),
            shell.config,
            shell.today,
            format=args.format,
            mapping=_columns(args.map),
            progress=lambda rows: ticker.tell(lambda: ngettext("{n} row read", "{n} rows read", rows)),
        )
        if not args.dry_run:
            carry_out(
                shell.store,
                found,
                shell.config,
                shell.today,
                lambda done, files: ticker.tell(
                    lambda: ngettext("{done} of {n} file written", "{done} of {n} files written", files).format(
                        done=done
                    )
                ),
            )
    if args.json:
        shell.out_json(_data(found, dry_run=args.dry_run))
    else:
        _print(shell, found, dry_run=args.dry_run)
    return 0


class Ticker:
    """Tells on stderr how far a long piece of work is: in place on a terminal, now and then a line elsewhere."""

    def __init__(self) -> None:
        self._in_place = sys.stderr.isatty()
        self._due = time.monotonic() + _FIRST_REPORT
        self._shown = False

    def __enter__(self) -> Ticker:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown and self._in_place:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def tell(self, words: Callable[[], str]) -> None:
        """Report, if a report is due."""
        now = time.monotonic()
        if now < self._due:
            return
        self._shown = True
        self._due = now + (_ON_TERMINAL if self._in_place else _IN_A_LOG)
        sys.stderr.write(f"\r{words()}\x1b[K" if self._in_place else f"{words()}\n")
        sys.stderr.flush()


def _columns(mapping: Sequence[str]) -> dict[str, str]:
    columns = {}
    for item in mapping:
        field, equals, column = item.partition("=")
        if not equals or not field.strip():
            raise UsageError(
                _('--map takes FIELD=COLUMN, not "{text}".').format(text=item), _("For example: --map name='Full name'")
            )
        columns[field.strip()] = column.strip()
    return columns


def _data(found: Preview, *, dry_run: bool) -> dict[str, Any]:
    problems = [(row.file, row.row, row.reason) for row in found.rows if row.state == "skipped"]
    problems += [(item.file or found.reading.file, item.row, item.reason) for item in found.reading.problems]
    data: dict[str, Any] = {
        **{str(state): count for state, count in found.counts.items()},
        "problems": [{"file": str(file), "row": row, "reason": reason} for file, row, reason in problems],
    }
    if dry_run:
        data |= {"format": found.reading.format, "rows": [_row_data(row) for row in found.rows]}
    return data


def _row_data(row: PreviewRow) -> dict[str, Any]:
    return {
        "file": str(row.file),
        "row": row.row,
        "state": row.state,
        "label": row.label,
        "id": row.who or None,
        "evidence": row.evidence,
        "reason": row.reason,
        "fields": [
            {"field": diff.field, "mine": _plain(diff.mine), "theirs": _plain(diff.theirs), "kept": diff.kept}
            for diff in row.diffs
        ],
    }


def _plain(value: Any) -> Any:
    return None if value is None else plain_value(value)


def _print(shell: Shell, found: Preview, *, dry_run: bool) -> None:
    if dry_run:
        for row in found.rows:
            if row.state in ("created", "updated"):
                _print_row(shell, row)
    for row in found.rows:
        if row.state == "skipped":
            shell.tell(_said(row.row, row.reason, row.label))
    for item in found.reading.problems:
        shell.tell(_said(item.row, item.reason))
    shell.out(counts_words(found))
    if dry_run:
        shell.tell(_("Nothing was written."))
    elif found.counts["created"] or found.counts["updated"]:
        shell.tell(
            ngettext(
                "{n} row read; `entretien undo` takes it back",
                "{n} rows read; `entretien undo` takes it back",
                found.reading.rows,
            )
        )


def _said(row: int, reason: str, label: str = "") -> str:
    if label:
        return _("row {row}, {name}: {reason}").format(row=row, name=label, reason=reason)
    return _("row {row}: {reason}").format(row=row, reason=reason)


def counts_words(found: Preview) -> str:
    """The counts in one line, which add up to the rows of the source."""
    counts = {str(state): count for state, count in found.counts.items()}
    return _("{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped").format(**counts)


def _print_row(shell: Shell, row: PreviewRow) -> None:
    """A row with what it does: for an update each field, what the card says, what the source says, what is kept."""
    why = f"  ({evidence_words(row.evidence)})" if row.evidence else ""
    shell.out(f"{_state_words(row.state)}  {row.label}{why}")
    for diff in row.diffs:
        shell.out(f"    {diff.label}: {_diff_words(diff)}")


def _diff_words(diff: FieldDiff) -> str:
    mine, theirs = value_words(diff.field, diff.mine), value_words(diff.field, diff.theirs)
    match diff.kept:
        case "both":
            return _("{mine} + {theirs}").format(mine=mine, theirs=theirs) if mine else f"+ {theirs}"
        case "theirs":
            return f"{mine or '—'} → {theirs}"
        case "mine":
            return _("{mine} (the file says: {theirs})").format(mine=mine or "—", theirs=theirs)


def _state_words(state: State) -> str:
    return {
        "created": _("created"),
        "updated": _("changed"),
        "unchanged": _("unchanged"),
        "skipped": _("skipped"),
    }[state]
