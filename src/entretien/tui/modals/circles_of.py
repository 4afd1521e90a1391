"""Join and leave circles in one line: `hec -sme`; a circle that there isn't yet is made."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Input

from entretien.actions.circles import add_circle
from entretien.actions.common import joined
from entretien.actions.contacts import change_circles
from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.labels import Labels, resolved
from entretien.model.change import Change
from entretien.model.network import Circle
from entretien.plaintext import one_line
from entretien.tui.modals.line import LineModal
from entretien.tui.modals.tags import LabelSuggester, has_now, title_for


class CirclesModal(LineModal):
    """Answers the change of the circles of these contacts, with the circles that it makes."""

    def __init__(self, book: Book, who: Sequence[str]) -> None:
        super().__init__(title_for(_("Circles"), book, who), self._read, placeholder=_("hec -sme"))
        self._book = book
        self._who = tuple(who)
        self._theirs = list(dict.fromkeys(circle for id in who for circle in book.contacts[id].circles))

    def on_mount(self) -> None:
        """Complete what is typed."""
        known = sorted(self._book.circles, key=lambda id: (-len(self._book.members(id)), id))
        self.query_one(Input).suggester = LabelSuggester(lambda taking: self._theirs if taking else known)
        super().on_mount()

    def _read(self, text: str) -> tuple[Change | None, str]:
        labels = Labels.parse(text)
        circles = self._book.circles
        if not labels:
            return None, has_now(self._theirs, "+")
        names = {id: circle.name for id, circle in circles.items()}
        add, new = resolved(labels.add, names)
        remove, strange = resolved(labels.remove, {id: names.get(id, id) for id in self._theirs})
        if strange:
            return None, _("Nobody here is in the circle {name}.").format(name=strange[0])
        parts = [f"+ {circles[id].name}" for id in add]
        parts += [_("+ {name} (new: Enter makes it)").format(name=name) for name in new]
        parts += [f"− {names.get(id, id)}" for id in remove]
        return circles_change(self._book, self._who, add, remove, new), one_line("  ".join(parts))


def circles_change(
    book: Book, who: Sequence[str], add: Sequence[str], remove: Sequence[str], new: Sequence[str]
) -> Change:
    """Join and leave circles, by their ids, and those to be made, by their names, as one step."""
    made: list[Change] = []
    ids = list(add)
    for name in new:
        change = add_circle(book, Circle(name=name))
        made.append(change)
        ids += [edit.after.id for edit in change.edits if edit.after is not None]
        book = book.apply(change)
    change = change_circles(book, who, ids, remove)
    if not made:
        return change
    first = book.contacts[who[0]].name
    label = ngettext("{name}: {circles}", "{n} contacts: {circles}", len(who))
    return joined(label.format(name=first, circles=" ".join(f"+{id}" for id in ids)), [*made, change])
