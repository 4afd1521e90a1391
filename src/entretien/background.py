"""Work behind a screen, which goes first: what is worked out in another thread must not keep a key waiting."""

from __future__ import annotations

import sys
import time
from _thread import get_ident
from typing import Final

_TURN: Final = 0.001
"""Seconds after which a thread lets go of the interpreter if another waits for it."""
_MOMENT: Final = 0.0002
"""Seconds in which a thread that waits wakes up."""

_screen: int | None = None


def screen_goes_first() -> None:
    """Say that this is the thread that answers keys."""
    global _screen
    _screen = get_ident()
    sys.setswitchinterval(_TURN)


def give_way() -> None:
    """Between two parts of some work: let the screen go on, if there is one and this is another thread.

    Whoever reads file after file lets go of the interpreter all the time, and has it back before another has woken up.
    """
    if _screen is not None and _screen != get_ident():
        time.sleep(_MOMENT)
