"""Help: the keys of the place in front as they are bound now, the quick-add line, and the filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.capture.grammar import GRAMMAR
from entretien.i18n import N_, _
from entretien.tui.commands import APP, MOVE, Table, keys_of
from entretien.tui.screens.place import Place
from entretien.tui.spans import cell
from entretien.tui.widgets.flow import flow

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_TWO_COLUMNS_FROM: Final = 88
_GAP: Final = 4
_PAGES: Final = (N_("Keys"), N_("Quick add"), N_("Filters"))

QUERY: Final = (
    ("marie acme", N_("words, all of them, in any order; in names, organisations and notes, blind to accents")),
    (N_('"launch slips"'), N_("these words together")),
    (N_("#packaging"), N_("a tag")),
    ("+hec", N_("a circle")),
    ("@acme", N_("an organisation")),
    (N_("is:due"), N_("due, soon, late, quiet, last-call, waiting, planned, new, dormant, resting, closed")),
    (N_("is:warm"), N_("warm, cooling, cool, cold, solid; or promise, reply, met, date")),
    ("event:salon", N_("met or seen at an event")),
    ("-+hec", N_("a minus before anything: not")),
)
"""The language of the contacts' filter."""

LOG_QUERY: Final = (
    (N_("launch budget"), N_("words, all of them, in the note or in a name")),
    (N_("call"), N_("a channel: message, letter, call, video, meet")),
    ("@marie", N_("with a person")),
    ("+hec", N_("about a circle, or with one of its members")),
    ("*salon", N_("at an event")),
)
"""The language of the timeline's filter."""


class Entry(NamedTuple):
    """A line of the help: what to press or type, and what it does."""

    key: str
    meaning: str


class Block(NamedTuple):
    """Entries under a heading."""

    heading: str
    entries: Sequence[Entry]


class HelpModal(ModalScreen[None]):
    """Three pages, turned with Tab or the arrows; a long one scrolls."""

    app: EntretienApp
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1", "dismiss(None)"),
        ("tab,right,l", "turn(1)"),
        ("shift+tab,left,h", "turn(-1)"),
        ("j,down", "scroll(1)"),
        ("k,up", "scroll(-1)"),
        ("space,ctrl+d,pagedown", "scroll(10)"),
        ("ctrl+u,pageup", "scroll(-10)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._page = 0

    def compose(self) -> ComposeResult:
        """One text in a box that scrolls."""
        with VerticalScroll(classes="dialog -help"):
            yield Static(markup=False, id="help")

    def on_mount(self) -> None:
        """Open on the keys."""
        self._show()

    def on_resize(self) -> None:
        """Fit the width."""
        self.call_after_refresh(self._show)

    def action_turn(self, by: int) -> None:
        """Another page."""
        self._page = (self._page + by) % len(_PAGES)
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _show(self) -> None:
        box = self.query_one(VerticalScroll)
        styles = ("bold $accent" if page == self._page else "$muted" for page in range(len(_PAGES)))
        titles = (Content.styled(_(title), style) for title, style in zip(_PAGES, styles, strict=True))
        box.border_title = Content("  ").join(titles)
        box.border_subtitle = Content(_("Tab next page · Esc close"))
        width = box.scrollable_content_region.width
        self.query_one("#help", Static).update(in_columns(self._blocks(), width))

    def _blocks(self) -> Sequence[Block]:
        if self._page == 1:
            return (Block(_("In any order; a bare name is enough"),
                          [Entry(_(rule.example), _(rule.meaning)) for rule in GRAMMAR]),)  # fmt: skip
        if self._page == 2:
            return [
                Block(_(heading), [Entry(_(typed), _(meaning)) for typed, meaning in rules])
                for heading, rules in ((N_("Contacts"), QUERY), (N_("Timeline"), LOG_QUERY))
            ]
        place = next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Place)), None)
        tables = dict.fromkeys((*(place.COMMAND_TABLES if place else ()), MOVE, APP))
        return [self._keys(table) for table in tables]

    def _keys(self, table: Table) -> Block:
        return Block(
            _(table.heading),
            [
                Entry("  ".join(keys), _(command.title))
                for command in table.commands
                if (keys := keys_of(command, self.app.keys))
            ],
        )


def in_columns(blocks: Sequence[Block], width: int) -> Content:
    """The blocks in two columns of about the same length where there is room, else in one."""
    if width < _TWO_COLUMNS_FROM or len(blocks) < 2:
        return Content("\n").join(_lines(blocks, width))
    room = (width - _GAP) // 2
    set_blocks = [list(_lines([block], room)) for block in blocks]
    left, right = _halves(set_blocks)
    rows = max(len(left), len(right))
    left += [Content("")] * (rows - len(left))
    right += [Content("")] * (rows - len(right))
    return Content("\n").join(
        Content.assemble(one, " " * (room - one.cell_length + _GAP), other)
        for one, other in zip(left, right, strict=True)
    )


def _halves(blocks: Sequence[list[Content]]) -> tuple[list[Content], list[Content]]:
    """Cut the blocks in two, in their order, where the longer side is shortest."""
    lengths = [len(block) for block in blocks]
    cut = min(range(1, len(blocks)), key=lambda place: max(sum(lengths[:place]), sum(lengths[place:])))
    return _flat(blocks[:cut]), _flat(blocks[cut:])


def _flat(blocks: Iterable[list[Content]]) -> list[Content]:
    return [line for block in blocks for line in block]


def _lines(blocks: Sequence[Block], width: int) -> Iterator[Content]:
    for block in blocks:
        yield Content.styled(block.heading, "bold $accent")
        keys = min(max((cell_len(entry.key) for entry in block.entries), default=0), max(8, width // 2))
        for entry in block.entries:
            key = cell(entry.key, keys)
            for line in flow([(entry.meaning, "$muted")], width - keys - 2):
                yield Content.assemble((key, "bold $foreground"), "  ", *line)
                key = " " * keys
        yield Content("")
