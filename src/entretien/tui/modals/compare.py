"""Two cards side by side: one person, or two?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.book import Book
from entretien.i18n import _
from entretien.interop.matching import Match, evidence_words
from entretien.plaintext import one_line
from entretien.tui.modals.line import LineModal
from entretien.tui.verbs.people import named
from entretien.tui.widgets.side_by_side import side_by_side


class CompareAnswer(NamedTuple):
    """Whether the two are one person, and who the other is."""

    same: bool
    other: str


class CompareModal(ModalScreen[CompareAnswer | None]):
    """m makes them one, n keeps them apart for good, Tab shows the next who it may be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)"),
        ("m,enter", "answer(True)"),
        ("n", "answer(False)"),
        ("tab", "other"),
    ]

    def __init__(self, book: Book, who: str, found: Sequence[Match], today: date) -> None:
        """`found`, at least one, are those whom `who` may be, the surest first."""
        super().__init__()
        self._book = book
        self._who = who
        self._found = tuple(found)
        self._today = today
        self._place = 0

    def compose(self) -> ComposeResult:
        """The two cards in columns."""
        with VerticalScroll(classes="dialog -compare", can_focus=False) as box:
            box.border_title = Content(_("One person?"))
            more = f"{_('Tab the next')} · " if len(self._found) > 1 else ""
            box.border_subtitle = Content(more + _("m one person: merge · n two people · Esc close"))
            yield Static("", markup=False, id="compare")

    def on_resize(self) -> None:
        """Fit the width."""
        self.call_after_refresh(self._draw)

    def action_other(self) -> None:
        """The next who it may be."""
        self._place = (self._place + 1) % len(self._found)
        self._draw()

    def action_answer(self, same: bool) -> None:
        """Say whether they are one."""
        self.dismiss(CompareAnswer(same, self._found[self._place].who))

    def _draw(self) -> None:
        match = self._found[self._place]
        shown = self.query_one("#compare", Static)
        heads = (_("here already"), _("just met"))
        cards = side_by_side(self._book, match.who, self._who, self._today, shown.content_size.width, heads)
        why = _("What speaks for it: {why}.").format(why=evidence_words(match.evidence))
        note = _("A merge loses nothing of either; undo takes it back.")
        shown.update(Content.assemble(cards, "\n", (f"{why}\n{note}", "$muted")))


def name_line(book: Book, who: str) -> LineModal:
    """Ask whom a card is the same person as; the answer is an id."""

    def reading(text: str) -> tuple[str | None, str]:
        if not text.strip():
            return None, _("whose card is here already?")
        found = named(book, text, without=(who,))
        if len(found.ids) != 1:
            return None, found.problem or _("One name.")
        contact = book.contacts[found.ids[0]]
        return contact.id, " · ".join(filter(None, (contact.name, contact.org)))

    title = _("{name} is the same person as …").format(name=one_line(book.contacts[who].name, 40))
    return LineModal(title, reading, placeholder=_("a name"))
