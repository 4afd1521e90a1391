"""The first picture on the terminal, drawn before Textual is there: the frame at once, the card once it is known.

Importing Textual takes longer than finding out who comes first. So the terminal shows where one is and the first card
while the program behind it gets up, which then draws the same over it. Keys that are typed meanwhile wait for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from entretien.i18n import _
from entretien.plaintext import inert
from entretien.tui.early_terminal import EarlyTerminal
from entretien.tui.places import PLACES

if TYPE_CHECKING:
    from entretien.outlook import Network
    from entretien.relationship.queue import Card
    from entretien.storage.store import Store

_NARROW, _WIDE, _LOW = 90, 140, 30
"""Columns below and from which, and lines below which, a place looks otherwise; see `Place` and triage.tcss."""
_LOG_WIDTH: Final = 50
"""Columns that the timeline has at least where it stands beside the card."""
_AIRY: Final = 22
"""Lines of room from which the blocks of a card stand apart; see `CardView`."""


class Box(NamedTuple):
    """Where a panel stands, its border included, in cells."""

    x: int
    y: int
    width: int
    height: int


class Piece(NamedTuple):
    """A line of styled text and where it begins."""

    x: int
    y: int
    spans: Sequence[tuple[str, str]]


def frame(size: os.terminal_size) -> Iterator[Piece]:
    """The places on top, as many as there is room for."""
    labels = [(_(label), "here" if name == "triage" else "muted") for name, label in PLACES]
    x = 2
    for label, style in labels:
        if x + len(label) <= size.columns - 2:
            yield Piece(x, 0, [(label, style)])
        x += len(label) + 3


def card_box(size: os.terminal_size) -> Box:
    """Where the triage has its card on a terminal of that size."""
    width, y = size.columns, 2 if size.lines < _LOW else 4
    if width < _NARROW:
        return Box(0, y, width, size.lines - y - 3)
    queue = 41 if width >= _WIDE else 37
    room = width - 2 - queue
    if width >= _WIDE:
        room = min(room - 1 - _LOG_WIDTH, (room - 1) * 5 // 9)
    return Box(1 + queue, y, room, size.lines - y - 2)


def first_card(network: Network, first: Card, size: os.terminal_size) -> Iterator[Piece]:
    """A card of the triage in its box."""
    from entretien.tui.spans import clipped
    from entretien.tui.widgets.card_lines import Subject, facts, heading, timeline

    box = card_box(size)
    above, left = (0, 1) if size.lines < _LOW else (1, 2)
    lines = box.height - 2 - above
    subject = Subject(network, first.who, first, box.width - 4 - left, airy=lines >= _AIRY)
    content = [*facts(subject)]
    if size.columns < _WIDE:
        content += [*([[]] if subject.airy else []), *timeline(subject)]
    title = clipped(heading(subject), box.width - 6)
    yield from _border(box)
    yield Piece(box.x + 2, box.y, [(" ", "muted"), *title, (" ", "muted")])
    for number, spans in enumerate(content[:lines]):
        yield Piece(box.x + 1 + left, box.y + 1 + above + number, spans)


def _border(box: Box) -> Iterator[Piece]:
    bottom = box.y + box.height - 1
    for y in range(box.y + 1, bottom):
        yield Piece(box.x, y, [("│", "line")])
        yield Piece(box.x + box.width - 1, y, [("│", "line")])
    for y, (start, end) in ((box.y, "╭╮"), (bottom, "╰╯")):
        yield Piece(box.x, y, [(start + "─" * (box.width - 2) + end, "line")])


class FirstPaint(EarlyTerminal):
    """The other screen of the terminal, with the triage as far as it is known."""

    OPEN = "\x1b[?1049h\x1b[?25l"
    CLOSE = "\x1b[0m\x1b[?1049l\x1b[?25h"
    LEAST = os.terminal_size((40, 10))

    seen: tuple[str, float] | None = None
    """Whose card stands there, and since when on the monotonic clock: a key that comes later is meant for it."""

    def show_frame(self) -> None:
        """Show where one is."""
        self.show(frame(self.size), start=f"{self.style('text')}\x1b[2J")

    def show_card(self, network: Network, now: datetime) -> None:
        """Show who comes first. Where keys wait by then, none of them is known to be meant for the card."""
        from entretien.triage import Triage

        first = Triage.at(network, now).following(None)
        if first is not None:
            self.show(first_card(network, first, self.size))
            if not select([sys.stdin], [], [], 0)[0]:
                self.seen = first.who, monotonic()

    def show(self, pieces: Iterable[Piece], start: str = "") -> None:
        """Write pieces where they stand: as text, whatever is in them."""
        drawn = [start]
        for x, y, spans in pieces:
            drawn.append(f"\x1b[{y + 1};{x + 1}H")
            drawn += [f"{self.style(style)}{inert(text)}" for text, style in spans]
        self.write("".join(drawn))


class Start(NamedTuple):
    """What stands already when the program opens."""

    store: Store
    network: Network | None
    """None: it has to be read first."""
    paint: FirstPaint | None
