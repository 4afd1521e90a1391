"""What a key changes reaches the terminal in one go: no line that stays as it was, no frame of the timer waited for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rich.console import Console
from textual import events
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.timer import Timer

if TYPE_CHECKING:
    from entretien.tui.typeahead import TypeAhead

_REST: Final = 0.02
"""Seconds from a frame until anything else is done: until then it is on its way to the terminal, in another thread."""

Piece = tuple[int, int, Strip]
"""Column, line, and what stands there."""


Shown = dict[int, dict[int, tuple[int, str]]]
"""What the terminal shows: line, column, the cells it takes and how it was written."""


class Pieces(ChopsUpdate):
    """An update that leaves out what the terminal shows already."""

    def __init__(self, pieces: list[Piece], shown: Shown) -> None:
        """`shown` is kept up to date."""
        super().__init__([], [], [])
        self._pieces = pieces
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """The escape sequences."""
        written: list[str] = []
        for x, y, strip in self._pieces:
            cells, text = strip.cell_length, strip.render(console)
            line = self._shown.setdefault(y, {})
            if line.get(x) != (cells, text):
                for place in [place for place, (length, _) in line.items() if place < x + cells and x < place + length]:
                    del line[place]
                line[x] = cells, text
                written += (f"\x1b[{y + 1};{x + 1}H", text)
        return "".join(written)


class LeanCompositor(Compositor):
    """Asks each widget only for the part of it that is to be painted.

    Textual's own draws every widget within the rectangle around all changes, cuts each of its lines at every edge on
    the screen, and writes all of it. Here each changed region is offered to the widgets from the front to the back
    until it is covered, and a line that stands on the terminal already isn't written again.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown = {}

    def forget(self) -> None:
        """Something else is on the terminal."""
        self._shown.clear()

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Everything."""
        self.forget()
        return super().render_full_update(simplify)

    def render_partial_update(self) -> ChopsUpdate | None:
        """What was marked as changed."""
        screen = self.size.region
        regions = [part for region in self._dirty_regions if (part := region.intersection(screen))]
        self._dirty_regions.clear()
        return Pieces(list(self._painted(_apart(regions))), self._shown) if regions else None

    def _painted(self, left: list[Region]) -> Iterator[Piece]:
        for widget, (region, clip) in self.visible_widgets.items():
            visible = region.intersection(clip)
            uncovered: list[Region] = []
            for part in left:
                mine = part.intersection(visible)
                if mine:
                    strips = widget.render_lines(mine.translate(-region.offset))
                    yield from ((mine.x, y, strip) for y, strip in zip(mine.line_range, strips, strict=False))
                    uncovered += _without(part, mine)
                else:
                    uncovered.append(part)
            left = uncovered
            if not left:
                return


class PromptScreen(Screen[ScreenResultType]):
    """A screen that shows what a key does in one frame, once it is all done.

    Textual paints as soon as a message has been handled, and what a key changes comes in several: the field, then the
    list, then the card, each in a frame of its own, with a pause of the frame timer before the next. Here painting
    waits as long as a key is in hand, and `paint` then takes every widget that is to be drawn anew at once.
    """

    app: TypeAhead

    def __init__(self) -> None:
        super().__init__()
        self._lean = LeanCompositor()
        self._compositor = self._lean
        self._ahead: Iterator[None] | None = None
        self._rest: Timer | None = None

    def paint(self) -> None:
        """Paint what is to be painted: at once, or where that takes a layout, after what the screen has been told."""
        if self._layout_required or self._scroll_required or is_told_more(self):
            self.call_later(self._paint)
        else:
            self._paint()

    def _paint(self) -> None:
        if self.app.has_key_in_hand:
            return
        for widget in self._lean.visible_widgets:
            if widget._repaint_regions:
                self._dirty_widgets.add(widget)
        if self._dirty_widgets or self._layout_required or self._scroll_required or self._repaint_required:
            self._on_timer_update()
        self.app.painted()
        self._await_rest()

    def look_ahead(self, steps: Iterator[None]) -> None:
        """Do these steps while there is nothing else to do, instead of those that were begun before."""
        self._ahead = steps
        self._await_rest()

    def _await_rest(self) -> None:
        if self._rest is None:
            self._rest = self.set_interval(_REST, self._at_rest)
        self._rest.reset()
        self._rest.resume()

    def _at_rest(self) -> None:
        """Nothing is on its way to the terminal: let the collector look, and look ahead."""
        if self._rest is not None and not self.app.has_key_in_hand:
            self._rest.pause()
            gc.enable()
            self._go_ahead()

    def _go_ahead(self) -> None:
        if not self.app.has_key_in_hand and self._ahead is not None and next(self._ahead, self) is not self:
            self.call_later(self._go_ahead)

    def _on_timer_update(self) -> None:
        if self.app.has_key_in_hand:
            self._update_timer.pause()
        else:
            super()._on_timer_update()

    async def _on_idle(self, event: events.Idle) -> None:
        if self.app.has_key_in_hand:
            event.prevent_default()

    def on_screen_suspend(self) -> None:
        """Another screen paints over this one."""
        self._lean.forget()


def is_told_more(pump: MessagePump) -> bool:
    """Whether something waits to be handled there."""
    return bool(pump.message_queue_size or pump._pending_message or pump._next_callbacks)


def _apart(regions: list[Region]) -> list[Region]:
    """The same cells as regions that don't overlap."""
    apart: list[Region] = []
    for region in sorted(regions, key=lambda region: region.area, reverse=True):
        parts = [region]
        for taken in apart:
            parts = [rest for part in parts for rest in _without(part, taken)]
        apart += parts
    return apart


def _without(region: Region, hole: Region) -> Iterator[Region]:
    """The parts of a region that another one leaves."""
    common = region.intersection(hole)
    if not common:
        yield region
        return
    x, y, width, _height = region
    if common.y > y:
        yield Region(x, y, width, common.y - y)
    if common.x > x:
        yield Region(x, common.y, common.x - x, common.height)
    if common.right < region.right:
        yield Region(common.right, common.y, region.right - common.right, common.height)
    if common.bottom < region.bottom:
        yield Region(x, common.bottom, width, region.bottom - common.bottom)
