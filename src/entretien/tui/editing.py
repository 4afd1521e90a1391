"""Opening a file in the user's editor, with the program out of the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from entretien.editor import edit_file
from entretien.errors import EntretienError
from entretien.i18n import _

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp


def open_in_editor(app: EntretienApp, path: Path) -> None:
    """Open a file, wait until the editor is closed, and take in what was written. What goes wrong is shown."""
    try:
        with app.suspend():
            edit_file(path)
    except SuspendNotSupported:
        app.notify(_("An editor can't be opened from here."), severity="error", markup=False)
    except EntretienError as error:
        app.notify(str(error), severity="error", markup=False)
    app.refresh_from_disk()
