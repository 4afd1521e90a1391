"""Opening a file in the user's editor: $VISUAL, else $EDITOR, run without a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from entretien.errors import EntretienError
from entretien.i18n import _

_USUAL = ("nano", "vim", "vi", "micro", "hx")


def editor_command(environ: os._Environ[str] | dict[str, str] = os.environ) -> list[str]:
    """The editor's command line. Raises EntretienError where none is set and none of the usual ones is installed."""
    chosen = environ.get("VISUAL") or environ.get("EDITOR") or next(filter(shutil.which, _USUAL), "")
    try:
        command = shlex.split(chosen)
    except ValueError:
        command = []
    if not command or shutil.which(command[0]) is None:
        raise EntretienError(
            _('The editor "{editor}" was not found.').format(editor=chosen) if chosen else _("No editor is set."),
            _("Set EDITOR, for example: export EDITOR=nano"),
        )
    return command


def edit_file(path: Path) -> None:
    """Open the file and wait until the editor is closed. Raises EntretienError where it can't be run or failed."""
    command = editor_command()
    try:
        result = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise EntretienError(
            _("{editor} could not be started: {error}").format(editor=command[0], error=error)
        ) from error
    if result.returncode != 0:
        raise EntretienError(
            _("{editor} ended with an error ({code}).").format(editor=command[0], code=result.returncode)
        )
