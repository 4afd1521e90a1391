"""The files that could not be read, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from entretien.i18n import _, ngettext
from entretien.model.problem import Problem
from entretien.tui.editing import open_in_editor
from entretien.tui.spans import Span
from entretien.tui.widgets.flow import flow
from entretien.tui.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp


class ProblemList(RowList):
    """The problems: where each is, then what is wrong and what to do about it."""

    def __init__(self) -> None:
        super().__init__(id="problems")
        self._home = ""
        self._problems: tuple[Problem, ...] = ()
        self._lines: list[tuple[int, list[Span], bool]] = []
        """The problem a line is about, the line, and whether it is the one that the cursor goes to."""

    def show(self, problems: tuple[Problem, ...], home: str) -> None:
        """Show these problems, the serious ones first."""
        self._home = home
        self._problems = tuple(sorted(problems, key=lambda problem: (not problem.serious, problem.where)))
        self._lay_out()

    def on_resize(self) -> None:
        """Set the reasons for another width."""
        self._lay_out()
        super().on_resize()

    @property
    def problem(self) -> Problem | None:
        """The one under the cursor."""
        return self._problems[self._lines[self.cursor][0]] if 0 <= self.cursor < len(self._lines) else None

    def row(self, index: int, width: int) -> Row:  # noqa: ARG002 - laid out beforehand
        """Where it is, or a line of the reason."""
        _place, spans, is_first = self._lines[index]
        return Row(spans, heading=not is_first)

    def _lay_out(self) -> None:
        width = max(20, self.size.width - 3)
        lines: list[tuple[int, list[Span], bool]] = []
        for place, problem in enumerate(self._problems):
            sign = ("✗ ", "error") if problem.serious else ("! ", "warning")
            lines.append((place, [sign, (problem.where.removeprefix(self._home), "bold")], True))
            for text, style in ((problem.reason, "text"), (problem.hint, "muted")):
                lines += [(place, [("  ", "text"), *line], False) for line in flow([(text, style)], width) if text]
            lines.append((place, [], False))
        self._lines = lines
        self.show_rows(len(lines))


class ProblemsModal(ModalScreen[None]):
    """A bad file is shown, never touched: path, line, reason, what to do. Enter opens it in the editor."""

    app: EntretienApp
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)"), ("enter", "edit")]

    def compose(self) -> ComposeResult:
        """The list, or that there is nothing."""
        with Vertical(classes="dialog -problems") as box:
            box.border_title = Content(_("Files that could not be read"))
            yield ProblemList()
            yield Static(_("Every file was read."), markup=False, id="no-problems")

    def on_mount(self) -> None:
        """Show what is known, then what a closer look finds."""
        self._show(self.app.network.book.problems if self.app.network else ())
        self._look()

    def on_row_list_chosen(self) -> None:
        """A double click opens."""
        self.action_edit()

    def action_edit(self) -> None:
        """Open the file in the editor, and read it again."""
        problem = self.query_one(ProblemList).problem
        if problem is not None:
            open_in_editor(self.app, problem.path)
            self._look()

    def _look(self) -> None:
        self.run_worker(self._examine, thread=True, exclusive=True, group="examine")

    def _examine(self) -> None:
        """In a thread: look at every file, references and permissions too."""
        from entretien.storage.doctor import examine

        found = examine(self.app.store)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        if not self.is_mounted:
            return
        rows = self.query_one(ProblemList)
        rows.show(problems, f"{self.app.places.home}/")
        rows.display = bool(problems)
        self.query_one("#no-problems").display = not problems
        self.query_one(".dialog").border_subtitle = Content(
            f"{ngettext('{n} problem', '{n} problems', len(problems))} · {_('Enter opens it in your editor')}"
            if problems
            else _("Esc close")
        )
