"""Tables of comma-separated values as they come: preambles, semicolons, blank lines, spreadsheets' re-saves."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.source import LONGEST_LINE, Source
from entretien.model.ids import fold

DELIMITERS: Final = (",", ";", "\t", "|")
DEEPEST_HEADER: Final = 60
"""Lines in which the header must come."""
_SPACES: Final = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")

Titles = tuple[str, ...]


def title(text: str) -> str:
    """A column's title as it is compared: folded, without punctuation at its edges."""
    return _SPACES.sub(" ", fold(text)).strip(" \"'*:")


def trimmed(text: str) -> str:
    """One line of text without spaces at its edges."""
    return re.sub(r"[\r\n\t\0]+", " ", text).strip(" \u00a0\u200b\u200e\u200f\ufeff")


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `line` is the line of the file that it starts on."""

    line: int
    cells: tuple[str, ...]
    columns: dict[str, int]

    def __getitem__(self, column: str) -> str:
        """The cell under a title (as `title` gives it), trimmed; "" where there is none."""
        return trimmed(self.text(column))

    def text(self, column: str) -> str:
        """The cell as it stands, with its line breaks."""
        place = self.columns.get(column, -1)
        return self.cells[place] if 0 <= place < len(self.cells) else ""

    def first(self, *columns: str) -> str:
        """The first cell under any of these titles that isn't empty."""
        return next((value for column in columns if (value := self[column])), "")

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(trimmed(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table starts and how it is written."""

    line: int
    delimiter: str
    cells: Titles
    """The titles as they stand."""

    @property
    def titles(self) -> Titles:
        """The titles as they are compared."""
        return tuple(title(cell) for cell in self.cells)


def find_header(lines: Iterable[str], accepts: Callable[[Titles], bool]) -> Header | None:
    """The first line, read by itself, whose titles are accepted."""
    for number, line in zip(range(1, DEEPEST_HEADER + 1), lines, strict=False):
        for delimiter in DELIMITERS:
            if delimiter not in line and delimiter != ",":
                continue
            cells = tuple(next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), ()))
            header = Header(number, delimiter, cells)
            if accepts(header.titles):
                return header
    return None


def read_rows(source: Source, header: Header) -> Iterator[Row]:
    """The records under a header, without the blank ones. Raises UnreadableSourceError for a broken table."""
    csv.field_size_limit(LONGEST_LINE)
    columns: dict[str, int] = {}
    for place, name in enumerate(header.titles):
        columns.setdefault(name, place)
    lines = source.lines()
    for _line in range(header.line):
        next(lines)
    reader = csv.reader(lines, delimiter=header.delimiter)
    line = header.line + 1
    try:
        for cells in reader:
            row = Row(line, tuple(cells), columns)
            line = header.line + reader.line_num + 1
            if not row.is_blank:
                yield row
    except csv.Error as error:
        raise UnreadableSourceError(
            _("{path}:{line}: the table is broken here: {error}").format(path=source.name, line=line, error=error)
        ) from error
