"""The commands of the shell: which there are, and where each is to be found."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from entretien.i18n import N_
from entretien.namedtuple import NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any, Protocol

    from entretien.cli.shell import Shell

    class CommandModule(Protocol):
        """What a module of this package offers for each of its commands."""

        def configure(self, command: str, parser: argparse.ArgumentParser) -> None:
            """Declare the command's arguments."""

        def run(self, command: str, shell: Shell, args: argparse.Namespace) -> int:
            """Carry out the command; the exit code."""

    class BriefModule(CommandModule, Protocol):
        """A module of commands that are over in no time."""

        MEANWHILE: Sequence[str]
        """See `Scout.meanwhile`."""

        def arguments(self, command: str, words: list[str]) -> dict[str, Any]:
            """What the parser gives for words without an option, for a command that takes any."""


class ShellCommand(NamedTuple):
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

MODULES: Final = {command.name: command.module for command in COMMANDS}
"""The module of each command."""


def command_module(name: str) -> CommandModule:
    """A module of commands, imported when it is needed."""
    module: CommandModule = importlib.import_module(f"entretien.cli.{name}")
    return module
