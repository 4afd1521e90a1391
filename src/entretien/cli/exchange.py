"""Bringing people in from other programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.importing import carry_out, preview_file
from entretien.interop.formats import FORMATS
from entretien.interop.preview import Preview


def configure(command: str, parser: argparse.ArgumentParser) -> None:  # noqa: ARG001 - one command here
    """Declare the arguments of `import`."""
    parser.add_argument("file", metavar=_("FILE"), help=_("a file, or a folder of vCards"))
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
    path = Path(args.file).expanduser()
    found = preview_file(
        shell.store,
        shell.book,
        path,
        shell.config,
        shell.today,
        format=args.format,
        mapping=_columns(args.map),
    )
    if not args.dry_run:
        carry_out(shell.store, found, shell.config, shell.today)
    if args.json:
        shell.out_json(_data(found))
    else:
        _print(shell, found, dry_run=args.dry_run)
    return 0


def _columns(mapping: list[str]) -> dict[str, str]:
    columns = {}
    for item in mapping:
        field, equals, column = item.partition("=")
        if not equals or not field.strip():
            raise UsageError(
                _('--map takes FIELD=COLUMN, not "{text}".').format(text=item), _("For example: --map name='Full name'")
            )
        columns[field.strip()] = column.strip()
    return columns


def _data(found: Preview) -> dict[str, Any]:
    return {
        **found.counts,
        "problems": [
            {"file": str(row.file), "row": row.row, "reason": row.reason}
            for row in found.rows
            if row.state == "skipped"
        ]
        + [
            {"file": str(item.file or found.reading.file), "row": item.row, "reason": item.reason}
            for item in found.reading.problems
        ],
    }


def _print(shell: Shell, found: Preview, *, dry_run: bool) -> None:
    if dry_run:
        for row in found.rows:
            if row.state in ("created", "updated"):
                changes = ", ".join(f"{diff.field}: {diff.mine or '—'} → {diff.theirs}" for diff in row.diffs)
                shell.out(f"{_WORDS[row.state]()}  {row.label}{f'  {changes}' if changes else ''}")
    for row in found.rows:
        if row.state == "skipped":
            shell.tell(_("row {row}: {reason}").format(row=row.row, reason=row.reason))
    for item in found.reading.problems:
        shell.tell(_("row {row}: {reason}").format(row=item.row, reason=item.reason))
    counts = found.counts
    shell.out(_("{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped").format(**counts))
    if dry_run:
        shell.tell(_("Nothing was written."))
    elif counts["created"] or counts["updated"]:
        shell.tell(
            ngettext(
                "{n} row read; `entretien undo` takes it back",
                "{n} rows read; `entretien undo` takes it back",
                found.reading.rows,
            )
        )


_WORDS = {"created": lambda: _("created"), "updated": lambda: _("changed")}
