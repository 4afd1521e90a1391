"""Taking people away: the formats, and writing what they give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from entretien import disk
from entretien.book import Book
from entretien.errors import EntretienError, UsageError
from entretien.i18n import _
from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.model.network import Kind
from entretien.model.plain import Plain
from entretien.paths import is_so

ExportFormat = Literal["vcard", "vcard4", "csv", "json", "ics", "friends", "markdown"]
EXPORTS: Final[tuple[ExportFormat, ...]] = get_args(ExportFormat)
"""vCard 3.0 and 4.0, a table, everything, a calendar, friends.md, one Markdown note a person."""
FILE_NAMES: Final[dict[ExportFormat, str]] = {
    "vcard": "contacts.vcf",
    "vcard4": "contacts.vcf",
    "csv": "contacts.csv",
    "json": "entretien.json",
    "ics": "entretien.ics",
    "friends": "friends.md",
    "markdown": "",
}
"""The name that a file has by default; Markdown notes are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Whom to export, and what the formats need to know of them beside their cards."""

    book: Book
    today: date
    who: Collection[str] | None = None
    """Ids; None for everybody, and with them, in JSON, all that isn't a contact."""
    due: Mapping[str, date] = field(default_factory=dict)
    """By contact, when to get in touch."""
    last_contact: Mapping[str, date] = field(default_factory=dict)
    """By contact, the last sign of life."""
    said: Callable[[Kind, str], Plain] | None = None
    """What a record's file says, which only JSON has a place for."""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts in the order of their names."""
        ids = self.book.contacts if self.who is None else self.who
        chosen = [contact for id in ids if (contact := self.book.contacts.get(id))]
        return tuple(sorted(chosen, key=lambda contact: (fold(contact.name), contact.id)))


def export(selection: Selection, format: ExportFormat) -> dict[str, str]:
    """The text of each file by its name: one, or for Markdown one a person. Raises UsageError for an unknown format."""
    if format not in EXPORTS:
        raise UsageError(
            _('There is no format "{name}".').format(name=format), _("Known: {names}.").format(names=", ".join(EXPORTS))
        )
    if format == "markdown":
        from entretien.interop.export_notes import write_notes

        return write_notes(selection.book, selection.contacts)
    return {FILE_NAMES[format]: _text(selection, format)}


def targets(files: Mapping[str, str], target: Path) -> dict[Path, str]:
    """Where exported files go: one to `target`, or by its own name into `target` if that is a folder; several into it.

    A target that isn't there is a folder if its name has no ending.
    """
    alone = len(files) == 1 and not is_so(target.is_dir) and target.suffix != ""
    return {target if alone else target / name: text for name, text in files.items()}


def save(files: Mapping[str, str], target: Path) -> tuple[Path, ...]:
    """Write exported files to their `targets`, each whole or not at all, readable by its owner only. A link stays one.

    Raises EntretienError where that fails.
    """
    places = targets(files, target)
    try:
        for path, text in places.items():
            if is_so(path.exists) and not path.is_file():
                raise EntretienError(_("{path} is no file.").format(path=path))
            real = path.resolve()
            disk.make_new_folder(real.parent)
            disk.write_whole(real, text.encode("utf-8", errors="replace"))
    except (OSError, RuntimeError) as error:
        raise EntretienError(_("{path} can't be written: {error}").format(path=target, error=error)) from error
    return tuple(places)


def _text(selection: Selection, format: ExportFormat) -> str:
    match format:
        case "vcard" | "vcard4":
            from entretien.interop.export_vcard import write_cards

            return write_cards(selection.contacts, "4.0" if format == "vcard4" else "3.0")
        case "csv":
            from entretien.interop.own_csv import write_csv

            return write_csv(selection.contacts, selection.last_contact)
        case "json":
            from entretien.interop.export_json import write_json

            return write_json(selection.book, selection.who, selection.said)
        case "ics":
            from entretien.interop.export_calendar import write_calendar

            return write_calendar(selection.contacts, selection.due, selection.today)
        case "friends":
            from entretien.interop.export_friends import write_friends

            return write_friends(selection.book, selection.contacts, selection.today)
        case "markdown":
            raise AssertionError("Markdown notes are several files")
