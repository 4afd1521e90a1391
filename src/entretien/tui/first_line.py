"""`entretien add` before Textual is there: the frame of the line, in which one types already."""

from __future__ import annotations

import os
from typing import Final

from entretien.i18n import _
from entretien.tui.early_terminal import EarlyTerminal

_HEIGHT: Final = 15
"""Lines of the frame; see quick_add.tcss."""
_MOST: Final = 120
"""Its columns at most; see add_app.tcss."""


class FirstLine(EarlyTerminal):
    """The frame where the cursor is. The terminal itself shows what is typed, until Textual reads it."""

    OPEN = ""
    CLOSE = "\x1b[0m\x1b8\x1b[J"
    LEAST = os.terminal_size((70, _HEIGHT + 2))
    ECHO = True

    def show_frame(self) -> None:
        """Draw the frame, and leave the cursor in it; `hand_over` puts it back to where the frame begins."""
        width = min(self.size.columns, _MOST)
        title, hint = f" {_('Add')} ", f" {_('Enter save and next · Esc leave')} "
        edge, ink, muted = self.style("accent"), self.style("text"), self.style("muted")
        above = f"{edge}╭─{title}{'─' * (width - len(title) - 3)}╮"
        inside = f"{edge}│{ink}{' ' * (width - 2)}{edge}│"
        below = f"{edge}╰{'─' * (width - len(hint) - 3)}{muted}{hint}{edge}─╯"
        lines = "\r\n".join((above, *[inside] * (_HEIGHT - 2), below))
        self.write(f"{lines}\r\x1b[{_HEIGHT - 1}A\x1b7\x1b[1B\x1b[2C{ink}")

    def hand_over(self) -> None:
        """Let Textual draw over the frame."""
        self.write("\x1b[0m\x1b8")
        super().hand_over()
