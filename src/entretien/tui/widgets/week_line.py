"""The line above the triage: the week, how far the session is, how much time there is."""

from __future__ import annotations

from typing import Any, Final

from textual.content import Content

from entretien.i18n import _, ngettext
from entretien.triage import Triage
from entretien.tui.widgets.chrome import OneLine
from entretien.tui.widgets.sparkline import track

_SHORTEST: Final = 8
"""Cells below which the bar says nothing."""


class WeekLine(OneLine):
    """As in "Week 48   3 of 9  ━━━╺───   12 of 30 min · room for 3"."""

    def __init__(self) -> None:
        super().__init__(id="week-line")
        self._triage: Triage | None = None
        self._minutes = 0

    def show(self, triage: Triage, minutes: int) -> None:
        """Show how far the session is after so many minutes."""
        self._triage, self._minutes = triage, minutes
        self._draw()

    def on_resize(self) -> None:
        """Fit the width."""
        self._draw()

    def _draw(self) -> None:
        triage, width = self._triage, self.content_size.width
        if triage is None or width <= 0:
            return
        week = _("Week {number}").format(number=triage.network.today.isocalendar().week)
        if not triage.total:
            self.show_text(Content.styled(week, "bold"))
            return
        settled = _("{settled} of {total}").format(settled=triage.settled, total=triage.total)
        time = self._time(triage)
        parts: list[Any] = [(week, "bold"), "   ", (settled, "$foreground")]
        room = width - len(week) - len(settled) - 3 - len(time) - 6
        if room >= _SHORTEST:
            parts += ["  ", *track(triage.settled / triage.total, room), (f"    {time}", "$muted")]
        else:
            parts.append((f"   {time}", "$muted"))
        self.show_text(Content.assemble(*parts).truncate(width, ellipsis=True))

    def _time(self, triage: Triage) -> str:
        whole = triage.network.config.session_minutes
        spent = _("{minutes} of {whole} min").format(minutes=self._minutes, whole=whole)
        room = triage.room(self._minutes)
        left = ngettext("room for {n}", "room for {n}", room) if room else _("the time is up; the rest can wait")
        return f"{spent} · {left}"
