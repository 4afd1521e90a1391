"""The table of contacts that Entretien writes for spreadsheets, and takes in again.

One row a person; a cell with several values has one a line. A cell that a spreadsheet would take for a formula starts
with an apostrophe, which is taken away again when it comes in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from entretien.i18n import _
from entretien.interop.candidates import Candidate, Context, Reading, Remark, Skipped
from entretien.interop.source import Source
from entretien.interop.tables import Row, Titles, find_header, read_rows
from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met
from entretien.model.ids import slug
from entretien.model.network import Circle

NAME: Final = "entretien-csv"
COLUMNS: Final = (
    "id", "name", "nickname", "org", "title", "emails", "phones", "links", "place", "language", "address_as", "tags",
    "circles", "cadence", "status", "met_on", "met_event", "met_through", "met_cue", "dates", "notes", "last_contact",
)  # fmt: skip
_TEXTS: Final = ("nickname", "org", "title", "place", "language")
_LISTS: Final = ("emails", "phones", "links", "tags", "circles")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def write_csv(contacts: Iterable[Contact], last_contact: Mapping[str, date]) -> str:
    """The table. `last_contact` says when there was a sign of life; it is for reading only."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for contact in contacts:
        writer.writerow([safe(cell) for cell in _cells(contact, last_contact.get(contact.id))])
    return text.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unsafe(cell: str) -> str:
    """What `safe` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(contact: Contact, last: date | None) -> list[str]:
    met = contact.met or Met()
    cells: dict[str, str] = {field: getattr(contact, field) for field in ("id", "name", *_TEXTS, "status", "notes")}
    cells |= {field: "\n".join(getattr(contact, field)) for field in _LISTS}
    cells |= {
        "address_as": contact.address_as or "",
        "cadence": str(contact.cadence or ""),
        "met_on": str(met.on or ""),
        "met_event": met.event,
        "met_through": met.through,
        "met_cue": met.cue,
        "dates": "\n".join(f"{item.label}: {item.on}" for item in contact.dates),
        "last_contact": str(last or ""),
    }
    return [cells[column] for column in COLUMNS]


def _is_header(titles: Titles) -> bool:
    return {"id", "name", "emails", "address_as", "met_on"} <= set(titles)


def detect(source: Source) -> bool:
    """Whether the file is such a table, a spreadsheet's re-save of it included."""
    return find_header(iter(source.start.splitlines()), _is_header) is not None


def read(source: Source, context: Context) -> Reading:
    """The people of the table; circles that it names come along."""
    header = find_header(source.lines(), _is_header)
    assert header is not None, "detect() found it"
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    problems: list[Remark] = []
    for row in read_rows(source, header):
        reader = _RowReader(row)
        name = reader.cell("name").strip()
        if not name:
            skipped.append(Skipped(row=row.line, reason=_("The row has no name.")))
            continue
        contact = reader.contact(name)
        problems += [Remark(row=row.line, reason=reason) for reason in reader.complaints]
        candidates.append(Candidate(row=row.line, contact=contact, key=contact.id or name, label=name))
        context.progress(len(candidates))
    circles = dict.fromkeys(circle for candidate in candidates for circle in candidate.contact.circles)
    return Reading(
        format=NAME,
        file=source.path,
        candidates=tuple(candidates),
        skipped=tuple(skipped),
        problems=tuple(problems),
        beside=tuple(("circle", Circle(id=circle, name=circle)) for circle in circles),
    )


class _RowReader:
    """Reads one row, noting what can't be read."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.complaints: list[str] = []

    def cell(self, column: str) -> str:
        """The cell as it was written, line ends as here."""
        return unsafe(self._row.text(column).replace("\r\n", "\n").replace("\r", "\n"))

    def contact(self, name: str) -> Contact:
        """The person."""
        values: dict[str, Any] = {field: self.cell(field).strip() for field in _TEXTS}
        values |= {field: self._lines(field) for field in _LISTS}
        values["circles"] = tuple(dict.fromkeys(slug(circle) for circle in values["circles"]))
        address_as, status = self.cell("address_as").strip(), self.cell("status").strip()
        return Contact(
            id=self.cell("id").strip(),
            name=name,
            **values,
            address_as="tu" if address_as == "tu" else "vous" if address_as == "vous" else None,
            status="resting" if status == "resting" else "closed" if status == "closed" else "active",
            cadence=self._parsed("cadence", Cadence.parse),
            met=self._met(),
            dates=tuple(item for line in self._lines("dates") if (item := self._anniversary(line))),
            notes=self.cell("notes"),
        )

    def _lines(self, column: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.strip() for line in self.cell(column).split("\n") if line.strip()))

    def _met(self) -> Met | None:
        event, through, cue = (self.cell(f"met_{field}").strip() for field in ("event", "through", "cue"))
        met = Met(on=self._parsed("met_on", date.fromisoformat), event=event, through=through, cue=cue)
        return met if met != Met() else None

    def _parsed(self, column: str, parse: Callable[[str], Any]) -> Any:
        text = self.cell(column).strip()
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            self._complain(text, column)
            return None

    def _anniversary(self, line: str) -> Anniversary | None:
        label, _colon, on = line.rpartition(":")
        try:
            day = on.strip()
            return Anniversary(label=label.strip() or "date", on=date.fromisoformat(day) if len(day) > 5 else day)
        except ValueError:
            self._complain(line, "dates")
            return None

    def _complain(self, text: str, column: str) -> None:
        self.complaints.append(
            _('"{text}" can\'t be read as {column}; it is left out.').format(text=text, column=column)
        )
