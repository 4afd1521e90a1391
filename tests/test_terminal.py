"""The program in a real terminal: keys in, a screen and files out."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from select import select
from time import monotonic

import pytest

from entretien.demo import write_demo
from entretien.paths import Places

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

TODAY = date(2026, 11, 24)
PATIENCE = 30.0


class Terminal:
    """A tmux server of its own with the program in it."""

    def __init__(self, folder: Path, size: tuple[int, int], environment: dict[str, str], words: str = "") -> None:
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        command = (
            f"stty -g; env -u COLUMNS -u LINES {settings} {shlex.quote(sys.executable)} -m entretien {words}; "
            "code=$?; stty -g; echo exit code $code; cat"
        )
        self._run("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), command)
        attach = [*self._tmux, "-C", "attach-session"]
        self._client = subprocess.Popen(attach, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        """Is told of every change of the screen, at once."""

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def wait_for(self, *texts: str) -> str:
        """The screen once all these texts are on it."""
        deadline = monotonic() + PATIENCE
        while not all(text in (screen := self.screen()) for text in texts):
            assert self._changes(deadline), f"{texts} not on screen:\n{screen}"
        return screen

    def wait_until_gone(self, text: str) -> None:
        """Wait until a text is no longer on the screen: an escape byte right before a key means alt."""
        deadline = monotonic() + PATIENCE
        while text in self.screen():
            assert self._changes(deadline), f"{text} is still on screen"

    def _changes(self, deadline: float) -> bool:
        """Wait for the next change of the screen; False if there is none in time."""
        assert self._client.stdout is not None
        ready, _, _ = select([self._client.stdout], [], [], max(0.0, deadline - monotonic()))
        return bool(ready and os.read(self._client.stdout.fileno(), 1_000_000))

    def resize(self, width: int, height: int) -> None:
        self._run("resize-window", "-x", str(width), "-y", str(height))

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)
        with self._client:
            self._client.kill()

    def _run(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_demo(Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache"), TODAY)
    return tmp_path / "home"


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    size: tuple[int, int] = request.param
    return size


@pytest.fixture
def environment(tmp_path: Path, home: Path) -> dict[str, str]:
    return {
        "ENTRETIEN_HOME": str(home),
        "ENTRETIEN_CONFIG": str(tmp_path / "config"),
        "ENTRETIEN_CACHE": str(tmp_path / "cache"),
        "ENTRETIEN_TODAY": TODAY.isoformat(),
        "LANG": "en_GB.UTF-8",
        "COLORTERM": "truecolor",
    }


@pytest.fixture
def terminal(tmp_path: Path, size: tuple[int, int], environment: dict[str, str]) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, size, environment)
    yield terminal
    terminal.close()


@pytest.fixture
def capture(tmp_path: Path, size: tuple[int, int], environment: dict[str, str]) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, size, environment, "add")
    yield terminal
    terminal.close()


def contact(home: Path, id: str) -> dict[str, object]:
    return tomllib.loads((home / "contacts" / f"{id}.toml").read_text(encoding="utf-8"))


def test_a_session_by_keys_alone_is_in_the_files(terminal: Terminal, home: Path) -> None:
    untouched = (home / "contacts/paul-roy.toml").read_bytes()
    terminal.wait_for("Marie Dupont", "You promised")
    terminal.press("e")
    terminal.wait_for("Ahmed Bernard", "Promise kept: send the deck")
    terminal.press("s", "2")
    terminal.wait_for("Léa Martin", "waits for an answer")
    terminal.press("u")
    terminal.wait_for("Undone", "museum shop")
    terminal.press("a")
    terminal.press("-l", "Ada Lovelace @Engines +hec ; blue coat")
    terminal.wait_for("new contact", "Ada Lovelace", "blue coat")
    terminal.press("Enter")
    terminal.wait_for("Added Ada Lovelace")
    terminal.press("Escape")
    terminal.wait_until_gone("Esc close")
    terminal.press("q")
    terminal.wait_for("exit code 0")

    promises = contact(home, "marie-dupont")["promises"]
    assert promises == [{"what": "send the deck", "due": date(2026, 11, 20), "made": date(2026, 11, 6), "done": TODAY}]
    assert "snoozed_until" not in contact(home, "ahmed-bernard")
    ada = contact(home, "ada-lovelace")
    assert ada["org"] == "Engines"
    assert ada["circles"] == ["hec"]
    assert ada["met"] == {"on": TODAY, "event": "salon-sme", "cue": "blue coat"}
    assert (home / "contacts/paul-roy.toml").read_bytes() == untouched


def test_any_size_is_survived(terminal: Terminal) -> None:
    terminal.wait_for("Marie Dupont")
    for size in ((30, 8), (10, 3), (3, 2), (1, 1), (200, 50)):
        terminal.resize(*size)
        terminal.press("C", "j", "T")
    terminal.wait_for("Marie Dupont", "You promised")
    terminal.press("q")
    terminal.wait_for("exit code 0")


def test_what_is_typed_before_the_line_is_ready_counts(capture: Terminal, home: Path) -> None:
    capture.wait_for("Esc leave")
    capture.press("-l", "Ada Lovelace @Engines ; blue coat")
    capture.press("Enter")
    capture.press("-l", "Grace Hopper")
    capture.wait_for("captured today", "Ada Lovelace", "new contact  Grace Hopper")
    capture.press("Escape")
    capture.wait_for("exit code 0")
    assert contact(home, "ada-lovelace")["met"] == {"on": TODAY, "event": "salon-sme", "cue": "blue coat"}


@pytest.mark.parametrize(("words", "here", "leave"), [("", "Marie Dupont", "q"), ("add", "Esc leave", "Escape")])
def test_the_terminal_is_left_as_it_was(
    tmp_path: Path, environment: dict[str, str], words: str, here: str, leave: str
) -> None:
    terminal = Terminal(tmp_path, (120, 30), environment, words)
    terminal.wait_for(here)
    terminal.press(leave)
    lines = terminal.wait_for("exit code 0").split()
    terminal.close()
    before, after = lines[0], lines[-4]
    assert before == after


def test_interrupted_before_it_is_there_it_leaves_no_trace(terminal: Terminal) -> None:
    terminal.wait_for("Triage")
    terminal.press("C-c")
    terminal.wait_until_gone("Triage")
