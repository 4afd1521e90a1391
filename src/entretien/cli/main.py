"""The command line: finds the command, runs it, turns errors into one clear sentence and an exit code.

Exit codes: 0 done; 1 it could not be done, or `doctor` found something; 2 the words don't say enough; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, cast

from entretien.cli.commands import MODULES, command_module
from entretien.cli.shell import Shell
from entretien.errors import EntretienError
from entretien.i18n import _, language_from_environment, set_language
from entretien.plaintext import on_one_line, printable

if TYPE_CHECKING:
    import argparse

    from entretien.cli.commands import BriefModule
    from entretien.storage.scout import Scout


def run(argv: Sequence[str], scout: Scout | None = None) -> int:
    """Run the command line `argv` (without the program's name) and give the exit code.

    A `scout` may be looking at the contacts already.
    """
    set_language(language_from_environment())
    args = _words_alone(argv)
    if args is None:
        from entretien.cli.parser import parsed

        args = parsed(argv)
    try:
        shell = Shell.open(args.home, scout)
        name = MODULES[args.command] if args.command else "screen"
        module = command_module(name)
        if name not in _BRIEF:
            gc.enable()
        elif scout is not None:
            scout.meanwhile = cast("BriefModule", module).MEANWHILE
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

_WORDY: Final = frozenset({"add", "list", "log"})
"""The commands that say in `arguments` what their words mean, if nothing but words is given."""


def _words_alone(argv: Sequence[str]) -> argparse.Namespace | None:
    """What the parser makes of a command and words without an option, told without it: it takes its time."""
    if len(argv) < 2 or argv[0] not in _WORDY or any(word.startswith("-") for word in argv):
        return None
    command, *words = argv
    module = cast("BriefModule", command_module(MODULES[command]))
    return cast("argparse.Namespace", SimpleNamespace(command=command, home=None, **module.arguments(command, words)))
