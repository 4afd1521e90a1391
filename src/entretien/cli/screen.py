"""The commands that open the program on the screen; Textual is imported here and nowhere else in the shell."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import ExitStack
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _

if TYPE_CHECKING:
    from entretien.outlook import Network

_READ_AT_ONCE: Final = 50
"""Files that are read before the program opens; more are read behind its first screen."""


def configure(command: str, parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `demo`."""
    if command == "demo":
        parser.add_argument("--to", metavar=_("DIR"), help=_("write the made-up people to a new folder and stop"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:
    """Open the program, on the user's data or on made-up people."""
    if command == "demo":
        return _demo(shell, args.to)
    return _open(shell)


def _open(shell: Shell) -> int:
    """Show the first card as soon as it is known, and open the program behind it."""
    _need_terminal()
    from entretien.tui.first_paint import FirstPaint, Start

    calendar = None if os.environ.get("ENTRETIEN_TODAY") else date.today
    with ExitStack() as stack:
        paint = FirstPaint.here(shell.config)
        if paint is not None:
            stack.enter_context(paint)
            paint.show_frame()
        network = _known_at_once(shell)
        if paint is not None and network is not None:
            paint.show_card(network, datetime.combine(shell.today, datetime.now().time()))
        from entretien.tui.app import EntretienApp

        app = EntretienApp(
            shell.places, shell.config, shell.today, calendar=calendar, start=Start(shell.store, network, paint)
        )
        app.run()
    return 1 if app.return_code else 0


def _known_at_once(shell: Shell) -> Network | None:
    """The network, if next to nothing has to be read for it; else the program reads it behind the first screen."""

    def only_few(_done: int, number: int) -> None:
        if number > _READ_AT_ONCE:
            raise _TooManyError

    try:
        return shell.store.network(shell.store.load(only_few), shell.today, shell.config).prepared()
    except _TooManyError:
        return None


class _TooManyError(Exception):
    """Reading takes a while."""


def open_add(shell: Shell) -> int:
    """Open the capture line alone, without taking the whole screen; the exit code."""
    gc.enable()
    from entretien.tui.first_line import FirstLine

    with ExitStack() as stack:
        line = FirstLine.here(shell.config)
        if line is not None:
            stack.enter_context(line)
            line.show_frame()
        from entretien.tui.add_app import AddApp

        app = AddApp(shell.places, shell.config, shell.today, line)
        app.run(inline=True)
    return 1 if app.return_code else 0


def open_rounds(shell: Shell, minutes: float, count: int) -> int:
    """Open the timer of speed meetings; the exit code."""
    _need_terminal()
    from entretien.tui.rounds_app import RoundsApp

    app = RoundsApp(shell.places, shell.config, shell.today, minutes, count)
    app.run()
    if app.summary:
        shell.tell(app.summary)
    return 1 if app.return_code else 0


def open_sort(shell: Shell, event: str) -> int:
    """Open the program where those met are sorted: at that event, or everybody met lately; the exit code."""
    _need_terminal()
    from entretien.tui.app import EntretienApp
    from entretien.tui.screens.sort import SortScreen

    app = EntretienApp(shell.places, shell.config, shell.today, over=lambda: SortScreen(event))
    app.run()
    return 1 if app.return_code else 0


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("The program needs a terminal."), _("In a script, use a command such as `entretien due --json`.")
        )


def _demo(shell: Shell, folder: str | None) -> int:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from entretien.dataclass import replace
    from entretien.demo import write_demo
    from entretien.paths import Places, expanded, is_so

    if folder is not None:
        home = expanded(folder).absolute()
        if is_so(home.exists) and not (home.is_dir() and not any(home.iterdir())):
            raise UsageError(_("{path} is not empty.").format(path=home), _("Name a new folder."))
        write_demo(Places(home, home / "config", home / "cache"), shell.today)
        shell.out(str(home))
        return 0
    with TemporaryDirectory(prefix="entretien-demo-") as temporary:
        root = Path(temporary)
        places = Places(root / "home", root / "config", root / "cache")
        write_demo(places, shell.today)
        return _open(replace(shell, places=places))
