"""In which folder of the home the records of a kind stand."""

from __future__ import annotations

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


def path_of(home: Path, kind: Kind, id: str) -> Path:
    """Where a record's file stands. Raises StorageError for what can't be an id."""
    if not ID_SHAPE.fullmatch(id):
        raise StorageError(_('"{id}" can\'t be the name of a file here.').format(id=id))
    return home / FOLDERS[kind] / f"{id}.toml"
