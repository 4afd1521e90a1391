"""Bringing people in: which file, what its columns hold if need be, then the preview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from entretien.book import Book
from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.importing import preview_file, rows_expected, unknown_table
from entretien.interop.plain_csv import Table
from entretien.interop.preview import Preview
from entretien.tui.modals.columns import ColumnsModal
from entretien.tui.modals.path import PathModal, at_hand
from entretien.tui.modals.work import Report, WorkModal

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_ENDINGS: Final = (".csv", ".vcf", ".zip", ".json", ".ics", ".mbox", ".tsv", "friends.md")


def open_import(app: EntretienApp, value: str = "", problem: str = "") -> None:
    """Ask for a file; where one can't be read, say why and ask again."""

    def named(path: Path | None) -> None:
        if path is not None:
            _read(app, path)

    hint = _("a file or a folder: LinkedIn, Google, Outlook, vCard, calendar, mailbox…")
    app.push_screen(PathModal(_("Import people"), hint, at_hand(_ENDINGS), value=value, problem=problem), named)


def _read(app: EntretienApp, path: Path, mapping: Mapping[str, str] | None = None) -> None:
    """Read the file in a thread, then show what it would do."""
    assert app.network is not None
    book = app.network.book

    def done(result: Preview | Table | EntretienError | None) -> None:
        match result:
            case Preview():
                from entretien.tui.screens.import_preview import ImportPreviewScreen

                app.push_screen(ImportPreviewScreen(result))
            case Table():
                app.push_screen(ColumnsModal(path.name, result), mapped)
            case EntretienError():
                open_import(app, str(path), str(result))

    def mapped(columns: Mapping[str, str] | None) -> None:
        if columns is None:
            open_import(app, str(path))
        else:
            _read(app, path, columns)

    title = _("Reading {file}").format(file=path.name)
    app.push_screen(WorkModal(title, lambda report: _look(app, book, path, mapping, report)), done)


def _look(
    app: EntretienApp, book: Book, path: Path, mapping: Mapping[str, str] | None, report: Report
) -> Preview | Table:
    """In a thread: the preview, or the table whose columns have to be named first."""
    if mapping is None and (table := unknown_table(path, app.places)) is not None:
        return table
    expected = rows_expected(path)

    def progress(rows: int) -> None:
        report(ngettext("{n} row read", "{n} rows read", rows), rows, expected)

    found = preview_file(app.store, book, path, app.config, app.today, mapping=mapping, progress=progress)
    progress(found.reading.rows)
    return found
