"""A process that has imported the program, and becomes one of its commands again and again.

    python -m tests.cli.prepared DESCRIPTOR

Starting Python and importing the program takes most of the time of a command. Here it is done once: for each request
that comes over the socket, the process is forked, and the child is a command as any other, with its own environment,
folder, mask, files, and exit code.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import entretien
from entretien.__main__ import main

ROOT = Path(__file__).parents[2]
LARGEST = 1_000_000


class Prepared:
    """The process, as the tests see it."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.prepared", str(theirs.fileno())],
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def run(self, words: Sequence[str], env: Mapping[str, str], stdin: str) -> tuple[int, str, str]:
        """Run a command; its exit code, and what it said on both channels."""
        with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
            given.write(stdin.encode())
            given.seek(0)
            umask = os.umask(0)
            os.umask(umask)
            request = {"words": words, "env": dict(env), "cwd": os.getcwd(), "umask": umask}  # noqa: PTH109
            message = json.dumps(request).encode()
            files = [given.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(self._channel, [f"{len(message):<{len(str(LARGEST))}}".encode()], files)
            self._channel.sendall(message)
            code = int(self._channel.recv(16))
            return code, _said(out), _said(err)

    def close(self) -> None:
        """Let the process end."""
        self._channel.close()
        self._process.wait()


def _said(file: IO[bytes]) -> str:
    """With ends of line as a pipe in text mode has them."""
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n").replace("\r", "\n")


def serve(channel: socket.socket) -> None:
    """Become the commands that are asked for, until nobody asks any more."""
    while True:
        length, files, _flags, _address = socket.recv_fds(channel, len(str(LARGEST)), 3)
        if not length:
            return
        request = json.loads(channel.recv(int(length), socket.MSG_WAITALL))
        child = os.fork()
        if child == 0:
            channel.close()
            os._exit(_become(request, files))
        for file in files:
            os.close(file)
        _pid, status = os.waitpid(child, 0)
        channel.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _become(request: dict[str, Any], files: list[int]) -> int:
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    for number, file in enumerate(files):
        os.dup2(file, number)
    sys.argv = ["entretien", *request["words"]]
    try:
        code: object = main()
    except SystemExit as exit:
        code = exit.code
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else 0 if code is None else 1


def import_everything() -> None:
    """Import what the commands import when they need it; not the screens, which no command without a terminal opens."""
    for module in pkgutil.walk_packages(entretien.__path__, "entretien."):
        if not module.name.startswith(("entretien.tui", "entretien.__main__")):
            importlib.import_module(module.name)


if __name__ == "__main__":
    import_everything()
    serve(socket.socket(fileno=int(sys.argv[1])))
