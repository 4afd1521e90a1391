"""Two cards side by side: one person, or two?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.book import Book
from entretien.i18n import _
from entretien.interop.fields import LABELS
from entretien.interop.matching import Match, evidence_words
from entretien.model.contact import Contact
from entretien.plaintext import one_line
from entretien.tui.modals.line import LineModal
from entretien.tui.verbs.people import named
from entretien.tui.widgets.row_list import cell
from entretien.words import short_date

_LABEL: Final = 14
_LONGEST: Final = 200


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
        column = max(8, (shown.content_size.width - _LABEL - 2) // 2)

        def line(label: str, mine: str, theirs: str, style: str) -> list[Any]:
            return [
                (cell(label, _LABEL), "$muted"), (cell(mine, column), "$foreground"), "  ",
                (cell(theirs, column), style), "\n",
            ]  # fmt: skip

        parts = line("", _("here already"), _("just met"), "$foreground")
        facts = zip(self._facts(match.who), self._facts(self._who), strict=True)
        for (label, mine), (_label, theirs) in facts:
            if mine or theirs:
                parts += line(label, mine, theirs, "$warning" if mine and theirs and mine != theirs else "$foreground")
        why = _("What speaks for it: {why}.").format(why=evidence_words(match.evidence))
        note = _("A merge loses nothing of either; undo takes it back.")
        shown.update(Content.assemble(*parts, "\n", (f"{why}\n{note}", "$muted")))

    def _facts(self, who: str) -> list[tuple[str, str]]:
        """The fields that tell people apart, each with its label."""
        contact = self._book.contacts[who]
        facts: dict[str, str] = {
            "name": contact.name,
            "org": contact.org,
            "title": contact.title,
            "emails": ", ".join(contact.emails),
            "phones": ", ".join(contact.phones),
            "links": ", ".join(contact.links),
            "place": contact.place,
            "circles": ", ".join(self._circle(id) for id in contact.circles),
            "tags": ", ".join(contact.tags),
            "met.on": self._met(contact),
            "met.cue": contact.met.cue if contact.met else "",
            "seeks": ", ".join(need.what for need in contact.seeks),
            "offers": ", ".join(need.what for need in contact.offers),
            "promises": ", ".join(promise.what for promise in contact.open_promises),
            "notes": contact.notes,
            "interactions": self._last(who),
        }
        return [(_(LABELS[field]), one_line(value, _LONGEST)) for field, value in facts.items()]

    def _circle(self, id: str) -> str:
        return self._book.circles[id].name if id in self._book.circles else id

    def _met(self, contact: Contact) -> str:
        if contact.met is None:
            return ""
        event = self._book.events.get(contact.met.event)
        day = short_date(contact.met.on, self._today) if contact.met.on else ""
        return " · ".join(filter(None, (day, event.name if event else "")))

    def _last(self, who: str) -> str:
        """The day and the note of the last entry of the log."""
        log = self._book.log_of(who)
        return " · ".join(filter(None, (short_date(log[-1].on, self._today), log[-1].note))) if log else ""


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
