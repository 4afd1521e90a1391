"""What is told while the files are read, where that takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entretien.tui.widgets.chrome import StatusLine

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

_LOOK: Final = 0.1
"""Seconds between two looks at how far it is."""
_SHOWN_AFTER: Final = 5
"""Looks from which it is worth telling."""


class Loading:
    """How far the reading is, as a bar on the line of feedback of the place in front."""

    def __init__(self, app: EntretienApp) -> None:
        self._app = app
        self._done, self._all = 0, 0
        self._looks = 0
        self._timer = app.set_interval(_LOOK, self._tell)

    def report(self, done: int, number: int) -> None:
        """In the thread that reads: so many files of so many are read."""
        self._done, self._all = done, number

    def _tell(self) -> None:
        self._looks += 1
        line = next(iter(self._app.place.query(StatusLine)), None) if self._app.place is not None else None
        if self._app.network is not None:
            self._timer.stop()
            if line is not None:
                line.end_progress()
        elif line is not None and self._all and self._looks >= _SHOWN_AFTER:
            line.show_progress(self._done, self._all)
