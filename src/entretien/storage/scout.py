"""A look at the folder of the contacts by a process of its own, which begins before the command is even imported.

To list ten thousand files and ask for the stamp of each takes as long as all else that a quick command does. It can't
be left out, as anybody may have edited any of them; but it can be done on another processor meanwhile. The answers are
the same, because what a scout has seen counts only

- for the folder that it was sent to, by the very path that the command works with, and once: who looks again looks
  with their own eyes;
- with what the command itself saw there meanwhile: it goes through the files from the end, where it has nothing else to
  do, until the two meet;
- if the log of changes has the version that it had before the scout looked. The command makes sure that no change is
  under way in a log of this version, and asks for the version again when it has read what changed, just as with a look
  of its own: so no program's change, ours or another's, was half-way at any time in between.

The stamps are older by the milliseconds that the command took to be imported. A file that is edited in that time is as
one that is edited when the command has answered; where a file is read, what counts is what it says then, and the stamp
that it has then. Where no scout can be had, where it dies or where what it says is cut short, the command looks itself.

It is imported first and by itself: nothing here imports what takes time.
"""

from __future__ import annotations

import marshal
import os
import sys

from entretien.storage.stamps import SIZE, stamps_by, stamps_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Final, NoReturn

    Hear = Callable[["Seen", int, bytes], None]
    """Told what is seen so far, the number of a file in it, and the stamps from that file on."""

_LOOKING: Final = frozenset({"due", "list", "show", "why"})
"""The commands that look at everybody."""

_KILLED: Final = 9
_LENGTH: Final = 4
"""Bytes that say how long the listing is; the stamps follow it."""
_PROCESSOR: Final = 36
"""Which of the fields behind the name in /proc/PID/stat says on which processor a process is."""
_PIECE: Final = 256
"""Files of which the stamps are told in one go."""
_AHEAD: Final = 2
"""Pieces that the scout may have begun before it hears that the command takes one."""
_MOST: Final = 4096
"""More pieces than a command takes before the scout looks again."""
_ROOM: Final = 1 << 20
"""Bytes that a pipe may hold, so that the scout need not wait for the command to say what it saw."""


class Seen:
    """What a scout saw in a folder."""

    def __init__(self, listing: str) -> None:
        self.listing = listing
        """The names of all files in order, with a slash between two."""
        self.stamps = b""
        """Theirs, as `stamps` has them, when all are known."""
        self._names: list[str] | None = None

    @property
    def names(self) -> list[str]:
        """The names of all files, in order."""
        if self._names is None:
            self._names = self.listing.split("/") if self.listing else []
        return self._names


class Scout:
    """A process that looks at a folder. It is to be dismissed in the end, whether it was asked or not."""

    def __init__(self, folder: str, process: int, report: int, claims: int) -> None:
        self._folder = folder
        self._process = process
        self._report = report
        self._claims = claims
        self.meanwhile: Sequence[str] = ()
        """Modules that are imported while it is waited for: those that are needed if a file was changed."""

    @classmethod
    def send(cls, folder: str, log: str) -> Scout | None:
        """Send one out to a folder whose changes a log tells of; None where that can't be done or wouldn't help."""
        if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
            return None
        pipes: list[int] = []
        try:
            pipes += os.pipe()
            pipes += os.pipe()
            process = os.fork()
        except OSError:
            for end in pipes:
                os.close(end)
            return None
        report, tell, hear, claims = pipes
        if process == 0:
            _look(folder, log, tell, hear)
        os.close(tell)
        os.close(hear)
        import fcntl

        try:  # noqa: SIM105 - what would say it shorter takes time to import
            fcntl.fcntl(report, fcntl.F_SETPIPE_SZ, _ROOM)
        except OSError:
            pass
        return cls(folder, process, report, claims)

    def seen(self, folder: str, version: tuple[int, ...], hear: Hear | None = None) -> Seen | None:
        """What it saw, if it was in this folder while the log had this version; waits for it. None a second time.

        `hear` is told it piece by piece as it comes, also where it is cut short in the end.
        """
        if self._report < 0 or folder != self._folder:
            return None
        try:
            before, listing = marshal.loads(self._read(int.from_bytes(self._read(_LENGTH), "big")))
            if before != version:
                return None
            seen = Seen(listing)
            seen.stamps = self._stamps(seen, hear)
        except (OSError, EOFError, ValueError, TypeError):
            return None
        finally:
            self._close()
        return seen

    def _stamps(self, seen: Seen, hear: Hear | None) -> bytes:
        """The stamps of all files: the first as they are told, the last by looking while one waits."""
        count = seen.listing.count("/") + 1 if seen.listing else 0
        pieces = range(0, count, _PIECE)
        told: list[bytes] = []
        looked: list[bytes] = []
        while (left := len(pieces) - len(told) - len(looked)) > 0:
            if left > _AHEAD and not self.meanwhile and not self._is_told():
                os.write(self._claims, b".")
                first = pieces[-1 - len(looked)]
                stamps = stamps_of(self._folder, seen.names[first : first + _PIECE])
                looked.insert(0, stamps)
            else:
                first = pieces[len(told)]
                stamps = self._read(min(_PIECE, count - first) * SIZE)
                told.append(stamps)
            if hear is not None:
                hear(seen, first, stamps)
        return b"".join(told + looked)

    def _is_told(self) -> bool:
        """Whether more of the report is there."""
        from select import POLLIN, poll

        report = poll()
        report.register(self._report, POLLIN)
        return bool(report.poll(0))

    def _read(self, length: int) -> bytes:
        """So many bytes of the report, when they are there. Raises EOFError where they don't come."""
        parts: list[bytes] = []
        while length > 0:
            while self.meanwhile and not self._is_told():
                module, *self.meanwhile = self.meanwhile
                __import__(module)
            part = os.read(self._report, length)
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def dismiss(self) -> None:
        """End it, whatever it is doing."""
        self._close()
        try:
            os.kill(self._process, _KILLED)
            os.waitpid(self._process, 0)
        except OSError:
            pass

    def _close(self) -> None:
        if self._report >= 0:
            os.close(self._report)
            os.close(self._claims)
            self._report = -1


