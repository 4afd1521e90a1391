"""The command line with its options: what they are called, and what is said of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from entretien import __version__
from entretien.cli.commands import COMMANDS, MODULES, command_module
from entretien.i18n import _, ngettext
from entretien.plaintext import printable

if TYPE_CHECKING:
    from typing import NoReturn


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """What the command line says. Exits with what is wrong with it, or with the help that it asks for.

    The parser speaks through our translations: its own would be looked for on the disk at each word.
    """
    vars(argparse).update(_=_, ngettext=ngettext)
    return build_parser(_named(argv) if argv else "").parse_args(argv)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, with the command that explains more."""

    def _get_formatter(self) -> argparse.HelpFormatter:
        """One that knows the width already: to find out, the standard one imports what packs archives."""
        try:
            columns = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
        except (ValueError, OSError):
            columns = 80
        return argparse.HelpFormatter(self.prog, width=columns - 2)

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(
            _("{program}: {message}\nSee `{program} --help`.\n").format(program=self.prog, message=printable(message))
        )
        raise SystemExit(2)


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line, or with one command's arguments alone, which is quicker; "": with none."""
    parser = _Parser(
        prog="entretien",
        description=_("Keep up your professional network. Without a command: opens the program."),
        epilog=_("WHO is an id or an unambiguous part of a name. Every reading command takes --json."),
    )
    _common(parser)
    version = f"entretien {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("show the version and exit"))
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser, prog=parser.prog)
    for command in COMMANDS:
        if only in (None, command.name):
            sub = commands.add_parser(command.name, help=_(command.summary), description=_(command.summary))
            _common(sub, default=argparse.SUPPRESS)
            command_module(command.module).configure(command.name, sub)
    return parser


def _named(argv: Sequence[str]) -> str | None:
    """The command that the words name; None where they name none, or one that doesn't exist."""
    words = iter(argv)
    for word in words:
        if word == "--home":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in MODULES else None
    return None


def _common(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    parser.add_argument("--home", metavar=_("DIR"), default=default, help=_("the data folder; also ENTRETIEN_HOME"))
