"""The rows of an import, and what one of them would do, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from entretien.i18n import _
from entretien.interop.candidates import Remark
from entretien.interop.fields import LABELS, FieldDiff, Side, field_values
from entretien.interop.matching import evidence_words
from entretien.interop.preview import Preview, PreviewRow, State
from entretien.interop.value_words import value_words
from entretien.tui.spans import Span, cell
from entretien.tui.widgets.flow import flow, shortened
from entretien.tui.widgets.row_list import Row, RowList

MARKS: Final[dict[State, Span]] = {
    "created": ("+ ", "success"),
    "updated": ("~ ", "cooling"),
    "unchanged": ("= ", "faint"),
    "skipped": ("· ", "faint"),
}
_LABEL: Final = 14
"""Cells for the name of a field."""
_MOST_LINES: Final = 6
"""Lines that a value may take."""


class ImportRows(RowList):
    """Every row of the source, or those of one state: its mark, its name, what it does."""

    def __init__(self) -> None:
        super().__init__(id="import-rows", classes="panel")
        self._rows: tuple[PreviewRow, ...] = ()

    def show(self, rows: tuple[PreviewRow, ...], row: int | None) -> None:
        """Show these rows, with the cursor on the row of that number if it is among them."""
        self._rows = rows
        place = next((place for place, shown in enumerate(rows) if shown.row == row), None)
        self.show_rows(len(rows), place)

    @property
    def current(self) -> PreviewRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def row(self, index: int, width: int) -> Row:
        """A row in one line."""
        shown = self._rows[index]
        accepted = shown.state in ("created", "updated")
        name = shown.label or _("row {row}").format(row=shown.row)
        org = shown.theirs.org if shown.theirs and shown.theirs.org != shown.label else ""
        left: list[Span] = [MARKS[shown.state], (name, "bold" if accepted else "faint")]
        if org:
            left.append((f"  {org}", "muted" if accepted else "faint"))
        if shown.state == "skipped":
            return Row([*left, (f"  {shown.reason}", "faint")])
        return Row(left, [(f"  {_brief(shown)}", "muted")] if width >= 50 else ())

    def heading_at(self, index: int) -> bool:  # noqa: ARG002 - there are none
        """No row is a heading."""
        return False


def _brief(row: PreviewRow) -> str:
    """What a row that is not skipped does, in a few words."""
    match row.state:
        case "created":
            return _("new, same name as somebody") if row.namesakes else _("new")
        case "updated":
            taken = [diff.label for diff in row.diffs if diff.kept != "mine"]
            more = f" +{len(taken) - 2}" if len(taken) > 2 else ""
            return ", ".join(taken[:2]) + more
        case _:
            return _("unchanged")


class _Line(NamedTuple):
    """A line of the fields."""

    spans: Sequence[Span]
    diff: FieldDiff | None = None
    """The field that the line begins; the cursor goes to such lines."""


class ImportFields(RowList):
    """What a row says, who it is taken for and why, and field by field what the card says and what the file says."""

    def __init__(self) -> None:
        super().__init__(id="import-fields", classes="panel")
        self._preview: Preview | None = None
        self._shown: PreviewRow | None = None
        self._lines: list[_Line] = []

    def show(self, preview: Preview, row: PreviewRow | None) -> None:
        """Show a row of a preview."""
        same = self._shown is not None and row is not None and self._shown.row == row.row
        self._preview, self._shown = preview, row
        self._lay_out(self.cursor if same else 0)

    def on_resize(self) -> None:
        """Set the lines for another width."""
        self._lay_out(self.cursor)
        super().on_resize()

    @property
    def field(self) -> str | None:
        """The field under the cursor, if the card and the file differ on it."""
        diff = self._lines[self.cursor].diff if 0 <= self.cursor < len(self._lines) else None
        return diff.field if diff else None

    def row(self, index: int, width: int) -> Row:  # noqa: ARG002 - laid out beforehand
        """A line."""
        line = self._lines[index]
        return Row(line.spans, heading=line.diff is None)

    def heading_at(self, index: int) -> bool:
        """Only the lines that begin a field can have the cursor."""
        return self._lines[index].diff is None

    def _lay_out(self, cursor: int) -> None:
        width = max(12, self.scrollable_content_region.width - 1)
        preview, row = self._preview, self._shown
        self._lines = list(_lines(preview, row, width)) if preview and row else []
        self.show_rows(len(self._lines), max(0, cursor))


def _lines(preview: Preview, row: PreviewRow, width: int) -> Iterator[_Line]:
    """All there is to say of a row."""
    yield from _flowing(_whereabouts(preview, row), width)
    for remark in preview.reading.problems:
        if _is_about(remark, row):
            yield from _flowing([("! ", "warning"), (remark.reason, "muted")], width)
    if row.diffs:
        for diff in row.diffs:
            yield _Line([])
            yield from _sides(diff, width)
    elif row.theirs is not None:
        yield _Line([])
        for field, value in field_values(row.theirs).items():
            label: Span = (f"{cell(_(LABELS[field]), _LABEL - 1)} ", "muted")
            yield from _flowing([(value_words(field, value), "text")], width, [label])


def _whereabouts(preview: Preview, row: PreviewRow) -> list[Span]:
    """What becomes of the row, and why."""
    if row.state == "skipped":
        return [(_("Left out. "), "bold"), (row.reason, "muted")]
    contact = preview.book.contacts.get(row.who)
    if contact is None:
        said: list[Span] = [(_("A new contact. "), "bold")]
        if row.namesakes:
            names = ", ".join(_described(preview, who) for who in row.namesakes)
            said.append((_("Somebody is called the same: {names}. m merges.").format(names=names), "warning"))
        return said
    why = evidence_words(row.evidence) if row.evidence else ""
    same = _("Unchanged: {name}. ") if row.state == "unchanged" else _("Updates {name}. ")
    return [(same.format(name=_described(preview, row.who)), "bold"), (why, "muted")]


def _described(preview: Preview, who: str) -> str:
    contact = preview.book.contacts[who]
    return f"{contact.name} ({contact.org})" if contact.org else contact.name


def _is_about(remark: Remark, row: PreviewRow) -> bool:
    return remark.row == row.row and remark.file in (None, row.file)


def _sides(diff: FieldDiff, width: int) -> Iterator[_Line]:
    """A field: its name with what is kept, then both values."""
    kept: dict[Side, str] = {"mine": _("mine stays"), "theirs": _("theirs is taken"), "both": _("theirs is added")}
    yield _Line([(diff.label, "bold"), (f"  {kept[diff.kept]}", "accent" if diff.kept != "mine" else "muted")], diff)
    for side, label, value in (("mine", _("mine"), diff.mine), ("theirs", _("theirs"), diff.theirs)):
        chosen = diff.kept in (side, "both")
        words = value_words(diff.field, value) or "—"
        head: list[Span] = [("▸ " if chosen else "  ", "accent"), (f"{label}  ", "muted")]
        yield from _flowing([(words, "text" if chosen else "faint")], width, head)


def _flowing(spans: Sequence[Span], width: int, head: Sequence[Span] = ()) -> Iterator[_Line]:
    """Spans on several lines behind a head, under which the later ones are indented."""
    indent = sum(cell_len(text) for text, _style in head)
    room = max(_LABEL, width - indent)
    for number, line in enumerate(shortened(flow(spans, room), _MOST_LINES, room)):
        yield _Line([(" " * indent, "text"), *line] if number else [*head, *line])
