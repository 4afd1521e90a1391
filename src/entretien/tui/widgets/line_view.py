"""What draws itself line by line: a frame put around lines that are kept, and a scrollbar that moves when it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final, NamedTuple, Self

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region, Size, Spacing
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from entretien.tui.terse import TerseStrip

Segments = list[Segment]

_NO_COLOR: Final = RichColor.default()
_MOST_KEPT: Final = 2000
_MOST_TITLES: Final = 50
_STEPS: Final = 8
"""Places of a scrollbar in one cell."""


class ThriftyScrollBar(ScrollBar):
    """A scrollbar that is drawn anew only where another drawing would come out, and without a detour.

    Textual's is drawn at each step of the position, though in a long list most steps are less than an eighth of a cell.
    """

    window_virtual_size = Reactive(100, repaint=False)
    window_size = Reactive(0, repaint=False)
    position = Reactive(0.0, repaint=False)

    def __init__(self, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._thumb = (0, 0)

    def watch_window_virtual_size(self) -> None:
        """Another length."""
        self._moved()

    def watch_window_size(self) -> None:
        """Another length."""
        self._moved()

    def watch_position(self) -> None:
        """Another place."""
        self._moved()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The bar, cell by cell."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender):
            return super().render_lines(crop)
        style = bar.style if isinstance(bar.style, Style) else Style.parse(bar.style)
        segments = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.size.width,
            back_color=style.bgcolor or _NO_COLOR,
            bar_color=style.color or _NO_COLOR,
        ).segments
        background = self.background_colors[1]
        strips: dict[Segment, Strip] = {}
        for segment in segments:
            if segment not in strips:
                line = [segment]
                for line_filter in self.get_line_filters():
                    line = line_filter.apply(line, background)
                strips[segment] = Strip(line, self.size.width)
        return [strips[segment].crop(crop.x, crop.right) for segment in list(segments)[crop.y : crop.bottom]]

    def _moved(self) -> None:
        size, window, everything = self.size.height, self.window_size, max(1, self.window_virtual_size)
        if everything <= window:
            thumb = 0, 0
        else:
            length = max(1.0, window * size / everything)
            thumb = int((size - length) * self.position / (everything - window) * _STEPS), ceil(length * _STEPS)
        if thumb != self._thumb:
            self._thumb = thumb
            self.refresh()


class Edged(Widget):
    """A panel that draws its upper or lower edge anew when the words on it change, and nothing else.

    Textual's `border_title` and `border_subtitle` draw the whole widget anew whenever they are set.
    """

    def show_title(self, title: Content) -> None:
        """The words on the upper edge."""
        if self._border_title is None or not self._border_title.is_same(title):
            self._border_title = title
            self._refresh_edge(0)

    def show_subtitle(self, subtitle: Content) -> None:
        """The words on the lower edge."""
        if self._border_subtitle is None or not self._border_subtitle.is_same(subtitle):
            self._border_subtitle = subtitle
            self._refresh_edge(self.outer_size.height - 1)

    def _refresh_edge(self, y: int) -> None:
        left, top = self.content_offset
        self.refresh(Region(-left, y - top, self.outer_size.width, 1))


class Panel(Vertical, Edged):
    """A panel with other widgets in it."""


class _Frame(NamedTuple):
    """What stands around every line."""

    width: int
    """Of the panel."""
    gutter: Spacing
    left: Strip
    right: Strip
    background: Color


class LineView(ScrollView, Edged):
    """A panel of lines, its own frame included, in which a line that is as it was costs nothing.

    Textual's `ScrollView` lays out the whole screen when the number of its lines changes, and puts its border and
    padding around every line anew whenever one is drawn. Here the layout is asked for only when the scrollbar comes or
    goes, which is all that depends on it, and a framed line is kept as long as the line in it.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._finished: dict[int, tuple[Segments, Strip]] = {}
        self._edges: dict[int, Strip] = {}
        self._titled: dict[str, tuple[Content, Strip]] = {}
        """The upper edge with titles that are likely to come."""
        self._frame: _Frame | None = None
        self._base: Style | None = None

    def draw_line(self, index: int, width: int) -> Segments:
        """A line of what can be scrolled through, of at most that width; the same list as long as it is the same."""
        raise NotImplementedError

    @property
    def base_style(self) -> Style:
        """The `rich_style`, worked out once."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = ThriftyScrollBar(self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def watch_virtual_size(self, size: Size) -> None:
        """The scrollbar follows; if it comes or goes, Textual lays out the screen."""
        self._refresh_scrollbars()
        if self.show_vertical_scrollbar and self.container_size:
            self.vertical_scrollbar.window_virtual_size = size.height
            self.vertical_scrollbar.window_size = self.container_size.height - self.scrollbar_size_horizontal
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._finished.clear()
        self._forget_edges()
        self._frame = self._base = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw these regions anew; without any, everything, the edges too."""
        if repaint and not regions:
            self._forget_edges()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_content(self) -> None:
        """Draw the lines anew, not the edges."""
        self.refresh(Region(0, 0, self.scrollable_content_region.width, self.size.height))

    def _refresh_edge(self, y: int) -> None:
        self._edges.pop(y, None)
        super()._refresh_edge(y)

    def finish_ahead(self, title: Content, lines: Iterable[Segments]) -> None:
        """Do beforehand what drawing these lines will take, and the upper edge with this title."""
        if self._frame is None:
            return
        room, filters, console = self.scrollable_content_region.width, self.get_line_filters(), self.app.console
        for line in lines:
            self._finish(line, room, filters, self._frame.background).render(console)
        if title.plain not in self._titled:
            shown, self._border_title = self._border_title, title
            self._styles_cache.set_dirty(Region(0, 0, self._frame.width, 1))
            edge = self._edge(0)
            self._border_title = shown
            self._styles_cache.set_dirty(Region(0, 0, self._frame.width, 1))
            edge.render(console)
            if len(self._titled) > _MOST_TITLES:
                self._titled.clear()
            self._titled[title.plain] = title, edge

    def _forget_edges(self) -> None:
        self._edges.clear()
        self._titled.clear()

    def _edge(self, y: int) -> Strip:
        """A line of the border or of the blank edge, as Textual draws it."""
        title = self._border_title
        if y == 0 and title is not None and (known := self._titled.get(title.plain)) and known[0].is_same(title):
            return known[1]
        [strip] = super().render_lines(Region(0, y, self.outer_size.width, 1))
        return TerseStrip(strip, strip.cell_length)

    def render_line(self, y: int) -> Strip:
        """One line of what is in the panel, for where Textual asks for a single one."""
        index, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        return Strip(self.draw_line(index, width)).adjust_cell_length(self.size.width, self.base_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the panel; those of its borders and blank edges as Textual draws them."""
        width, height = self.outer_size
        frame, gutter, room = self._frame, self.styles.gutter, self.scrollable_content_region.width
        if frame is None or frame.width != width or frame.gutter != gutter:
            frame = self._frame = self._framed_by_textual(width, height)
        first, beyond, top = gutter.top, height - gutter.bottom, self.scroll_offset.y
        filters = self.get_line_filters()
        bare = crop.x == gutter.left and crop.width == room
        strips: list[Strip] = []
        for y in crop.line_range:
            if first <= y < beyond:
                strip = self._finish(self.draw_line(y - first + top, room), room, filters, frame.background)
                if not bare:
                    rest = Segment(" " * (self.size.width - room), self.base_style)
                    strip = TerseStrip([*frame.left, *strip, rest, *frame.right], width).crop(crop.x, crop.right)
            else:
                if y not in self._edges:
                    self._edges[y] = self._edge(y)
                strip = self._edges[y].crop(crop.x, crop.right)
            strips.append(strip)
        return strips

    def _framed_by_textual(self, width: int, height: int) -> _Frame:
        """The frame, taken from a line as Textual draws it."""
        self._finished.clear()
        self._forget_edges()
        gutter = self.styles.gutter
        self._styles_cache.clear()
        [line] = super().render_lines(Region(0, min(gutter.top, height - 1), width, 1))
        left, right = line.crop(0, gutter.left), line.crop(width - gutter.right, width)
        return _Frame(width, gutter, left, right, self.background_colors[1])

    def _finish(self, line: Segments, room: int, filters: Sequence[LineFilter], background: Color) -> Strip:
        known = self._finished.get(id(line))
        if known is not None and known[0] is line and known[1].cell_length == room:
            return known[1]
        if blank := room - sum([cell_len(segment.text) for segment in line]):
            strip = Strip(line).adjust_cell_length(room, self.base_style) if blank < 0 else None
            line_of_room = list(strip) if strip else [*line, Segment(" " * blank, self.base_style)]
        else:
            line_of_room = line
        for line_filter in filters:
            line_of_room = line_filter.apply(line_of_room, background)
        strip = TerseStrip(line_of_room, room)
        if len(self._finished) > _MOST_KEPT:
            self._finished.clear()
        self._finished[id(line)] = line, strip
        return strip
