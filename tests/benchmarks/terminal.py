"""A program in a terminal of its own: from the byte of a key to the last byte of the repaint."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType
from typing import Final, Self

COLUMNS: Final = 120
LINES: Final = 40
_AT_ONCE: Final = 1 << 16
_PATIENCE: Final = 300.0


class Terminal:
    """A pseudo-terminal with a program in it; the program ends with the block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = perf_counter()
        self.written = b""
        """What came since the last key, or since the start."""
        self._last = self.started
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def seconds_until(self, marker: str) -> float:
        """Seconds from the start until a text is on the terminal."""
        sought = marker.encode()
        while sought not in self.written:
            if not self._read(_PATIENCE):
                raise RuntimeError(f"{marker!r} never came; the last was {self.written[-500:]!r}")
        return self._last - self.started

    def seconds_until_file(self, path: Path) -> float:
        """Seconds from the start until a file is there, read meanwhile."""
        while not path.exists():
            if perf_counter() - self.started > _PATIENCE:
                raise RuntimeError(f"{path} never came; the last was {self.written[-500:]!r}")
            self._read(0.2)
        return perf_counter() - self.started

    def wait(self, seconds: float) -> None:
        """Read for so long."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            self._read(left)

    def settle(self, quiet: float = 1.0) -> None:
        """Read until the program doesn't work any more: a blinking cursor isn't work."""
        while True:
            before = self.work()
            self.wait(quiet)
            if self.work() - before < 0.05 * quiet:
                return

    def key(self, keys: str, quiet: float = 0.1) -> float:
        """Press a key; seconds until the last byte of what it does, after which nothing comes for `quiet` seconds."""
        self.written = b""
        pressed = self._last = perf_counter()
        os.write(self._file, keys.encode())
        while (left := self._last + quiet - perf_counter()) > 0:
            self._read(left)
        return self._last - pressed

    def work(self) -> float:
        """The seconds of the processor that the program has used."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            sleep(1.0)
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """The bytes of the program that are in memory; 0 where the system doesn't tell."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return False
        try:
            found = os.read(self._file, _AT_ONCE)
        except OSError:
            return False
        self._last = perf_counter()
        self.written += found
        return bool(found)
