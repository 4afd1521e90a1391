"""The card of one contact, with the timeline under it; drawn line by line, so that a long log costs nothing."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from entretien.outlook import Network
from entretien.relationship.queue import Card
from entretien.tui.spans import STYLES
from entretien.tui.widgets.card_lines import Subject
from entretien.tui.widgets.line_view import LineView
from entretien.tui.widgets.sheet import NOTHING, Portion, Sheet

_AHEAD: Final = 100
"""Lines that are made beyond those in view."""
_MOST_READY: Final = 8
"""Cards that are kept ready to be shown."""
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
        self._sheet: Sheet | None = None
        self._ready: dict[str, Sheet] = {}
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

    def prepare(self, network: Network, who: str, card: Card | None = None) -> None:
        """Set a card that is likely to be shown next, and draw what of it will be in view."""
        subject = self._subject(network, who, card)
        if subject is None or who not in network.book.contacts or self._is_ready(subject):
            return
        sheet = Sheet(subject, self.portion)
        sheet.make(self.size.height + _AHEAD)
        self.finish_ahead(sheet.title, [sheet.segments(index, self._style) for index in range(self.size.height)])
        self._ready.pop(who, None)
        self._ready[who] = sheet
        if len(self._ready) > _MOST_READY:
            del self._ready[next(iter(self._ready))]

    def show_portion(self, portion: Portion) -> None:
        """Show another portion."""
        if portion != self.portion:
            self.portion = portion
            self._ready.clear()
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
        if self._sheet is not None and round(new) + self.size.height + _AHEAD // 2 > len(self._sheet):
            self._sheet.make(_AHEAD)
            self.virtual_size = Size(0, len(self._sheet))

    def on_resize(self) -> None:
        """Set the text anew."""
        self._ready.clear()
        self._begin(keep_place=True)

    def notify_style_update(self) -> None:
        """Forget the styles of other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._ready.clear()
        self._begin(keep_place=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is drawn now, and since when."""
        if self._drawn != (self._who, self._card):
            self._drawn, self._drawn_at = (self._who, self._card), monotonic()
        return super().render_lines(crop)

    def draw_line(self, index: int, width: int) -> list[Segment]:  # noqa: ARG002 - set to the width already
        """One line of the card."""
        return self._sheet.segments(index, self._style) if self._sheet is not None else NOTHING

    def _begin(self, *, keep_place: bool) -> None:
        """Set what is shown; the lines further down are made when they are scrolled to."""
        subject = self._subject(self._network, self._who, self._card)
        place = self.scroll_offset.y if keep_place else 0
        if subject is None:
            self._sheet = None
            self.show_title(Content())
        else:
            self._sheet = self._ready[subject.who] if self._is_ready(subject) else Sheet(subject, self.portion)
            self._sheet.make(max(0, place + self.size.height + _AHEAD - len(self._sheet)))
            self.show_title(self._sheet.title)
        self.virtual_size = Size(0, len(self._sheet) if self._sheet is not None else 0)
        self.scroll_to(y=place, animate=False, force=True)
        self.refresh_content()

    def _subject(self, network: Network | None, who: str | None, card: Card | None) -> Subject | None:
        """Whose card it is and how it is set; None where there is nobody, or no room."""
        width = self.size.width - self.styles.scrollbar_size_vertical - 1
        if network is None or who is None or width <= 0:
            return None
        return Subject(network, who, card, width, self.full, self.size.height >= _AIRY_HEIGHT)

    def _is_ready(self, subject: Subject) -> bool:
        ready = self._ready.get(subject.who)
        return ready is not None and (
            ready.subject.card == subject.card
            and ready.subject.setting == subject.setting
            and _same(ready.subject.network, subject.network, subject.who)
        )

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
