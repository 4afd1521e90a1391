"""The list of contacts in columns, and the line of their headings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message

from entretien.i18n import N_, _, pgettext
from entretien.model.cell import Outline
from entretien.outlook import Network
from entretien.query import Query
from entretien.relationship.line import Line
from entretien.relationship.sentences import band, band_word
from entretien.relationship.states import State
from entretien.roster import Order
from entretien.search import Column, circle_names
from entretien.tui.spans import Span, cell
from entretien.tui.widgets.chrome import OneLine
from entretien.tui.widgets.row_list import Row, RowList
from entretien.vocabulary import STATE, STATUS
from entretien.words import brief_span, day_words, span_words

HEADINGS: Final[dict[Column, str]] = {
    "name": N_("Name"),
    "org": N_("Organisation"),
    "circles": N_("Circles"),
    "last": N_("Last"),
    "next": N_("Next"),
    "warmth": N_("Warmth"),
}

GLYPHS: Final = {"warm": "●", "cooling": "◕", "cool": "◑", "cold": "◔", "dormant": "○"}
"""A sign for each band of warmth, so that no colour stands alone."""
_GLYPH_STYLES: Final = {"warm": "warm", "cooling": "cooling", "cool": "cool", "cold": "cold", "dormant": "faint"}

_SHORTER: Final = {"late": N_("due a while"), "quiet": N_("quiet")}
"""States in other words, where the column is narrow."""

_MARK: Final = 2
"""Cells before the name, for the mark."""
_NAME: Final = 20
"""Cells that a name has at least, before any column stands behind it."""
_LAYOUTS: Final[tuple[dict[Column, int], ...]] = (
    {"org": 24, "circles": 22, "last": 12, "next": 19, "warmth": 12},
    {"org": 15, "circles": 14, "last": 10, "next": 14, "warmth": 12},
    {"org": 14, "last": 10, "next": 13, "warmth": 12},
    {"org": 14, "last": 10, "next": 13, "warmth": 1},
    {"org": 14, "next": 16, "warmth": 1},
    {"next": 16, "warmth": 1},
    {"warmth": 1},
)
"""Which columns stand behind the name, and how wide they are, the most first; one cell: the sign alone."""
_REMEMBERED: Final = 24
"""Queries whose lines are kept."""
_MOST_KEPT: Final = 500
"""Lines that are kept of each."""


@lru_cache(8)
def layout(width: int) -> Mapping[Column, int]:
    """The columns that fit `width` cells, with the cells of each; name and organisation share what the others leave."""
    others = next((columns for columns in _LAYOUTS if _name_cells(width, columns) >= _NAME), {})
    name = max(1, _name_cells(width, others))
    if "org" in others:
        spare = (name - _NAME) // 2
        name, others = name - spare, {**others, "org": others["org"] + spare}
    return {"name": name, **others}


def _name_cells(width: int, others: dict[Column, int]) -> int:
    return width - _MARK - sum(1 + cells for cells in others.values())


def arrow(order: Order) -> str:
    """Which way round the list is sorted."""
    return "▾" if order.reverse else "▴"


class ContactList(RowList):
    """Contacts, one a line, as `show_people` was told; a line is worked out when it comes into view."""

    def __init__(self, follow: Callable[[int], None], *, id: str | None = None) -> None:
        """`follow` is called with the line that the cursor has come to, before the key is done with."""
        super().__init__(id=id)
        self._follow = follow
        self._network: Network | None = None
        self._who: Sequence[str] = ()
        self._query = Query()
        self._marked: Collection[str] = ()
        self._rows: dict[tuple[str, int, bool], Row] = {}
        """The lines worked out so far, by contact, width and mark."""
        self._rows_of: dict[Query, dict[tuple[str, int, bool], Row]] = {}
        """The same of the last queries: letters are often taken back."""

    @property
    def people(self) -> Sequence[str]:
        """The ids in the order of the lines."""
        return self._who

    @property
    def who(self) -> str | None:
        """The contact under the cursor."""
        return self._who[self.cursor] if 0 <= self.cursor < len(self._who) else None

    def show_people(
        self, network: Network, who: Sequence[str], query: Query, marked: Collection[str], cursor: int
    ) -> None:
        """Show these contacts, with what `query` found in them marked and the cursor on that line."""
        if network is not self._network:
            self._rows_of.clear()
        if query not in self._rows_of and len(self._rows_of) >= _REMEMBERED:
            del self._rows_of[next(iter(self._rows_of))]
        self._rows = self._rows_of.setdefault(query, {})
        self._network, self._who, self._query, self._marked = network, who, query, marked
        self.show_rows(len(who), cursor)

    def tell_moved(self, index: int) -> None:
        """Tell at once."""
        self._follow(index)

    def heading_at(self, index: int) -> bool:  # noqa: ARG002 - every line is a person
        """Every line is a person."""
        return False

    def row(self, index: int, width: int) -> Row:
        """Mark, name, and the columns that fit."""
        network, who = self._network, self._who[index]
        assert network is not None
        key = who, width, who in self._marked
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= _MOST_KEPT:
                self._rows.clear()
            row = self._rows[key] = self._worked_out(network, who, width)
        return row

    def _worked_out(self, network: Network, who: str, width: int) -> Row:
        person, line = network.book.shelf.outline(who), network.line(who)
        spans: list[Span] = [("✓ ", "accent") if who in self._marked else ("  ", "text")]
        for column, cells in layout(width).items():
            if column != "name":
                spans.append((" ", "text"))
            spans += _cell(network, person, line, column, cells, self._query)
        return Row(spans)


class ListHeader(OneLine):
    """The headings of the columns; the one sorted by has an arrow, and a click sorts by another."""

    class Sorted(Message):
        """A heading was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self, room: Callable[[], int], *, id: str | None = None) -> None:
        """`room` tells how many cells the lines below have."""
        super().__init__(id=id)
        self._room = room
        self._order = Order()

    def show_order(self, order: Order) -> None:
        """Mark the column sorted by."""
        self._order = order
        self.redraw()

    def on_resize(self) -> None:
        """Fit the width."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the headings above their columns."""
        parts: list[tuple[str, str]] = [(" " * _MARK, "$muted")]
        for column, cells in layout(self._room()).items():
            if column != "name":
                parts.append((" ", "$muted"))
            title, style = _(HEADINGS[column]) if cells > 1 else "", "$muted"
            if column == self._order.column:
                sign = arrow(self._order)
                title, style = (f"{title} {sign}" if len(title) + 1 < cells else sign), "bold $accent"
            parts.append((cell(title, cells), style))
        self.show_text(Content.assemble(*parts))

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the pointer."""
        end = _MARK
        for column, cells in layout(self._room()).items():
            end += cells + 1
            if event.x < end:
                self.post_message(self.Sorted(column))
                return


def _cell(network: Network, person: Outline, line: Line, column: Column, cells: int, query: Query) -> list[Span]:
    match column:
        case "name":
            return _found(query, person.name, cells, "bold")
        case "org":
            return _found(query, person.org, cells, "muted", "org")
        case "circles":
            return _found(query, ", ".join(circle_names(network, person.circles)), cells, "muted", "circle")
        case "last":
            since = None if line.last is None else network.today.toordinal() - line.last
            words = "" if since is None else span_words(since) if since else _("today")
            return [(cell(words, cells), "muted")]
        case "next":
            words, style = next_words(line, network.today, cells)
            return [(cell(words, cells), style)]
        case "warmth":
            glyph, word, style = warmth_words(line.state, line.warmth, solid=line.solid)
            return [(cell(f"{glyph} {word}" if cells > 1 else glyph, cells), style)]


def _found(query: Query, text: str, cells: int, style: str, *fields: str) -> list[Span]:
    """A cell of a text with what was looked for marked in it."""
    shown = cell(text, cells)
    spans: list[Span] = []
    done = 0
    for start, end in query.spans(shown, *fields):  # type: ignore[arg-type]
        spans += [(shown[done:start], style), (shown[start:end], "match")]
        done = end
    spans.append((shown[done:], style))
    return [span for span in spans if span[0]]


def next_words(line: Line, today: date, cells: int) -> tuple[str, str]:
    """When the contact comes up, in words, with a style: the state of who is to be seen now, else the day."""
    state = line.state
    if line.status != "active":
        return _(STATUS[line.status]), "faint"
    if line.is_due:
        words = _(STATE["due" if state == "new" else state])
        return (words if len(words) <= cells else _(_SHORTER.get(state, words))), "accent"
    if state in ("dormant", "none"):
        return _(STATE[state]), "faint"
    if line.comes is None:
        return "", "faint"
    days = line.comes - today.toordinal()
    words = day_words(date.fromordinal(line.comes), today)
    return (words if len(words) <= cells else _("in {span}").format(span=brief_span(days))), "text"


def warmth_words(state: State, warmth: float | None, *, solid: bool) -> tuple[str, str, str]:
    """The sign, the word and the style of a tie's warmth; a solid tie has a sign of its own."""
    if solid:
        return "◆", pgettext("tie", "solid"), "muted"
    if warmth is None:
        return "", "", "faint"
    name = "dormant" if state == "dormant" else band(warmth)
    return GLYPHS[name], band_word(name), _GLYPH_STYLES[name]
