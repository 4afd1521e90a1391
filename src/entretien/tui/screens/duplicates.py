"""The same person twice? Pairs side by side, with what speaks for it, decided by one key each."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.interop.duplicates import Pair, duplicates
from entretien.interop.matching import evidence_words
from entretien.interop.merge import merge, tell_apart
from entretien.outlook import Network
from entretien.tui.commands import DUPLICATES, MOVE, bindings
from entretien.tui.screens.place import Place
from entretien.tui.spans import Span, cell
from entretien.tui.widgets.row_list import Row, RowList
from entretien.tui.widgets.side_by_side import side_by_side

_EVIDENCE: Final = 30
"""Cells, at the most, for what speaks for a pair."""


class PairList(RowList):
    """The pairs, the surest first."""

    def __init__(self) -> None:
        super().__init__(id="pairs", classes="panel")
        self._book = Book()
        self._pairs: tuple[Pair, ...] = ()
        self._evidence = 0

    def show(self, book: Book, pairs: tuple[Pair, ...]) -> None:
        """Show these pairs; the cursor stays with its pair, else where it was."""
        before = self.current
        self._book, self._pairs = book, pairs
        self._evidence = max((len(evidence_words(pair.evidence)) for pair in pairs), default=0)
        same = next((place for place, pair in enumerate(pairs) if before and pair[:2] == before[:2]), None)
        self.show_rows(len(pairs), same)

    @property
    def current(self) -> Pair | None:
        """The pair under the cursor."""
        return self._pairs[self.cursor] if 0 <= self.cursor < len(self._pairs) else None

    def heading_at(self, index: int) -> bool:  # noqa: ARG002 - there are none
        """No row is a heading."""
        return False

    def row(self, index: int, width: int) -> Row:
        """Both names with their organisations, and the evidence."""
        pair = self._pairs[index]
        evidence = min(_EVIDENCE, self._evidence)
        column = max(10, (width - evidence - 2) // 2)
        left: list[Span] = []
        for who in pair[:2]:
            contact = self._book.contacts[who]
            said = f"{contact.name}, {contact.org}" if contact.org else contact.name
            left.append((f" {cell(said, column - 1)}", "text"))
        return Row(left, [(f"  {cell(evidence_words(pair.evidence), evidence)}", "accent")])


class DuplicatesScreen(Place):
    """The list of pairs, and the two cards of the one under the cursor."""

    NAME = "duplicates"
    PASSING = True
    COMMAND_TABLES = (DUPLICATES, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(DUPLICATES)
    AUTO_FOCUS = "PairList"

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[Pair, ...] | None = None
        self._book: Book | None = None

    def compose_body(self) -> ComposeResult:
        """The pairs, the cards, and what stands there when there are none."""
        with Vertical(id="duplicates"):
            yield PairList()
            with VerticalScroll(id="pair", classes="panel", can_focus=False):
                yield Static("", markup=False)
        yield Static("", markup=False, id="no-pairs")

    def on_mount(self) -> None:
        """Name the panels."""
        self.query_one(PairList).border_title = Content(_("One person twice?"))
        self.query_one("#no-pairs", Static).update(Content.styled(_("Looking…"), "$muted"))

    def show_network(self, network: Network) -> None:
        """Show the pairs that still hold, and look again in a thread if the book has changed."""
        if network.book is self._book:
            return
        self._book = network.book
        if self._pairs is not None:
            self._pairs = tuple(pair for pair in self._pairs if _holds(network.book, pair))
            self._show()
        self.run_worker(self._look, thread=True, exclusive=True, group="duplicates")

    def _look(self) -> None:
        """In a thread."""
        book = self._book
        if book is not None:
            self.app.call_from_thread(self._found, book, duplicates(book, self.app.config.region))

    def _found(self, book: Book, pairs: tuple[Pair, ...]) -> None:
        if self.is_attached and book is self._book:
            self._pairs = pairs
            self._show()

    def on_row_list_moved(self) -> None:
        """The cards of the pair."""
        self._show_cards()

    def on_row_list_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def on_resize(self) -> None:
        """Fit the width."""
        self.call_after_refresh(self._show_cards)

    def action_keep_left(self) -> None:
        """One person; the left card stays."""
        if pair := self._current:
            self._merge(pair.one, pair.other)

    def action_keep_right(self) -> None:
        """One person; the right card stays."""
        if pair := self._current:
            self._merge(pair.other, pair.one)

    def action_two(self) -> None:
        """Two people, for good."""
        if (pair := self._current) and self._book is not None:
            self.perform(tell_apart(self._book, pair.one, pair.other))

    def action_next(self) -> None:
        """The next pair."""
        self.query_one(PairList).move(1)

    def action_open(self) -> None:
        """Open the left card."""
        if pair := self._current:
            self.app.open_contact(pair.one)

    def action_back(self) -> None:
        """Back; what was decided is written."""
        self.dismiss(None)

    def _merge(self, keep: str, other: str) -> None:
        if self._book is not None:
            self.perform(merge(self._book, keep, other, self.app.config.region))

    @property
    def _current(self) -> Pair | None:
        return self.query_one(PairList).current

    def _show(self) -> None:
        if self._pairs is None or self._book is None:
            return
        pairs = self.query_one(PairList)
        pairs.show(self._book, self._pairs)
        pairs.border_subtitle = Content(ngettext("{n} pair", "{n} pairs", len(self._pairs)))
        self.set_class(bool(self._pairs), "-some")
        if not self._pairs:
            self.query_one("#no-pairs", Static).update(Content.styled(_("Nobody is here twice."), "$muted"))
        self._show_cards()

    def _show_cards(self) -> None:
        pair, book = self._current, self._book
        if pair is None or book is None or not _holds(book, pair):
            return
        panel = self.query_one("#pair")
        shown = panel.query_one(Static)
        heads = (_("left"), _("right"))
        shown.update(side_by_side(book, pair.one, pair.other, self.app.today, panel.content_size.width - 1, heads))
        panel.border_title = Content(evidence_words(pair.evidence))
        panel.border_subtitle = Content(_("A merge loses nothing of either; undo takes it back."))


def _holds(book: Book, pair: Pair) -> bool:
    """Whether both are there and haven't been told apart."""
    one, other = book.contacts.get(pair.one), book.contacts.get(pair.other)
    if one is None or other is None:
        return False
    return pair.other not in one.not_same_as and pair.one not in other.not_same_as
