"""`entretien event rounds`: the timer of speed meetings by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from entretien.config import Config
from entretien.i18n import _
from entretien.paths import Places
from entretien.plaintext import one_line
from entretien.rounds import Rounds
from entretien.tui.capture_app import CaptureApp
from entretien.tui.widgets.rounds_view import RoundsView, rounds_keys


class RoundsApp(CaptureApp):
    """Rounds, and the line between them; Escape leaves, and `summary` says what it came to."""

    CSS_PATH: ClassVar = ["styles/frame.tcss", "styles/quick_add.tcss", "styles/rounds.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave"), ("ctrl+c,ctrl+d", "exit")]

    def __init__(
        self,
        places: Places,
        config: Config,
        today: date,
        minutes: float,
        count: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`count` rounds of so many `minutes`, measured by the seconds that `clock` gives."""
        super().__init__(places, config, today)
        self._rounds = Rounds(minutes, count, clock)
        self.summary = ""

    def compose(self) -> ComposeResult:
        """The timer in its frame."""
        with VerticalScroll(classes="dialog -rounds", can_focus=False) as frame:
            frame.border_title = Content(_("Rounds"))
            frame.border_subtitle = Content(rounds_keys())
            yield RoundsView(self._rounds, self.desk, self.book, self.today, self.commit)

    def show_book(self) -> None:
        """Name the event that runs."""
        if self.desk.event_name:
            title = f"{_('Rounds')} ─ {one_line(self.desk.event_name, 60)}"
            self.query_one(VerticalScroll).border_title = Content(title)
        super().show_book()

    def action_leave(self) -> None:
        """Back from the line to the clock, else leave."""
        if not self.query_one(RoundsView).leave_line():
            self.action_exit()

    def action_exit(self) -> None:
        """Leave with the summary."""
        self.summary = self.query_one(RoundsView).summary
        self.exit()
