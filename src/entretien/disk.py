"""The few things that are done to the disk, each durable when it returns. Folders are 0700, files 0600."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import ELOOP
from pathlib import Path
from typing import Final

TEMPORARY: Final = ".entretien-"
"""How the names of files begin that are not yet, or no longer, anybody's."""

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_LOOSE: Final = 0o077
_MANY: Final = 64
_WRITERS: Final = 8
"""From so many files on, so many are made durable at a time: the disk then waits once for several."""


def make_folder(path: Path) -> None:
    """Create a folder (and those above it), or make the one that is there private."""
    if path.is_dir():
        if path.stat().st_mode & _LOOSE:
            path.chmod(_FOLDER_MODE)
    else:
        make_new_folder(path)


def make_own_folder(path: Path) -> None:
    """The same for a folder of the program's own, which is never a link to elsewhere."""
    if path.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP), str(path))
    make_folder(path)


def make_new_folder(path: Path) -> None:
    """Create a folder, and those above it, where there is none."""
    if path.is_dir():
        return
    make_new_folder(path.parent)
    path.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    path.chmod(_FOLDER_MODE)
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Put content in the place of a file, whole or not at all. The folder must be there."""
    made: list[Path] = []
    try:
        write_temporaries([(path, content)], made)
        made[0].replace(path)
    except BaseException:
        discard(made)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_temporaries(contents: Iterable[tuple[Path, bytes]], made: list[Path]) -> None:
    """Write a new durable file beside each path. `made` gets their names one by one, also where this fails."""
    for path, content in contents:
        temporary = path.parent / f"{TEMPORARY}{os.urandom(6).hex()}.tmp"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
        made.append(temporary)
        try:
            os.fchmod(descriptor, _FILE_MODE)
            write_all(descriptor, content)
        finally:
            os.close(descriptor)
    if len(made) < _MANY:
        for temporary in made:
            _sync_file(temporary)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_WRITERS) as writers:
        list(writers.map(_sync_file, made))


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(paths: Iterable[Path]) -> None:
    """Remove files that nobody needs, as far as they are there and can be removed."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def sweep(folders: Iterable[Path]) -> None:
    """Remove what an interrupted write left behind. The lock must be held."""
    for folder in folders:
        if folder.is_symlink():
            continue
        with suppress(OSError):
            discard(path for path in folder.iterdir() if path.name.startswith(TEMPORARY))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock at `path`, waiting for it; the system releases it when a process dies."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, _FILE_MODE)
    try:
        if os.fstat(descriptor).st_mode & 0o777 != _FILE_MODE:
            os.fchmod(descriptor, _FILE_MODE)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
