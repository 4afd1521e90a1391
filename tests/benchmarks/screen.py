"""The screens in a terminal on 10,000 and 100,000 contacts, against a bare app of the same toolkit.

`rows()` gives the table's rows; `python -m tests.benchmarks.screen` prints them. Every run of the program stands beside
one of the baseline, and each ratio is that of the medians.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Final

from tests.benchmarks.exchange import Row
from tests.benchmarks.people import write_network
from tests.benchmarks.terminal import Terminal

FEW: Final = 1_000
PEOPLE: Final = 10_000
MANY: Final = 100_000
STARTS: Final = 7
_JUDGED: Final = 30
_WORDS: Final = ("amelie", "dup 77", "novak")
_PAGE_DOWN: Final = "\x1b[6~"
_RUBOUT: Final = "\x7f"
_MEMORY: Final = 250_000_000
_PAUSE: Final = 0.05
_SETTINGS: Final = "session_minutes = 240\n\n[model]\nsession_people = 40\n"
"""A long session, so that there are cards enough to measure."""

OURS: Final = (sys.executable, "-m", "entretien")
ADD: Final = (*OURS, "add")
LABEL: Final = (
    sys.executable,
    "-c",
    "from textual.app import App\nfrom textual.widgets import Label\n"
    "class Bare(App):\n    def compose(self): yield Label('hello there')\nBare().run()",
)
INPUT: Final = (
    sys.executable,
    "-c",
    "from textual.app import App\nfrom textual.widgets import Input\n"
    "class Bare(App):\n    def compose(self): yield Input()\nBare().run()",
)


@dataclass(frozen=True)
class Home:
    """A network in folders of its own, known to the index."""

    root: Path
    people: int

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of a program that works on it, in English."""
        folders = {f"ENTRETIEN_{name.upper()}": str(self.root / name) for name in ("home", "config", "cache")}
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**inherited, **folders, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

    @classmethod
    def made(cls, root: Path, people: int) -> Home:
        """A new one."""
        home = cls(root, people)
        write_network(root / "home", people, date.today())
        (root / "config").mkdir()
        (root / "config" / "config.toml").write_text(_SETTINGS, encoding="utf-8")
        sleep(3.0)
        for _ in range(2):
            subprocess.run((*OURS, "due"), env=home.environment, check=True, capture_output=True)
        return home

    def begin_anew(self) -> None:
        """Forget the session, so that the same cards wait again."""
        shutil.rmtree(self.root / "home" / "sessions", ignore_errors=True)


@dataclass
class Times:
    """Seconds of the program and of what it is measured against, in turns."""

    ours: list[float]
    base: list[float]

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return median(self.ours) / median(self.base)

    def row(self, what: str, allowed: float, than: str) -> Row:
        """The row of the table."""
        ours, base = self.ours, self.base
        found = (
            f"{self.ratio:.2f} x ({median(ours) * 1000:.1f} ms, {min(ours) * 1000:.1f}-{max(ours) * 1000:.1f};"
            f" {than} {median(base) * 1000:.1f} ms)"
        )
        return what, found, f"{allowed:.2f} x {than}"


def rows() -> Iterator[Row]:
    """Every row, as it is measured."""
    with TemporaryDirectory() as folder:
        home = Home.made(Path(folder) / "10000", PEOPLE)
        yield from _starts(home)
        yield from _cold(home)
        few = Home.made(Path(folder) / "1000", FEW)
        small = _typed(few)
        yield from _keys(home)
        yield from _judged(home)
        large = Home.made(Path(folder) / "100000", MANY)
        typed = _typed(large)
        yield typed.row(f"a key while filtering {MANY:,}", 5.0, "a bare Input")
        times = MANY / FEW
        found = f"{median(typed.ours) / median(small.ours):.1f} x for {times:.0f} x the people"
        yield f"growth of a key while filtering, {FEW:,} to {MANY:,}", found, f"less than {times:.0f} x"


def _starts(home: Home) -> Iterator[Row]:
    """From nothing to what one sees."""
    for what, command, marker, allowed in (
        ("first frame", OURS, "Contacts", 1.25),
        ("first card with its text", OURS, "WHY NOW", 1.6),
        ("entretien add: ready for a key", ADD, " Add ", 1.25),
    ):
        times = Times([], [])
        for run in range(STARTS + 1):
            for taken, program, sought in ((times.base, LABEL, "hello there"), (times.ours, command, marker)):
                with Terminal(program, home.environment) as terminal:
                    seconds = terminal.seconds_until(sought)
                if run:
                    taken.append(seconds)
        yield times.row(what, allowed, "a bare Label")


