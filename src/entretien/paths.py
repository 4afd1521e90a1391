"""Where things stand: the data folder, the settings, the cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from entretien.dataclass import dataclass
from entretien.errors import UsageError
from entretien.i18n import _


@dataclass(frozen=True, slots=True)
class Places:
    """The three folders that the program uses; nothing outside them is ever written, but for a named export."""

    home: Path
    config: Path
    cache: Path

    @property
    def own(self) -> Path:
        """The program's own folder inside the home: history, journal and lock."""
        return self.home / ".entretien"

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"


def expanded(path: str) -> Path:
    """A path as somebody writes it: `~` is their home folder, where it is known."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def is_so(look: Callable[[], bool]) -> bool:
    """What a look at the disk says, such as `path.exists`; no, where a name is none that it could have."""
    with suppress(OSError, ValueError):
        return look()
    return False


def find_places(home: str | None = None) -> Places:
    """The folders in use: `home` if given, else ENTRETIEN_HOME, else the system's user data folder.

    ENTRETIEN_CONFIG and ENTRETIEN_CACHE move the other two. Raises UsageError for a home that is a file.
    """
    environ = os.environ
    data = home or environ.get("ENTRETIEN_HOME")
    config, cache = environ.get("ENTRETIEN_CONFIG"), environ.get("ENTRETIEN_CACHE")
    if not (data and config and cache):
        from platformdirs import PlatformDirs

        folders = PlatformDirs("entretien", appauthor=False)
        data = data or folders.user_data_dir
        config = config or folders.user_config_dir
        cache = cache or folders.user_cache_dir
    places = Places(*(expanded(p).absolute() for p in (data, config, cache)))
    if is_so(places.home.exists) and not is_so(places.home.is_dir):
        raise UsageError(
            _("{path} is a file, not a folder.").format(path=places.home),
            _("Name a folder with --home or ENTRETIEN_HOME."),
        )
    if is_so(places.home.is_symlink) and not is_so(places.home.exists):
        raise UsageError(
            _("{path} is a link to a folder that isn't there.").format(path=places.home), _("Is a disk missing?")
        )
    return places
