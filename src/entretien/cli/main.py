"""The command line: finds the command, runs it, turns errors into one clear sentence and an exit code.

Exit codes: 0 done; 1 it could not be done, or `doctor` found something; 2 the words don't say enough; 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from entretien import __version__
from entretien.cli.shell import Shell
from entretien.dataclass import dataclass
from entretien.errors import EntretienError
from entretien.i18n import N_, _, language_from_environment, ngettext, set_language
from entretien.plaintext import on_one_line, printable

if TYPE_CHECKING:
    from typing import NoReturn, Protocol

    from entretien.storage.scout import Scout

    class CommandModule(Protocol):
        """What a module of this package offers for each of its commands."""

        def configure(self, command: str, parser: argparse.ArgumentParser) -> None:
            """Declare the command's arguments."""

        def run(self, command: str, shell: Shell, args: argparse.Namespace) -> int:
            """Carry out the command; the exit code."""


@dataclass(frozen=True, slots=True)
class ShellCommand:
    """A command of the shell: where it lives and what it is for."""

    name: str
    module: str
    summary: str


COMMANDS: Final[tuple[ShellCommand, ...]] = (
    ShellCommand("due", "people", N_("who to get in touch with now, and why")),
    ShellCommand("list", "people", N_("contacts, or those that a query finds")),
    ShellCommand("show", "people", N_("one contact: card, relationship, timeline")),
    ShellCommand("why", "people", N_("why somebody is in the queue or not, and every measure in words")),
    ShellCommand("log", "record", N_("write down what happened with somebody")),
    ShellCommand("add", "record", N_("add a person in one line; without text, opens the line")),
    ShellCommand("edit", "record", N_("open a contact's file in your editor")),
    ShellCommand("event", "event", N_("event mode: start, stop, list, show, rounds, sort")),
    ShellCommand("plan", "plan", N_("the coming weeks: what the rhythms ask for and what fits")),
    ShellCommand("import", "exchange", N_("bring people in from a file of another program")),
    ShellCommand(
        "export", "exchange_out", N_("everybody, a query, a circle or one person as a file of another program")
    ),
    ShellCommand("duplicates", "exchange_same", N_("pairs of contacts that may be one person, and why")),
    ShellCommand("merge", "exchange_same", N_("make one card of two")),
    ShellCommand("not-same", "exchange_same", N_("remember that two contacts are two people")),
    ShellCommand("agenda", "exchange_agenda", N_("the next days' meetings, with who will be there")),
    ShellCommand("undo", "files", N_("undo the last action")),
    ShellCommand("redo", "files", N_("do again what was undone")),
    ShellCommand("history", "files", N_("what was done, newest first")),
    ShellCommand("doctor", "files", N_("files that could not be read, and why")),
    ShellCommand("erase", "files", N_("forget a person for good")),
    ShellCommand("path", "files", N_("where the files are")),
    ShellCommand("demo", "screen", N_("look around with made-up people in a temporary folder")),
)


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
            _module(command.module).configure(command.name, sub)
    return parser


def run(argv: Sequence[str], scout: Scout | None = None) -> int:
    """Run the command line `argv` (without the program's name) and give the exit code.

    A `scout` may be looking at the contacts already.

    The parser speaks through our translations: its own look for catalogues on the disk at each word.
    """
    set_language(language_from_environment())
    vars(argparse).update(_=_, ngettext=ngettext)
    args = build_parser(_named(argv) if argv else "").parse_args(argv)
    try:
        shell = Shell.open(args.home, scout)
        name = _MODULES[args.command] if args.command else "screen"
        if name not in _BRIEF:
            gc.enable()
        module = _module(name)
        if scout is not None:
            scout.meanwhile = getattr(module, "MEANWHILE", ())
        code = module.run(args.command or "", shell, args)
        sys.stdout.flush()
    except EntretienError as error:
        sys.stdout.flush()
        said = "\n".join(filter(None, (on_one_line(error.message), printable(error.hint))))
        sys.stderr.write(_("entretien: {error}").format(error=said) + "\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        said = ": ".join(
            filter(None, (error.filename and on_one_line(str(error.filename)), error.strerror or str(error)))
        )
        sys.stderr.write(_("entretien: {error}").format(error=said) + "\n")
        return 1
    return code


_BRIEF: Final = frozenset({"people", "record"})
"""The modules whose commands are over before there is any garbage worth collecting."""

_MODULES: Final = {command.name: command.module for command in COMMANDS}


def _named(argv: Sequence[str]) -> str | None:
    """The command that the words name; None where they name none, or one that doesn't exist."""
    words = iter(argv)
    for word in words:
        if word == "--home":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in _MODULES else None
    return None


def _common(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    parser.add_argument("--home", metavar=_("DIR"), default=default, help=_("the data folder; also ENTRETIEN_HOME"))


def _module(name: str) -> CommandModule:
    module: CommandModule = importlib.import_module(f"entretien.cli.{name}")
    return module
