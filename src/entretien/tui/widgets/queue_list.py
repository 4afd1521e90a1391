"""The queue of the triage: sections with who waits in them, and who was judged already, in place."""

from __future__ import annotations

from typing import Final, NamedTuple

from entretien.i18n import N_, _
from entretien.model.network import Part, Verdict
from entretien.relationship.queue import Card
from entretien.triage import Line, Triage
from entretien.tui.widgets.row_list import Row, RowList
from entretien.vocabulary import PART

VERDICT: Final[dict[Verdict, str]] = {
    "done": N_("written to"),
    "logged": N_("logged"),
    "later": N_("later"),
    "cadence": N_("other rhythm"),
    "wrote": N_("written to"),
    "promised": N_("promised"),
    "introduced": N_("introduced"),
    "rested": N_("resting"),
    "closed": N_("let go"),
    "kept": N_("kept"),
    "let-go": N_("needs nothing"),
}
"""What was decided, in a word or two."""


class _Item(NamedTuple):
    """A line of the list: a heading, a remark, or a person."""

    part: Part | None = None
    remark: str = ""
    line: Line | None = None


class QueueList(RowList, can_focus=False):
    """The queue. It never takes the focus: the place moves its cursor."""

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._items: list[_Item] = []
        self._triage: Triage | None = None

    def show_triage(self, triage: Triage, current: Card | None, room: int) -> None:
        """Show the sections, with the cursor on a card; blank lines between them if all fits on `room` lines."""
        self._triage = triage
        items = _items(triage, airy=True)
        self._items = items if len(items) <= room else [item for item in items if item != _Item()]
        who = current.who if current else None
        places = (place for place, item in enumerate(self._items) if item.line and item.line.card)
        self.show_rows(len(self._items), next((place for place in places if self._who(place) == who), None))

    @property
    def current(self) -> str | None:
        """The contact under the cursor."""
        return self._who(self.cursor) if 0 <= self.cursor < len(self._items) else None

    def row(self, index: int, width: int) -> Row:  # noqa: ARG002 - drawn to any width
        """A heading, a remark, somebody judged, or somebody who waits."""
        part, remark, line = self._items[index]
        if part is not None:
            return Row([(_(PART[part]), "heading")], heading=True)
        if line is None or self._triage is None:
            return Row([(f"  {remark}", "faint")], heading=True)
        if line.card is None:
            name = self._triage.network.book.contacts[line.who].name
            verdict = _(VERDICT[line.verdict]) if line.verdict else ""
            return Row([("✓ ", "faint"), (name, "faint")], [(f" {verdict}", "faint")], heading=True)
        name, brief = line.card.contact.name, [(f" {line.card.brief}", _urgency(line.card))]
        if index == self.cursor:
            return Row([("▌ ", "accent"), (name, "bold")], brief)
        if line.who in self._triage.skipped:
            return Row([("↷ ", "muted"), (name, "muted")], brief)
        return Row([("  ", "text"), (name, "text")], brief)

    def heading_at(self, index: int) -> bool:
        """Whatever isn't somebody who waits."""
        line = self._items[index].line
        return line is None or line.card is None

    def watch_cursor(self, old: int, new: int) -> None:
        """The mark follows the cursor."""
        self.redraw(old, new)
        super().watch_cursor(old, new)

    def _who(self, index: int) -> str | None:
        line = self._items[index].line
        return line.who if line else None


def _items(triage: Triage, *, airy: bool) -> list[_Item]:
    items: list[_Item] = []
    for section in triage.sections:
        if items and airy:
            items.append(_Item())
        items.append(_Item(section.part))
        items += [_Item(line=line) for line in section.lines]
    if triage.one_to_revive:
        if items and airy:
            items.append(_Item())
        items += [_Item("revive"), _Item(remark=_("after two easy ones"))]
    return items


def _urgency(card: Card) -> str:
    """The style of the words on the right: what has passed its day, and a last call, stand out."""
    if card.reason == "last_call":
        return "cooling"
    passed = card.reason == "promise" and card.on is not None and card.on < card.today
    return "warning" if passed or card.late else "muted"
