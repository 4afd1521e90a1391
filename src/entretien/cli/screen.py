"""The commands that open the program on the screen; Textual is imported here and nowhere else in the shell."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _


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
    _need_terminal()
    from entretien.tui.app import EntretienApp

    calendar = None if os.environ.get("ENTRETIEN_TODAY") else date.today
    app = EntretienApp(shell.places, shell.config, shell.today, calendar=calendar)
    app.run()
    return 1 if app.return_code else 0


def open_add(shell: Shell) -> int:
    """Open the capture line alone, without taking the whole screen; the exit code."""
    from entretien.tui.add_app import AddApp

    app = AddApp(shell.places, shell.config, shell.today)
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
    from dataclasses import replace
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from entretien.demo import write_demo
    from entretien.paths import Places

    if folder is not None:
        home = Path(folder).expanduser().absolute()
        if home.exists() and any(home.iterdir()):
            raise UsageError(_("{path} is not empty.").format(path=home), _("Name a new folder."))
        write_demo(Places(home, home / "config", home / "cache"), shell.today)
        shell.out(str(home))
        return 0
    with TemporaryDirectory(prefix="entretien-demo-") as temporary:
        root = Path(temporary)
        places = Places(root / "home", root / "config", root / "cache")
        write_demo(places, shell.today)
        return _open(replace(shell, places=places))
