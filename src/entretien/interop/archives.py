"""What a zip archive holds that could be read: the exports of LinkedIn and WhatsApp come as such."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.source import LARGEST_WHOLE, Source

MOST_MEMBERS: Final = 20_000
"""Files in an archive that are looked at."""
_MAGIC: Final = b"PK\x03\x04"
_SUFFIXES: Final = frozenset({".csv", ".vcf", ".txt", ".json", ".ics", ".md", ".mbox"})


def is_archive(source: Source) -> bool:
    """Whether a file is a zip archive."""
    return source.head.startswith(_MAGIC)


def members(path: Path) -> list[Source]:
    """The files in an archive that may hold people, those too large to be sensible left out; archives in it stay shut.

    Raises UnreadableSourceError for an archive that is damaged or has none.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = [
                Source(path, info.filename)
                for info in archive.infolist()[:MOST_MEMBERS]
                if Path(info.filename).suffix.lower() in _SUFFIXES and info.file_size <= LARGEST_WHOLE
            ]
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise UnreadableSourceError(_("{path} can't be read: {error}").format(path=path, error=error)) from error
    if not found:
        raise UnreadableSourceError(
            _("{path}: there is nothing in this archive that could be imported.").format(path=path),
            _("Unpack it and import the file you mean."),
        )
    return found
