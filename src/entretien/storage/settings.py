"""Writing one setting into config.toml, with everything else in it left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from entretien.errors import StorageError
from entretien.i18n import _
from entretien.paths import Places
from entretien.storage import disk
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.toml_edit import edit


def save_setting(places: Places, key: str, value: Any) -> None:
    """Set a key of config.toml, whole or not at all. Raises StorageError; the file stays as it was then."""
    path = places.config_file
    made: list[Path] = []
    try:
        text = decode(path, read_bytes(path)[0]) if path.exists() else ""
        said = understand(path, text)
        changed = edit(text, said, {**said, key: value})
        disk.make_folder(places.config)
        disk.write_temporaries([(path, changed.encode())], made)
        made[0].replace(path)
        disk.sync_folder(places.config)
    except (OSError, UnusableError) as error:
        disk.discard(made)
        raise StorageError(_("{path} can't be written: {error}.").format(path=path, error=error)) from error
