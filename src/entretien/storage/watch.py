"""Telling at once that a file was changed from outside, without looking all the time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from entretien.disk import TEMPORARY
from entretien.storage.folders import FOLDERS
from entretien.storage.loader import look_into

_LOOK_EVERY: Final = 5
"""Quiet seconds between two looks of our own, for folders (on a network) whose changes the system doesn't tell."""
_POLL_EVERY: Final = 0.5
"""Seconds between two looks where the system tells nothing at all."""
_SHARE: Final = 20
"""The looks take at most one part in so many of a processor."""


class Watcher:
    """Calls `on_change`, in a thread of its own, within a second of a change below `home`.

    It is also called for the program's own writes. Use it as a context manager, or `start` and `stop` it.
    """

    def __init__(self, home: Path, on_change: Callable[[], None]) -> None:
        self._home = home
        self._on_change = on_change
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._seen: object = None

    def start(self) -> None:
        """Begin to watch: every change after this call is told."""
        self._seen = self._look()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; `on_change` isn't called any more on return, unless it is this call that it made."""
        self._stop.set()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join()

    def __enter__(self) -> Watcher:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def _run(self) -> None:
        while not self._stop.is_set():
            if self._home.is_dir():
                self._listen()
            self._poll()

    def _listen(self) -> None:
        """Let the system tell, until it can't, there are other folders or `stop` is called.

        Each folder is listened to by itself: what is below is of no interest, and to look for it among a hundred
        thousand files would take a while in which no key is answered.
        """
        try:
            from watchfiles import watch

            folders = self._folders()
            changes = watch(
                *folders,
                recursive=False,
                ignore_permission_denied=True,
                stop_event=self._stop,
                watch_filter=lambda _change, path: _is_data(path),
                debounce=200,
                step=50,
                rust_timeout=1000,
                yield_on_timeout=True,
                raise_interrupt=False,
            )
            quiet = 0
            for batch in changes:
                if batch:
                    self._seen = self._look()
                    self._on_change()
                elif quiet % _LOOK_EVERY == 0:
                    self._compare()
                quiet += not batch
                if self._folders() != folders:
                    return
        except (ImportError, OSError, RuntimeError):
            return

    def _poll(self) -> None:
        started = time.monotonic()
        self._compare()
        self._stop.wait(max(_POLL_EVERY, _SHARE * (time.monotonic() - started)))

    def _compare(self) -> None:
        now = self._look()
        if now != self._seen and not self._stop.is_set():
            self._seen = now
            self._on_change()

    def _folders(self) -> dict[Path, tuple[int, int]]:
        """The folders to listen to, with what tells each from another in its place."""
        found: dict[Path, tuple[int, int]] = {}
        for folder in (self._home, *(self._home / name for name in FOLDERS.values())):
            with suppress(OSError):
                status = folder.stat()
                found[folder] = status.st_dev, status.st_ino
        return found

    def _look(self) -> object:
        return [look_into(self._home, kind)[:3] for kind in FOLDERS]


def _is_data(path: str) -> bool:
    parts = Path(path).parts
    return not parts[-1].startswith(TEMPORARY) and ".entretien" not in parts
