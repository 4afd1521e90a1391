"""Writing one setting into config.toml, with everything else in it left as it is."""

from __future__ import annotations

import os
from errno import ELOOP
from typing import Any

from entretien import disk
from entretien.errors import StorageError
from entretien.i18n import _
from entretien.paths import Places
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.toml_edit import edit


def save_setting(places: Places, key: str, value: Any) -> None:
    """Set a key of config.toml, whole or not at all. Raises StorageError; the file stays as it was then.

    Where config.toml is a link, as those who keep their settings together have it, it stays one.
    """
    path = places.config_file
    try:
        disk.make_folder(places.config)
        real = path.resolve()
        if real.is_symlink():
            raise OSError(ELOOP, os.strerror(ELOOP))
        content = read_bytes(real)[0] if real.exists() else b""
        text = decode(path, content)
        said = understand(path, text)
        changed = edit(text, said, {**said, key: value})
        disk.write_whole(real, content[: len(content) - len(text.encode())] + changed.encode())
    except (OSError, RuntimeError, UnusableError) as error:
        raise StorageError(_("{path} can't be written: {error}.").format(path=path, error=error)) from error
