"""Which column of an unknown table holds what: asked once, remembered for the next export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.i18n import N_, _
from entretien.interop.columns import FIELDS, NOTHING
from entretien.interop.plain_csv import Table
from entretien.plaintext import one_line
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.spans import cell
from entretien.tui.widgets.row_list import Row, RowList

_FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("n", "name", N_("full name")),
    ("f", "first", N_("first name")),
    ("l", "last", N_("last name")),
    ("o", "org", N_("organisation")),
    ("t", "title", N_("title")),
    ("e", "email", N_("e-mail")),
    ("p", "phone", N_("phone")),
    ("k", "link", N_("link")),
    ("c", "place", N_("place")),
    ("g", "tags", N_("tags")),
    ("w", "notes", N_("notes")),
    ("m", "met", N_("met on")),
    ("b", "birthday", N_("birthday")),
    ("i", "middle", N_("middle name")),
    ("r", "prefix", N_("before the name")),
    ("s", "suffix", N_("after the name")),
    ("y", "nickname", N_("nickname")),
    ("d", "department", N_("department")),
    ("u", "language", N_("language")),
    ("x", NOTHING, N_("nothing: leave it out")),
)
"""Key, field, what it is in words."""

_WORDS: Final = {field: words for _key, field, words in _FIELDS}
_NAMING: Final = frozenset({"name", "first", "last", "email"})


class ColumnsModal(ModalScreen[Mapping[str, str] | None]):
    """Space names what the column under the cursor holds; Enter goes on, once somebody is named; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)"),
        ("space,right", "choose"),
        ("enter,ctrl+s", "go_on"),
    ]

    def __init__(self, file: str, table: Table) -> None:
        super().__init__()
        self._file = file
        self._table = table
        self._holds = [table.guesses.get(column, "") for column in table.columns]

    def compose(self) -> ComposeResult:
        """The columns with what they hold, and whether that is enough."""
        with Vertical(classes="dialog -columns") as box:
            box.border_title = Content(_("Columns of {file}").format(file=one_line(self._file, 50)))
            box.border_subtitle = Content(_("space change · Enter go on · Esc back"))
            yield Static(_("What does each column hold? It is asked once for such a table."), classes="heading")
            yield RowList(self._row, id="columns")
            yield Static("", markup=False, classes="reading")

    def on_mount(self) -> None:
        """Show the guesses."""
        self.query_one(RowList).show_rows(len(self._holds), 0)
        self.query_one(RowList).focus()
        self._judge()

    def on_row_list_chosen(self) -> None:
        """A double click asks."""
        self.action_choose()

    def action_choose(self) -> None:
        """Ask what the column holds."""
        place = self.query_one(RowList).cursor
        if place < 0:
            return

        def answered(field: str | None) -> None:
            if field is not None:
                self._holds[place] = field
                rows = self.query_one(RowList)
                rows.redraw()
                rows.move(1)
                self._judge()

        options = [(key, _(words), field) for key, field, words in _FIELDS]
        self.app.push_screen(ChoiceModal(one_line(self._table.columns[place], 60), options), answered)

    def action_go_on(self) -> None:
        """Answer, if somebody is named."""
        if self._names_somebody:
            self.dismiss(mapping_of(self._table, self._holds))
        else:
            self.app.bell()

    @property
    def _names_somebody(self) -> bool:
        return bool(_NAMING & set(self._holds))

    def _judge(self) -> None:
        line = self.query_one(".reading", Static)
        line.set_class(not self._names_somebody, "-wrong")
        left = [column for column, holds in zip(self._table.columns, self._holds, strict=True) if not holds]
        if not self._names_somebody:
            line.update(_("Which column holds the names, or the e-mails?"))
        elif left:
            line.update(Content(_("Left out: {names}").format(names=one_line(", ".join(left)))))
        else:
            line.update(_("Every column has its place."))

    def _row(self, index: int, width: int) -> Row:
        holds = self._holds[index]
        words = _(_WORDS[holds]) if holds in _WORDS else holds
        sample = " · ".join(
            dict.fromkeys(row[index] for row in self._table.sample if index < len(row) and row[index].strip())
        )
        third = max(8, width // 3)
        return Row(
            [
                (f" {cell(self._table.columns[index], third)} ", "text"),
                (cell(f"→ {words}" if words else "—", third), "accent" if words and holds != NOTHING else "faint"),
                (f" {sample}", "muted"),
            ]
        )


def mapping_of(table: Table, holds: list[str]) -> dict[str, str]:
    """Field to column, as a table is read with; the second column of a field is "email 2"."""
    mapping: dict[str, str] = {}
    used: Counter[str] = Counter()
    for column, field in zip(table.columns, holds, strict=True):
        if field in FIELDS or field == NOTHING:
            used[field] += 1
            mapping[field if used[field] == 1 else f"{field} {used[field]}"] = column
    return mapping
