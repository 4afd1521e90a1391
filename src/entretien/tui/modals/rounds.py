"""The timer of speed meetings, over the place in front."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.plaintext import one_line
from entretien.rounds import LONGEST, MOST, SHORTEST, Rounds
from entretien.tui.modals.line import LineModal
from entretien.tui.widgets.rounds_view import RoundsView, rounds_keys
from entretien.words import decimal

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_LENGTH: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:min|mn|m)?\s*(?:[x×*]\s*(\d+))?", re.IGNORECASE)
_COUNT: Final = 10


class RoundsModal(ModalScreen[str]):
    """Escape goes back from the line to the clock, then closes with the summary."""

    app: EntretienApp
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]

    def __init__(self, minutes: float, count: int) -> None:
        super().__init__()
        self._minutes = minutes
        self._count = count

    def compose(self) -> ComposeResult:
        """The timer in a box."""
        app = self.app
        rounds = Rounds(self._minutes, self._count, app.clock)
        with VerticalScroll(classes="dialog -rounds", can_focus=False) as box:
            box.border_subtitle = Content(rounds_keys())
            yield RoundsView(rounds, app.capture_desk, self._book, app.today, app.apply)

    def on_mount(self) -> None:
        """Name the event that runs."""
        title = " ─ ".join(filter(None, (_("Rounds"), one_line(self.app.capture_desk.event_name, 60))))
        self.query_one(VerticalScroll).border_title = Content(title)

    def action_leave(self) -> None:
        """Back from the line to the clock, else close."""
        view = self.query_one(RoundsView)
        if not view.leave_line():
            self.dismiss(view.summary)

    def _book(self) -> Book:
        assert self.app.network is not None
        return self.app.network.book


def length_line() -> LineModal:
    """Ask how long and how many: "2", "1.5 x 12"; the answer is (minutes, rounds)."""
    return LineModal(_("Rounds"), _length, value=f"2 x {_COUNT}", placeholder=_("minutes x rounds: 2 x 10"))


def _length(text: str) -> tuple[tuple[float, int] | None, str]:
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        return None, _("Minutes x rounds: 2 x 10")
    minutes, count = float(found[1].replace(",", ".")), int(found[2] or _COUNT)
    if not SHORTEST <= minutes <= LONGEST:
        return None, _("A round has {least} to {most} minutes.").format(least=decimal(SHORTEST), most=decimal(LONGEST))
    if not 1 <= count <= MOST:
        return None, _("There are 1 to {most} rounds.").format(most=MOST)
    total = math.ceil(minutes * count)
    rounds = ngettext("{n} round", "{n} rounds", count)
    return (minutes, count), ngettext("{rounds}, {n} minute", "{rounds}, {n} minutes", total).format(rounds=rounds)
