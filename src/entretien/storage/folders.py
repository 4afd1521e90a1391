"""In which folder of the home the records of a kind stand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from entretien.errors import StorageError
from entretien.i18n import _
from entretien.model.ids import ID_SHAPE

if TYPE_CHECKING:
    from entretien.model.network import Kind

FOLDERS: Final[dict[Kind, str]] = {
    "contact": "contacts",
    "circle": "circles",
    "event": "events",
    "introduction": "introductions",
    "session": "sessions",
    "template": "templates",
}


def is_inside(home: Path, path: Path) -> bool:
    """Whether a path is below the home, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home))


def leads_out(path: Path) -> StorageError:
    """The refusal to write through a link."""
    return StorageError(
        _("{path} is a link out of the folder; it is read, but never written.").format(path=path),
        _("Put the file itself there to change it here."),
    )


def path_of(home: Path, kind: Kind, id: str) -> Path:
    """Where a record's file stands. Raises StorageError for what can't be an id."""
    if not ID_SHAPE.fullmatch(id):
        raise StorageError(_('"{id}" can\'t be the name of a file here.').format(id=id))
    return home / FOLDERS[kind] / f"{id}.toml"