def scout_for(words: Sequence[str]) -> Scout | None:
    """A scout for the command line `words`, if its command will look at everybody.

    To look for nothing does no harm, nor does not to look: the command line is not understood here, but guessed.
    """
    home, rest = _home_and_rest(words)
    if not rest or not home:
        return None
    command, said = rest[0], rest[1:]
    folder = f"{home}/contacts"
    if (
        command in _LOOKING
        or (command == "add" and _names_somebody(" ".join(said)))
        or (command == "log" and said and not any(os.path.lexists(f"{folder}/{word}.toml") for word in said))
    ):
        return Scout.send(folder, f"{home}/.entretien/history")
    return None


def log_version(path: str) -> tuple[int, ...]:
    """`Log.version`. Raises OSError where the log can't be read."""
    try:
        log = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return ()
    status = os.fstat(log)
    return status.st_size, status.st_ino, *os.pread(log, 1, max(0, status.st_size - 1))


def _look(folder: str, log: str, tell: int, hear: int) -> NoReturn:
    """What the scout does. It holds on to nothing that the command was given but its ends of the two pipes."""
    try:
        os.closerange(0, tell)
        os.closerange(tell + 1, hear)
        os.closerange(hear + 1, 1024)
        os.set_blocking(hear, False)
        _go_elsewhere()
        version = log_version(log)
        os.chdir(folder)
        names, listing = _listing()
        report = marshal.dumps((version, listing))
        _tell(tell, len(report).to_bytes(_LENGTH, "big") + report)
        left = len(range(0, len(names), _PIECE))
        for piece, first in enumerate(range(0, len(names), _PIECE)):
            left -= _claimed(hear)
            if piece >= left:
                break
            _tell(tell, stamps_by(os.stat, names[first : first + _PIECE]))
    finally:
        os._exit(0)


def _listing() -> tuple[list[bytes] | list[str], str]:
    """The names of the files in the folder that one is in, and all in one, in the order of the latter.

    Names of bytes are looked up sooner, and stand in the same order where there is nothing but ASCII.
    """
    names = sorted(os.listdir(b"."))  # noqa: PTH208 - ten thousand paths take their time
    listing = b"/".join(names)
    if listing.isascii():
        return names, listing.decode()
    texts = sorted(map(os.fsdecode, names))
    return texts, "/".join(texts)


def _claimed(hear: int) -> int:
    """How many more pieces the command takes itself."""
    try:
        return len(os.read(hear, _MOST))
    except BlockingIOError:
        return 0


def _go_elsewhere() -> None:
    """Leave the processor that the command is on: a new process shares it for some milliseconds, else."""
    try:
        command = os.open(f"/proc/{os.getppid()}/stat", os.O_RDONLY)
        here = int(os.read(command, 4096).rpartition(b")")[2].split()[_PROCESSOR])
        os.close(command)
        everywhere = os.sched_getaffinity(0)
        os.sched_setaffinity(0, everywhere - {here})
        os.sched_setaffinity(0, everywhere)
    except (OSError, ValueError, IndexError):
        pass


def _tell(pipe: int, report: bytes) -> None:
    rest = memoryview(report)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _names_somebody(line: str) -> bool:
    """Whether a line may name an organisation, a tag or a person that somebody's file knows."""
    return ":" in line or any(word[0] in "@#" or word.lower() == "via" for word in line.split())


def _home_and_rest(words: Sequence[str]) -> tuple[str, list[str]]:
    """The home that `find_places` will find, as far as that can be told in no time, and the words without options."""
    given = ""
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--home":
            given = next(left, "")
        elif word.startswith("--home="):
            given = word.removeprefix("--home=")
        elif not word.startswith("-"):
            rest.append(word)
    environ = os.environ
    home = given or environ.get("ENTRETIEN_HOME")
    if not home:
        data = environ.get("XDG_DATA_HOME", "")
        home = f"{data if data.strip() else '~/.local/share'}/entretien"
    home = os.path.join(os.getcwd(), os.path.expanduser(home))  # noqa: PTH109, PTH111, PTH118 - no time for `Path`
    return "/" + "/".join([part for part in home.split("/") if part not in ("", ".")]), rest
