"""The card of one contact, with the timeline under it; drawn line by line, so that a long log costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from time import monotonic
from typing import ClassVar, Final, Literal

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from entretien.i18n import _
from entretien.outlook import Network
from entretien.relationship.queue import Card
from entretien.tui.spans import STYLES
from entretien.tui.widgets.card_lines import Subject, facts, heading, timeline
from entretien.tui.widgets.flow import Line
from entretien.tui.widgets.line_view import LineView

Portion = Literal["all", "facts", "timeline"]

_NOTHING: Final[list[Segment]] = []
_AHEAD: Final = 100
"""Lines that are made beyond those in view."""
_AIRY_HEIGHT: Final = 22
"""Lines of room from which blank lines between the blocks are affordable."""


class CardView(LineView, can_focus=False):
    """A contact's card. It never takes the focus; the place scrolls it with `half_page`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"card--{style}" for style in (*STYLES, "line")}

    full: reactive[bool] = reactive(False)
    """Notes, seeks and offers unfolded."""

    def __init__(self, *, id: str | None = None, classes: str = "", portion: Portion = "all") -> None:
        """`portion`: the facts, the timeline, or both."""
        super().__init__(id=id, classes=classes)
        self.portion: Portion = portion
        self._network: Network | None = None
        self._who: str | None = None
        self._card: Card | None = None
        self._lines: list[Line] = []
        self._rest: Iterator[Line] = iter(())
        self._drawn_lines: dict[int, list[Segment]] = {}
        self._styles: dict[str, Style] = {}
        self._drawn: tuple[str | None, Card | None] | None = None
        self._drawn_at = 0.0

    def show(self, network: Network, who: str | None, card: Card | None = None) -> None:
        """Show a contact, as the queue's `card` has it where they come from the queue; None shows an empty panel."""
        if who is not None and who not in network.book.contacts:
            who = None
        other = who != self._who
        if not other and self._network is not None and card == self._card and _same(self._network, network, who):
            self._network = network
            return
        self._network, self._who, self._card = network, who, card
        self._begin(keep_place=not other)

    @property
    def who(self) -> str | None:
        """The contact that is shown."""
        return self._who

    def was_seen_at(self, moment: float) -> bool:
        """What is shown now had been drawn on the screen by that moment of the monotonic clock."""
        return self._drawn == (self._who, self._card) and self._drawn_at <= moment

    def was_shown(self, since: float) -> None:
        """What is shown now stood on the terminal before, since that moment of the monotonic clock."""
        self._drawn, self._drawn_at = (self._who, self._card), since

    def show_portion(self, portion: Portion) -> None:
        """Show another portion."""
        if portion != self.portion:
            self.portion = portion
            self._begin(keep_place=False)

    def half_page(self, direction: int) -> None:
        """Scroll half a page down (1) or up (-1)."""
        self.scroll_relative(y=direction * max(1, self.size.height // 2), animate=False)

    def watch_full(self) -> None:
        """Fold or unfold."""
        self._begin(keep_place=True)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Make the lines that come into reach."""
        super().watch_scroll_y(old, new)
        if round(new) + self.size.height + _AHEAD // 2 > len(self._lines):
            self._make(_AHEAD)

    def on_resize(self) -> None:
        """Set the text anew."""
        self._begin(keep_place=True)

    def notify_style_update(self) -> None:
        """Forget the styles of other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._drawn_lines.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is drawn now, and since when."""
        if self._drawn != (self._who, self._card):
            self._drawn, self._drawn_at = (self._who, self._card), monotonic()
        return super().render_lines(crop)

    def draw_line(self, index: int, width: int) -> list[Segment]:  # noqa: ARG002 - set to the width already
        """One line of the card."""
        if not 0 <= index < len(self._lines):
            return _NOTHING
        line = self._drawn_lines.get(index)
        if line is None:
            line = self._drawn_lines[index] = [Segment(text, self._style(name)) for text, name in self._lines[index]]
        return line

    def _begin(self, *, keep_place: bool) -> None:
        """Lay out what is shown; the lines further down are made when they are scrolled to."""
        self._lines, self._rest = [], iter(())
        self._drawn_lines.clear()
        network, who = self._network, self._who
        width = self.size.width - self.styles.scrollbar_size_vertical - 1
        if network is not None and who is not None and width > 0:
            airy = self.size.height >= _AIRY_HEIGHT
            subject = Subject(network, who, self._card, width, self.full, airy)
            self._show_title(heading(subject))
            self._rest = self._portion_of(subject)
        else:
            self.show_title(Content())
        place = self.scroll_offset.y if keep_place else 0
        self._make(place + self.size.height + _AHEAD)
        self.scroll_to(y=place, animate=False, force=True)
        self.refresh_content()

    def _portion_of(self, subject: Subject) -> Iterator[Line]:
        match self.portion:
            case "facts":
                return facts(subject)
            case "timeline":
                return timeline(subject)
            case "all":
                return chain(facts(subject), [[]] if subject.airy else [], timeline(subject))

    def _make(self, count: int) -> None:
        made = list(islice(self._rest, count))
        if made or self.virtual_size.height != len(self._lines):
            self._lines += made
            self.virtual_size = Size(0, len(self._lines))

    def _show_title(self, spans: Iterable[tuple[str, str]]) -> None:
        if self.portion == "timeline":
            self.show_title(Content(_("Timeline")))
            return
        colours = {"bold": "bold $foreground", "line": "$line", "muted": "$muted"}
        self.show_title(Content.assemble(*((text, colours[style]) for text, style in spans)))

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self.base_style + self.get_component_rich_style(f"card--{name}", partial=True)
            self._styles[name] = style
        return style


def _same(before: Network, after: Network, who: str | None) -> bool:
    """Nothing that the card tells of this contact has changed."""
    if before is after or who is None:
        return True
    named = before.book.circles == after.book.circles and before.book.events == after.book.events
    return named and before.tie(who) is after.tie(who)
