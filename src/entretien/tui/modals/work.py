"""A piece of work that takes its time: done in a thread, told as it goes, called off with Escape."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from entretien.errors import EntretienError
from entretien.i18n import _
from entretien.plaintext import one_line

Value = TypeVar("Value")
Report = Callable[[str, int, int], None]
"""What is being done in words, how much is done, and of how much (0: not known)."""

_SHOWN_AFTER: Final = 1.0
"""Seconds from which it is worth telling."""
_LOOK: Final = 0.2


class CalledOffError(Exception):
    """The user has called the work off."""


class WorkModal(ModalScreen[Value | EntretienError | None], Generic[Value]):
    """Gives what the work gives, the error that ended it, or None where it was called off."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "call_off")]

    def __init__(self, title: str, work: Callable[[Report], Value]) -> None:
        """`work` runs in a thread and is called off at its next report; it must then leave no trace."""
        super().__init__(classes="-quiet")
        self._title = title
        self._work = work
        self._called_off = False
        self._report: tuple[str, int, int] = ("", 0, 0)

    def compose(self) -> ComposeResult:
        """What is done, and a bar where it is known how much there is."""
        with Vertical(classes="dialog -work") as box:
            box.border_title = Content(one_line(self._title, 60))
            box.border_subtitle = Content(_("Esc calls it off"))
            yield Static("", markup=False, id="work-words")
            yield ProgressBar(show_eta=False, id="work-bar")

    def on_mount(self) -> None:
        """Begin; show nothing of what is done at once."""
        self.set_timer(_SHOWN_AFTER, self._appear)
        self.set_interval(_LOOK, self._tell)
        self.run_worker(self._run, thread=True, group="work")

    def action_call_off(self) -> None:
        """End the work at its next report."""
        self._called_off = True
        self.query_one("#work-words", Static).update(_("One moment…"))

    def _appear(self) -> None:
        self.remove_class("-quiet")
        self._tell()

    def _tell(self) -> None:
        words, done, total = self._report
        if self._called_off:
            return
        self.query_one("#work-words", Static).update(Content(words))
        bar = self.query_one("#work-bar", ProgressBar)
        bar.display = total > 0
        bar.update(total=max(total, 1), progress=min(done, total))

    def _run(self) -> None:
        """In a thread."""
        result: Value | EntretienError | None
        try:
            result = self._work(self._take_report)
        except EntretienError as error:
            result = error
        except CalledOffError:
            result = None
        self.app.call_from_thread(self.dismiss, result)

    def _take_report(self, words: str, done: int, total: int) -> None:
        """In a thread."""
        if self._called_off:
            raise CalledOffError
        self._report = (words, done, total)
