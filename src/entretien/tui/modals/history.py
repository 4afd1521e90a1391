"""What was done, step by step, and what undo and redo would do next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.plaintext import one_line
from entretien.storage.history import Step
from entretien.tui.commands import BY_ID, keys_of
from entretien.tui.spans import Span
from entretien.tui.widgets.row_list import Row, RowList
from entretien.words import short_date

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_UNDO, _REDO = BY_ID["app.undo"], BY_ID["app.redo"]


class StepList(RowList):
    """The steps, newest first; those that were undone stand out faintly."""

    def __init__(self) -> None:
        super().__init__(id="steps")
        self._steps: tuple[Step, ...] = ()
        self._today = date.min

    def show(self, steps: tuple[Step, ...], today: date) -> None:
        """Show these steps."""
        self._steps = steps
        self._today = today
        self.show_rows(len(steps))

    @property
    def step(self) -> Step | None:
        """The one under the cursor."""
        return self._steps[self.cursor] if 0 <= self.cursor < len(self._steps) else None

    def row(self, index: int, width: int) -> Row:
        """A step: its time, its label, how many files."""
        step = self._steps[index]
        at = step.at.astimezone()
        day = at.strftime("%H:%M") if at.date() == self._today else short_date(at.date(), self._today)
        left: list[Span] = [
            (f"{day:<12}", "muted"),
            ("▸ " if step.is_next and not step.undone else "  ", "accent"),
            (step.label, "faint" if step.undone else "bold" if step.is_next else "text"),
        ]
        files = ngettext("{n} file", "{n} files", len(step.files))
        right = [(f"  {_('undone')}" if step.undone else f"  {files}", "faint")]
        return Row(left, right if width >= 40 else [])


class HistoryModal(ModalScreen[None]):
    """The steps that are remembered, also from before the last start. Undo and redo work here too.

    Enter takes back the step under the cursor alone, or does it again: where the last one is barred by a hand edit, the
    others aren't.
    """

    app: EntretienApp
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)"),
        ("enter", "turn"),
        _UNDO.binding(),
        _REDO.binding(),
    ]

    def compose(self) -> ComposeResult:
        """What comes next, then the steps."""
        with Vertical(classes="dialog -history") as box:
            box.border_title = Content(_("History"))
            box.border_subtitle = Content(f"{_('Enter undoes the chosen one, or redoes it')} · {_('Esc close')}")
            yield Static(markup=False, id="next-steps")
            yield StepList()

    def on_mount(self) -> None:
        """Read the history."""
        self._show()

    def action_undo(self) -> None:
        """Undo the step that is marked."""
        self.app.action_undo()
        self._show()

    def on_row_list_chosen(self) -> None:
        """A double click turns it."""
        self.action_turn()

    def action_turn(self) -> None:
        """Undo the step under the cursor, or do it again."""
        step = self.query_one(StepList).step
        if step is not None:
            (self.app.action_redo if step.undone else self.app.action_undo)(step.number)
            self._show()

    def action_redo(self) -> None:
        """Do again the step that was undone last."""
        self.app.action_redo()
        self._show()

    def _show(self) -> None:
        try:
            steps = self.app.store.history()
        except EntretienError as error:
            self.query_one("#next-steps", Static).update(Content.styled(str(error), "$error"))
            return
        undo = next((step for step in steps if step.is_next and not step.undone), None)
        redo = next((step for step in steps if step.is_next and step.undone), None)
        lines: list[Content] = []
        for command, word, step in ((_UNDO, _("undoes"), undo), (_REDO, _("does again"), redo)):
            key = next(iter(keys_of(command, self.app.keys)), "")
            if step is not None:
                label = one_line(step.label, 200)
                lines.append(Content.assemble((key, "bold $accent"), (f" {word}  ", "$muted"), label))
        if not lines:
            lines.append(Content.styled(_("Nothing was done yet."), "$muted"))
        self.query_one("#next-steps", Static).update(Content("\n").join(lines))
        self.query_one(StepList).show(steps, self.app.today)
