"""`entretien add` alone: just the capture line, inside the terminal's own flow."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from entretien.config import Config
from entretien.i18n import _
from entretien.paths import Places
from entretien.plaintext import one_line
from entretien.tui.capture_app import CaptureApp
from entretien.tui.first_line import FirstLine
from entretien.tui.widgets.capture_panel import CapturePanel


class AddApp(CaptureApp):
    """One line, saved on Enter and cleared for the next; Escape leaves."""

    CSS_PATH: ClassVar = ["styles/frame.tcss", "styles/quick_add.tcss", "styles/add_app.tcss"]
    INLINE_PADDING = 0
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave"), ("ctrl+c", "leave"), ("ctrl+d", "leave")]

    def __init__(self, places: Places, config: Config, today: date, line: FirstLine | None = None) -> None:
        """`line` is what stands on the terminal already."""
        super().__init__(places, config, today)
        self._line = line

    def on_load(self) -> None:
        """Take the terminal over."""
        if self._line is not None:
            self._line.hand_over()

    def compose(self) -> ComposeResult:
        """The line in its frame."""
        with Vertical(classes="dialog -capture") as frame:
            frame.border_title = Content(_("Add"))
            frame.border_subtitle = Content(_("Enter save and next · Esc leave"))
            yield CapturePanel(self.desk, self.book, self.today, self.commit)

    def action_leave(self) -> None:
        """Back to the draft from a correction, else leave."""
        panel = self.query_one(CapturePanel)
        if panel.is_correcting:
            panel.back_to_draft()
        else:
            self.exit()

    def show_book(self) -> None:
        """Name the event that runs."""
        if self.desk.event_name:
            self.query_one(Vertical).border_title = Content(f"{_('Add')} ─ {one_line(self.desk.event_name, 60)}")
        super().show_book()
