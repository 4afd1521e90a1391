"""More people were kept than a week has time for: who gets it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.i18n import _, ngettext
from entretien.plaintext import one_line
from entretien.sorting import Sorting
from entretien.tui.spans import Span
from entretien.tui.widgets.row_list import Row, RowList
from entretien.words import short_date


class PickModal(ModalScreen[tuple[str, ...] | None]):
    """Space gives somebody this week's time or takes it, Enter answers with those who have it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)"),
        ("space", "mark"),
        ("enter", "answer"),
    ]

    def __init__(self, sorting: Sorting) -> None:
        super().__init__()
        self._sorting = sorting
        self._picked = dict.fromkeys(sorting.preferred)

    def compose(self) -> ComposeResult:
        """What fits, and those who were kept."""
        sorting = self._sorting
        kept = ngettext("{n} kept", "{n} kept", len(sorting.kept))
        fit = ngettext("{n} fits this week", "{n} fit this week", sorting.room)
        with Vertical(classes="dialog -pick") as box:
            box.border_title = Content(f"{kept}, {fit}")
            box.border_subtitle = Content(_("space choose · Enter save · Esc not now"))
            yield Static(Content(_("Who gets the time? The others get a kind first message, and wait their turn.")))
            yield RowList(self._row)
            yield Static("", markup=False, classes="reading")

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(RowList).show_rows(len(self._sorting.kept), 0)
        self.query_one(RowList).focus()
        self._say()

    def action_mark(self) -> None:
        """Choose, or not, and go on to the next."""
        rows = self.query_one(RowList)
        who = self._sorting.kept[rows.cursor]
        if who in self._picked:
            del self._picked[who]
        else:
            self._picked[who] = None
        rows.redraw()
        rows.move(1)
        self._say()

    def action_answer(self) -> None:
        """These."""
        self.dismiss(tuple(self._picked))

    def _row(self, index: int, width: int) -> Row:  # noqa: ARG002 - drawn to any width
        who = self._sorting.kept[index]
        contact = self._sorting.network.book.contacts[who]
        chosen = who in self._picked
        promised = next((promise.what for promise in contact.open_promises if promise.by == "me"), contact.org)
        left: list[Span] = [("● " if chosen else "○ ", "accent" if chosen else "muted")]
        left.append((contact.name, "bold" if chosen else "text"))
        return Row(left, [(f" {one_line(promised, 30)}", "muted")] if promised else [])

    def _say(self) -> None:
        sorting = self._sorting
        others = [who for who in sorting.kept if who not in self._picked]
        too_many = len(self._picked) > sorting.room
        parts = [ngettext("{n} this week", "{n} this week", len(self._picked))]
        if too_many:
            parts[0] += f" ({_('more than fit')})"
        if others:
            today, days = sorting.network.today, sorted(sorting.later(others).values())
            first, last = short_date(days[0], today), short_date(days[-1], today)
            when = first if first == last else _("{first} to {last}").format(first=first, last=last)
            parts.append(ngettext("{n} again {when}", "{n} again {when}", len(others)).format(when=when))
        self.query_one(".reading", Static).update(
            Content.styled(" · ".join(parts), "$warning" if too_many else "$muted")
        )
