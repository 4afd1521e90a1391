"""A list drawn line by line: the cost of a frame depends on the lines in view, not on how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive

from entretien.plaintext import one_line
from entretien.tui.commands import MOVE, bindings
from entretien.tui.spans import STYLES, Span
from entretien.tui.widgets.line_view import LineView

_NOTHING: Final[list[Segment]] = []
_MOST_KEPT: Final = 2000
"""Rows whose drawing is kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: spans from the left, and spans kept at the right edge. A heading can't have the cursor."""

    left: Sequence[Span]
    right: Sequence[Span] = ()
    heading: bool = False


class RowList(LineView, can_focus=True):
    """A cursor over `count` rows that `row(index, width)` describes when they come into view."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MOVE)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row--{style}" for style in STYLES} | {
        "row--cursor",
        "row--cursor-blurred",
    }
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        min-width: 4;
        & > .row--text { color: $foreground; }
        & > .row--bold { color: $foreground; text-style: bold; }
        & > .row--muted { color: $muted; }
        & > .row--faint { color: $faint; }
        & > .row--accent { color: $accent; }
        & > .row--heading { color: $muted; text-style: bold; }
        & > .row--warm { color: $warm; }
        & > .row--cooling { color: $cooling; }
        & > .row--cool { color: $cool; }
        & > .row--cold { color: $cold; }
        & > .row--success { color: $success; }
        & > .row--warning { color: $warning; }
        & > .row--error { color: $error; }
        & > .row--match { color: $accent; text-style: underline; }
        & > .row--cursor { background: $cursor; }
        & > .row--cursor-blurred { background: $cursor 50%; }
    }
    """

    cursor: reactive[int] = reactive(-1, repaint=False)

    class Moved(Message):
        """The cursor is on another row; -1 when there is none."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> RowList:
            """The list whose cursor moved."""
            return self.rows

    class Chosen(Message):
        """Enter or a double click on a row."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> RowList:
            """The list in which a row was chosen."""
            return self.rows

    def __init__(
        self, row: Callable[[int, int], Row] | None = None, *, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._row = row
        self._count = 0
        self._drawn: dict[tuple[int, int, str], list[Segment]] = {}
        self._looks: dict[tuple[object, ...], list[Segment]] = {}
        """How rows of a content look: a row that is as it was is drawn once."""
        self._styles: dict[str, Style] = {}

    def row(self, index: int, width: int) -> Row:
        """What stands on a line that is `width` cells wide. Subclasses may override this instead of passing `row`."""
        assert self._row is not None
        return self._row(index, width)

    def heading_at(self, index: int) -> bool:
        """Whether a row is a heading. A subclass that knows without drawing the row may say so."""
        return self.row(index, 80).heading

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def show_rows(self, count: int, cursor: int | None = None) -> None:
        """Show `count` rows, drawn anew, with the cursor on `cursor` (or as near as possible to where it was)."""
        self._count = count
        self._drawn.clear()
        self.virtual_size = Size(0, count)
        wanted = self.cursor if cursor is None else cursor
        place = self._nearest(max(0, min(wanted, count - 1))) if count else -1
        if place != self.cursor:
            self.set_reactive(RowList.cursor, place)
        self.tell_moved(place)
        self._keep_in_view()
        self.refresh_content()

    def redraw(self, *rows: int) -> None:
        """Draw the same rows anew; only those given, if any are."""
        if not rows:
            self._drawn.clear()
            self.refresh_content()
        for key in [key for key in self._drawn if key[0] in rows]:
            del self._drawn[key]
        for index in rows:
            self._refresh_row(index)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(-1, min(cursor, self._count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines, keep the cursor in view, tell."""
        for index in (old, new):
            self._refresh_row(index)
        self._keep_in_view()
        self.tell_moved(new)

    def tell_moved(self, index: int) -> None:
        """Tell that the cursor is on that row."""
        self.post_message(self.Moved(self, index))

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._drawn.clear()
        self._looks.clear()

    def on_focus(self) -> None:
        """The cursor line is brighter in the list that has the keys."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """The cursor line fades."""
        self._refresh_row(self.cursor)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._keep_in_view()

    def draw_line(self, index: int, width: int) -> list[Segment]:
        """One row as it is drawn."""
        if not 0 <= index < self._count or width <= 0:
            return _NOTHING
        state = ("cursor" if self.has_focus else "cursor-blurred") if index == self.cursor else ""
        key = (index, width, state)
        line = self._drawn.get(key)
        if line is None:
            if len(self._drawn) > _MOST_KEPT:
                self._drawn.clear()
            line = self._drawn[key] = self._look(self.row(index, width), width, state)
        return line

    def _look(self, row: Row, width: int, state: str) -> list[Segment]:
        content = (*row.left, None, *row.right, width, state)
        look = self._looks.get(content)
        if look is None:
            if len(self._looks) > _MOST_KEPT:
                self._looks.clear()
            look = self._looks[content] = self._draw(row, width, state)
        return look

    def draw_ahead(self) -> None:
        """Draw the rows half a page beyond those in view, on both sides, while nothing else is to be done."""
        top, height, width = self.scroll_offset.y, self.size.height, self.scrollable_content_region.width
        for index in (*range(top + height, top + height * 3 // 2), *range(top - height // 2, top)):
            self.draw_line(index, width)

    def action_down(self) -> None:
        """Next row."""
        self.move(1)

    def action_up(self) -> None:
        """Previous row."""
        self.move(-1)

    def action_first(self) -> None:
        """First row."""
        self.cursor = self._nearest(0)

    def action_last(self) -> None:
        """Last row."""
        self.cursor = self._nearest(self._count - 1, -1)

    def action_half_page_down(self) -> None:
        """Half a page down."""
        self.move(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        """Half a page up."""
        self.move(-max(1, self.size.height // 2))

    def move(self, by: int) -> None:
        """Move the cursor by so many rows; it stops at the ends and passes over headings."""
        if self._count:
            wanted = max(0, min(self.cursor + by, self._count - 1))
            self.cursor = self._nearest(wanted, 1 if by > 0 else -1)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one chooses."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if 0 <= index < self._count and not self.heading_at(index):
            self.cursor = index
            if event.chain > 1:
                self.post_message(self.Chosen(self, index))

    def _nearest(self, index: int, direction: int = 1) -> int:
        """The nearest row to `index` that can have the cursor, in that direction first."""
        for step in (direction, -direction):
            place = index
            while 0 <= place < self._count:
                if not self.heading_at(place):
                    return place
                place += step
        return -1

    def _keep_in_view(self) -> None:
        if self.cursor >= 0 and self.size.height:
            above = 1 if self.cursor and self.heading_at(self.cursor - 1) else 0
            region = Region(0, self.cursor - above, 1, 1 + above)
            self.scroll_to_region(region, animate=False, force=True)

    def _refresh_row(self, index: int) -> None:
        if 0 <= index < self._count:
            self.refresh(Region(0, index - self.scroll_offset.y, self.size.width, 1))

    def _style(self, name: str, state: str) -> Style:
        key = f"{name} {state}"
        style = self._styles.get(key)
        if style is None:
            style = self.base_style + self.get_component_rich_style(f"row--{name}", partial=True)
            if state:
                style += self.get_component_rich_style(f"row--{state}", partial=True)
            self._styles[key] = style
        return style

    def _draw(self, row: Row, width: int, state: str) -> list[Segment]:
        right = [(_safe(text), name) for text, name in row.right]
        room = max(0, width - sum(cell_len(text) for text, _name in right))
        if right and room < width // 3:
            right, room = [], width
        pieces: list[Span] = []
        used = 0
        for text, name in row.left:
            text = _safe(text)
            length = cell_len(text)
            if used + length > room:
                pieces.append((set_cell_size(text, max(0, room - used - 1)) + "…" if room > used else "", name))
                used = room
                break
            pieces.append((text, name))
            used += length
        return self._joined([*pieces, (" " * (room - used), "text"), *right], state)

    def _joined(self, pieces: Iterable[Span], state: str) -> list[Segment]:
        """Segments of the pieces; one with nothing to see in it belongs to the one before, if that isn't underlined."""
        segments: list[Segment] = []
        last = ""
        for text, name in pieces:
            if not text:
                continue
            if segments and (name == last or (last != "match" and text.isspace())):
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
            else:
                segments.append(Segment(text, self._style(name, state)))
                last = name
        return segments


def _safe(text: str) -> str:
    """A piece of a line made safe to show, the spaces that align it kept."""
    bare = text.strip(" ")
    start = len(text) - len(text.lstrip(" "))
    return text[:start] + one_line(bare) + text[start + len(bare) :] if bare else text
