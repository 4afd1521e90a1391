"""Any other table: its columns are told by their titles, or by the user once, which is remembered."""

from __future__ import annotations

import csv
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.candidates import Context, Reading
from entretien.interop.columns import SEVERAL, field_of, listed, mapped, names_somebody, roles_of
from entretien.interop.source import Source
from entretien.interop.table_people import Style, read_people
from entretien.interop.tables import DEEPEST_HEADER, DELIMITERS, Header, find_header, read_rows, title

NAME: Final = "csv"
_SEPARATORS: Final = r"\s*(?:\n|;|:::)\s*"
_SAMPLE: Final = 5


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be seen of a table before its columns are mapped."""

    columns: tuple[str, ...]
    """The titles as they stand."""
    guesses: Mapping[str, str]
    """Column to what it holds, where the title tells: a field, or something finer such as "phone cell"."""
    sample: tuple[tuple[str, ...], ...]
    """The cells of the first rows."""

    @property
    def signature(self) -> str:
        """What makes it the same kind of table again: its titles."""
        return " | ".join(title(column) for column in self.columns)


def detect(source: Source) -> bool:
    """Whether the file looks like a table: lines of the same number of cells, at least two."""
    return _looks_tabular(source) is not None


def look_at(source: Source, mapping: Mapping[str, str] | None = None) -> Table:
    """The columns of a table, with guesses and a sample. Raises UnreadableSourceError for what is none."""
    header = _header(source, mapping or {})
    rows = islice(read_rows(source, header), _SAMPLE)
    roles = roles_of(header.titles)
    guesses = {
        cell: field_of(roles[name]) for name, cell in zip(header.titles, header.cells, strict=True) if name in roles
    }
    return Table(header.cells, guesses, tuple(row.cells for row in rows))


def read(source: Source, context: Context) -> Reading:
    """The people of a table. Raises UnreadableSourceError where no column names them, UsageError for a bad mapping."""
    header = _header(source, context.mapping, context.mappings)
    signature = " | ".join(header.titles)
    mapping = context.mapping or context.mappings.get(signature, {})
    roles = roles_of(header.titles)
    chosen = mapped(header, mapping)
    settled = set(chosen.values()) - SEVERAL
    roles = {name: role for name, role in roles.items() if role not in settled} | chosen
    if not names_somebody(roles):
        example = _('Say which one does, for example --map name="{column}".').format(column=header.cells[0])
        raise UnreadableSourceError(
            _("{path}: no column of this table is known to hold names.").format(path=source.name),
            f"{listed(header.cells)} {example}",
        )
    reading = read_people(source, header, roles, Style(format=NAME, separators=_SEPARATORS), context)
    return replace(reading, signature=signature, mapping=dict(mapping))


def _header(source: Source, mapping: Mapping[str, str], known: Container[str] = ()) -> Header:
    """The line that has the mapped columns, else one that was mapped before, else one whose titles are known.

    Where there is none of these, the first line of the table.
    """
    wanted = {title(column) for column in mapping.values()}
    header = None
    if wanted:
        header = find_header(source.lines(), lambda titles: wanted <= set(titles))
    header = header or find_header(source.lines(), lambda titles: " | ".join(titles) in known)
    header = header or find_header(source.lines(), lambda titles: len(titles) > 1 and names_somebody(roles_of(titles)))
    header = header or _looks_tabular(source) or find_header(source.lines(), lambda titles: any(titles))
    if header is None:
        raise UnreadableSourceError(_("{path} is no table.").format(path=source.name))
    return header


def _looks_tabular(source: Source) -> Header | None:
    lines = [
        (number, line) for number, line in enumerate(source.start.splitlines()[:DEEPEST_HEADER], 1) if line.strip()
    ]
    for delimiter in DELIMITERS:
        for (number, line), (_next, following) in pairwise(lines):
            cells = next(csv.reader([line], delimiter=delimiter), [])
            others = next(csv.reader([following], delimiter=delimiter), [])
            if len(cells) > 1 and len(cells) == len(others) and all(cell.strip() for cell in cells[:2]):
                return Header(number, delimiter, tuple(cells))
    return None
