"""`entretien add` alone: just the capture line, inside the terminal's own flow, ready before anything is read."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from entretien.book import Book
from entretien.config import Config
from entretien.errors import EntretienError
from entretien.i18n import _
from entretien.model.change import Change
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.capture_desk import CaptureDesk
from entretien.tui.themed_app import ThemedApp
from entretien.tui.widgets.capture_panel import CapturePanel


class AddApp(ThemedApp):
    """One line, saved on Enter and cleared for the next; Escape leaves. The people are read while one types."""

    CSS_PATH: ClassVar = ["styles/frame.tcss", "styles/quick_add.tcss", "styles/add_app.tcss"]
    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave"), ("ctrl+c", "leave"), ("ctrl+d", "leave")]

    def __init__(self, places: Places, config: Config, today: date) -> None:
        super().__init__(config.theme)
        self.today = today
        self.store = Store(places, history_steps=config.history_steps, history_days=config.history_days)
        self.desk = CaptureDesk(config)
        self._book = Book()

    def compose(self) -> ComposeResult:
        """The line in its frame."""
        with Vertical(classes="dialog -capture") as frame:
            frame.border_title = Content(_("Add"))
            frame.border_subtitle = Content(_("Enter save and next · Esc leave"))
            yield CapturePanel(self.desk, lambda: self._book, self.today, self._apply)

    def on_mount(self) -> None:
        """Read the people in a thread."""
        self.run_worker(self._load, thread=True, group="load")

    def action_leave(self) -> None:
        """Back to the draft from a correction, else leave."""
        panel = self.query_one(CapturePanel)
        if panel.is_correcting:
            panel.back_to_draft()
        else:
            self.exit()

    def _load(self) -> None:
        try:
            book = self.store.load()
        except EntretienError as error:
            self.call_from_thread(self.exit, None, 1, str(error))
            return
        self.call_from_thread(self._loaded, book)

    def _loaded(self, book: Book) -> None:
        self._book = book
        self.desk.look_at(book, self.today)
        if self.desk.event_name:
            self.query_one(Vertical).border_title = Content(f"{_('Add')} ─ {self.desk.event_name}")
        self.query_one(CapturePanel).look_again()

    def _apply(self, change: Change) -> bool:
        try:
            receipt = self.store.commit(change)
        except EntretienError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self._book = self._book.with_edits(receipt.edits)
        return True
