"""Quick add: a person in one line, from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from entretien.book import Book
from entretien.i18n import _
from entretien.plaintext import one_line
from entretien.tui.widgets.capture_panel import CapturePanel

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp


class QuickAdd(ModalScreen[None]):
    """The capture line in a box. Enter saves and clears for the next, Escape closes and keeps the draft."""

    app: EntretienApp
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]

    def compose(self) -> ComposeResult:
        """The box, with the running event in its border."""
        app = self.app
        with VerticalScroll(classes="dialog -capture", can_focus=False):
            yield CapturePanel(app.capture_desk, self._book, app.today, app.apply)

    def on_mount(self) -> None:
        """Say what the line is for."""
        self._entitle(self.app.capture_desk.event_name)

    def on_capture_panel_state(self, message: CapturePanel.State) -> None:
        """Say whether a capture is made or corrected."""
        if message.corrects is None:
            self._entitle(self.app.capture_desk.event_name)
        else:
            self._entitle(message.corrects.after.name, correcting=True)

    def action_leave(self) -> None:
        """Back to the draft from a correction, else close; the draft is kept."""
        panel = self.query_one(CapturePanel)
        if panel.is_correcting:
            panel.back_to_draft()
        else:
            self.dismiss(None)

    def _book(self) -> Book:
        assert self.app.network is not None
        return self.app.network.book

    def _entitle(self, name: str, *, correcting: bool = False) -> None:
        box = self.query_one(VerticalScroll)
        title = _("Correct") if correcting else _("Add")
        box.border_title = Content(f"{title} ─ {one_line(name, 60)}" if name else title)
        box.border_subtitle = Content(
            _("Enter correct · ↓ or Esc back to the draft")
            if correcting
            else _("Enter save and next · Esc close (the draft is kept)")
        )
