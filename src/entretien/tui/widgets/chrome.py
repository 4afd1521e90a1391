"""The quiet frame around every place: the line of places on top, the line of feedback and the key bar below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from entretien.i18n import _, ngettext
from entretien.plaintext import one_line
from entretien.tui.commands import Command, keys_of
from entretien.tui.places import PLACES
from entretien.tui.terse import TerseStrip
from entretien.tui.widgets.sparkline import track
from entretien.words import full_date, short_date

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_BAR: Final = 40
"""Cells of the bar that shows how far the reading is."""


class OneLine(Static):
    """A line of a height of its own, so that another text on it changes nothing around it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._text = Content()

    def show_text(self, text: Content) -> None:
        """Show a text, if it is another one."""
        if not text.is_same(self._text):
            self._text = text
            self.update(text, layout=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, without a detour over what can be wrapped, aligned and selected; else as Textual draws it."""
        width, height = self.outer_size
        gutter, text, filters = self.styles.gutter, self._text, self.get_line_filters()
        room = width - gutter.width
        if height != 1 or gutter.height or text.cell_length > room or self.text_selection is not None:
            return super().render_lines(crop)
        style = self.visual_style
        base = style.rich_style
        segments = [
            Segment(" " * gutter.left, base),
            *(Segment(piece, own.rich_style) for piece, own in text.render(style, parse_style=self._get_style)),
            Segment(" " * (room - text.cell_length + gutter.right), base),
        ]
        for line_filter in filters:
            segments = line_filter.apply(segments, self.background_colors[1])
        return [TerseStrip(segments, width).crop(crop.x, crop.right)]


class TopLine(OneLine):
    """Where I am, what event runs, what day it is."""

    app: EntretienApp

    def __init__(self, here: str) -> None:
        super().__init__(id="top-line")
        self._here = here

    def on_mount(self) -> None:
        """Draw."""
        self.redraw()

    def on_resize(self) -> None:
        """Fit the width."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the places with this one marked, and on the right the running event and the day."""
        parts: list[Any] = []
        for place, label in PLACES:
            style = "bold $accent" if place == self._here else "$muted"
            parts.append((f"{_(label)}   ", style))
        left = Content.assemble(*parts)
        space = max(0, self.content_size.width - left.cell_length)
        right = self._facts()
        if right.cell_length >= space:
            right = self._facts(brief=True).truncate(space, ellipsis=True)
        self.show_text(Content.assemble(left, " " * (space - right.cell_length), right))

    def _facts(self, *, brief: bool = False) -> Content:
        """What is amiss, what runs and what day it is; if `brief` without the year, and of counts the number alone."""
        network, today, parts = self.app.network, self.app.today, list[Any]()
        unread = {problem.path for problem in network.book.problems if problem.serious} if network else ()
        if unread:
            count = ngettext("{n} file unread", "{n} files unread", len(unread))
            parts.append((f"! {len(unread) if brief else count}   ", "$error"))
        if network is not None and (event := network.book.event_on(today)):
            there = [person.id for person in network.book.shelf.outlines() if event.id in person.events]
            met = [network.book.contacts[who].met for who in there]
            captured = sum(first is not None and first.event == event.id for first in met)
            count = str(captured) if brief else ngettext("{n} captured", "{n} captured", captured)
            name, gap = (one_line(event.name, 14), 2) if brief else (one_line(event.name, 40), 5)
            parts.append((f"● {name} · {count}{' ' * gap}", "$accent"))
        parts.append((short_date(today, today) if brief else full_date(today), "$muted"))
        return Content.assemble(*parts)


class StatusLine(OneLine):
    """One line of feedback: what was done, and the key that undoes it."""

    def __init__(self) -> None:
        super().__init__(id="status-line")
        self.is_quiet = True
        """Nothing is said."""
        self._progresses = False

    def say(self, text: str, hint: str = "") -> None:
        """Show a line of feedback with a muted hint."""
        self.is_quiet = self._progresses = False
        gap = "  " if text and hint else ""
        self.show_text(Content.assemble((one_line(text), "$success"), gap, (hint, "$muted")))

    def show_progress(self, done: int, number: int) -> None:
        """Show how many of so many files are read."""
        text = _("Reading {done} of {number} files").format(done=done, number=number)
        bar = track(done / number, max(0, min(_BAR, self.content_size.width - len(text) - 2)))
        self._progresses = True
        self.show_text(Content.assemble((text, "$muted"), "  ", *bar))

    def end_progress(self) -> None:
        """Take the bar away, if nothing else has been said since."""
        if self._progresses:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._progresses = False
        self.is_quiet = True
        self.show_text(Content())


class KeyBar(OneLine):
    """The verbs of this screen with their keys, as many as fit: one widget, redrawn in place."""

    app: EntretienApp

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__(id="key-bar")
        self._commands = tuple(command for command in commands if command.short)

    def on_mount(self) -> None:
        """Draw."""
        self.redraw()

    def on_resize(self) -> None:
        """Fit the width."""
        self.redraw()

    def redraw(self) -> None:
        """Draw as many verbs as the width has room for; help is always among them."""
        width = self.content_size.width
        pairs = [(keys[0], _(command.short)) for command in self._commands if (keys := keys_of(command, self.app.keys))]
        lengths = [len(key) + len(word) + 3 for key, word in pairs]
        while pairs and sum(lengths) - 2 > width and len(pairs) > 1:
            place = max(0, len(pairs) - 2)
            del pairs[place], lengths[place]
        parts: list[Any] = []
        for key, word in pairs:
            parts += [(key, "bold $accent"), (f" {word}  ", "$muted")]
        self.show_text(Content.assemble(*parts))