def _keys(home: Home) -> Iterator[Row]:
    """Keys that look, and the memory meanwhile."""
    home.begin_anew()
    with Terminal(INPUT, home.environment) as bare, Terminal(OURS, home.environment) as ours:
        ours.seconds_until("WHY NOW")
        _settle(bare, ours)
        yield _pressed(ours, bare, ["j"] * 15 + ["k"] * 5).row("next card in triage", 2.0, "a bare Input")
        first = ours.memory() - bare.memory()
        _open_contacts(ours)
        for what, keys in (("j", ["j"] * 20), ("k", ["k"] * 20), ("page down", [_PAGE_DOWN] * 20)):
            yield _pressed(ours, bare, keys).row(f"{what} in the list", 2.0, "a bare Input")
        yield _filtered(ours, bare).row(f"a key while filtering {home.people:,}", 3.0, "a bare Input")
        more = f"{first / 1e6:.0f} MB at the first card, {(ours.memory() - bare.memory()) / 1e6:.0f} MB at the end"
        yield f"memory beyond a bare app, {home.people:,} contacts", more, f"{_MEMORY / 1e6:.0f} MB"


def _typed(home: Home) -> Times:
    """A filter typed on a network of any size."""
    with Terminal(INPUT, home.environment) as bare, Terminal(OURS, home.environment) as ours:
        ours.seconds_until("WHY NOW")
        _settle(bare, ours)
        _open_contacts(ours)
        return _filtered(ours, bare)


def _filtered(ours: Terminal, bare: Terminal) -> Times:
    ours.key("/", 0.5)
    times = Times([], [])
    for word in _WORDS:
        part = _pressed(ours, bare, [*word, *[_RUBOUT] * len(word)], quiet=0.2)
        times.ours += part.ours
        times.base += part.base
    return times


def _judged(home: Home) -> Iterator[Row]:
    """`e`: written down for good, and the next card shown; against a key and one write made durable."""
    home.begin_anew()
    path = home.root / "home" / "raw"
    with Terminal(INPUT, home.environment) as bare, Terminal(OURS, home.environment) as ours:
        ours.seconds_until("WHY NOW")
        _settle(bare, ours)
        ours.key("e", 1.0)
        times = _pressed(ours, bare, ["e"] * _JUDGED, quiet=0.3, besides=lambda: _written(path))
        raw = [_written(path) for _ in range(_JUDGED)]
        path.unlink()
    allowed = 2 * (median(times.base) + median(raw))
    found = f"{median(times.ours) * 1000:.1f} ms, {min(times.ours) * 1000:.1f}-{max(times.ours) * 1000:.1f}"
    told = f"{allowed * 1000:.1f} ms: 2 x a bare Input with a write made durable ({median(raw) * 1000:.1f} ms)"
    yield "e in triage", found, told


def _written(path: Path) -> float:
    begun = perf_counter()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, b"x" * 500)
    os.fsync(descriptor)
    os.close(descriptor)
    return perf_counter() - begun


def _cold(home: Home) -> Iterator[Row]:
    """No index: what stands still meanwhile."""
    report = home.root / "report"
    longest, bars, seconds = list[float](), list[bool](), list[float]()
    for _ in range(3):
        shutil.rmtree(home.root / "cache", ignore_errors=True)
        with Terminal((sys.executable, "-m", "tests.benchmarks.pauses", str(report)), home.environment) as terminal:
            terminal.seconds_until_file(report)
        told = report.read_text(encoding="ascii").split()
        report.unlink()
        seconds.append(float(told[0]))
        longest.append(float(told[1]))
        bars.append(told[2] == "1")
    subprocess.run((*OURS, "due"), env=home.environment, check=True, capture_output=True)
    found = (
        f"{max(longest) * 1000:.0f} ms of {median(seconds):.1f} s, {'with' if all(bars) else 'without'} a progress bar"
    )
    yield "cold start: the longest pause", found, f"{_PAUSE * 1000:.0f} ms, with a progress bar"


def _pressed(
    ours: Terminal,
    bare: Terminal,
    keys: Sequence[str],
    *,
    quiet: float = 0.12,
    besides: Callable[[], object] = lambda: None,
) -> Times:
    """Each key of ours in turn with one of the bare app."""
    times = Times([], [])
    for key in keys:
        times.ours.append(ours.key(key, quiet))
        times.base.append(bare.key("x", 0.08))
        besides()
    return times


def _open_contacts(ours: Terminal) -> None:
    ours.key("C", 1.0)
    ours.settle(2.0)


def _settle(*terminals: Terminal) -> None:
    for terminal in terminals:
        terminal.settle()


if __name__ == "__main__":
    for what, found, allowed in rows():
        print(f"{what}: {found}; allowed: {allowed}", flush=True)
