"""What the small apps around the capture line share: the people, read while one types, and the way to save."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from entretien.book import Book
from entretien.collector import keep_for_good
from entretien.config import Config
from entretien.errors import EntretienError
from entretien.model.change import Change
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.capture_desk import CaptureDesk
from entretien.tui.themed_app import ThemedApp
from entretien.tui.widgets.capture_panel import CapturePanel


class CaptureApp(ThemedApp):
    """An app with one capture line, ready before anything is read."""

    ENABLE_COMMAND_PALETTE: ClassVar = False

    def __init__(self, places: Places, config: Config, today: date) -> None:
        super().__init__(config.theme, places)
        self.today = today
        self.store = Store.configured(places, config)
        self.desk = CaptureDesk(config)
        self._book = Book()

    def on_mount(self) -> None:
        """Read the people in a thread."""
        self.run_worker(self._load, thread=True, group="load")

    def book(self) -> Book:
        """Everything as it is now."""
        return self._book

    def commit(self, change: Change) -> bool:
        """Carry out a change; False where it could not be, and the reason is shown."""
        try:
            receipt = self.store.commit(change)
        except EntretienError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self._book = self._book.with_edits(receipt.edits)
        return True

    def show_book(self) -> None:
        """The people are there."""
        self.query_one(CapturePanel).look_again()

    def _load(self) -> None:
        try:
            book = self.store.load()
        except EntretienError as error:
            self.call_from_thread(self.exit, None, 1, str(error))
            return
        self.call_from_thread(self._loaded, book)

    def _loaded(self, book: Book) -> None:
        keep_for_good()
        self._book = book
        self.desk.look_at(book, self.today)
        self.show_book()
