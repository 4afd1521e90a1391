"""The shell's commands on 10,000 contacts with 100,000 interactions, against the peers that are installed.

`rows()` gives the table's rows. Each ratio is that of the medians of interleaved runs; the ratio of processor time is
beside it, for machines that do something else meanwhile. `python -m tests.benchmarks.shell` prints these rows alone.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.benchmarks.exchange import Row
from tests.benchmarks.people import write_network

PEOPLE: Final = 10_000
SIZES: Final = (1_000, 10_000, 100_000)
RUNS: Final = 11
QUICK_RUNS: Final = 21
LONG_RUNS: Final = 7
CHANGED: Final = 100

Command = Sequence[str]
OURS: Final = (sys.executable, "-m", "entretien")
LIST: Final = (*OURS, "list", "amelie")
DUE: Final = (*OURS, "due")
_PROVEN: Final = 2.5
"""Seconds after which the stamps of new files prove something, so that the index knows them."""
_PARSE: Final = """
import os, sys, rtoml
everything = []
for folder in ("circles", "contacts"):
    for name in sorted(os.listdir(f"{sys.argv[1]}/{folder}")):
        with open(f"{sys.argv[1]}/{folder}/{name}", encoding="utf-8") as file:
            everything.append(rtoml.loads(file.read()))
os._exit(0)
"""
_LOAD: Final = """
import os, sys
from pathlib import Path
from entretien.paths import Places
from entretien.storage.store import Store
everything = Store(Places(*[Path(sys.argv[1])] * 3), indexed=False).load()
os._exit(0)
"""


class Time(NamedTuple):
    """One run, in seconds."""

    wall: float
    cpu: float


class Contender(NamedTuple):
    """What is run: the command of each run, by its number, where it is at home, and what is done before it."""

    command: Callable[[int], Command]
    environment: Mapping[str, str]
    prepare: Callable[[int], None] = lambda _run: None


def rows() -> Iterator[Row]:
    """Every row, as it is measured."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        has_tasks = shutil.which("task") is not None
        if has_tasks:
            _give_tasks(root)
        home, other, logging, adding = (
            _home(root / name, PEOPLE, TASKRC=str(root / "taskrc")) for name in ("people", "changing", "log", "add")
        )
        _warm(home, other, logging, adding)
        peers = {"task next": Contender(_always("task", "rc.verbose=nothing", "next"), home)} if has_tasks else {}
        ours = {"due": Contender(_always(*DUE), home), "list QUERY": Contender(_always(*LIST), home)}
        changed = {
            f"{what}, {CHANGED} files changed": Contender(it.command, other, _change(root / "changing/home"))
            for what, it in ours.items()
        }
        times = measured({**ours, **peers, **changed}, QUICK_RUNS)
        for what in ours:
            yield _versus(times, what, "task next", 1.0)
            yield _versus(times, f"{what}, {CHANGED} files changed", what, 1.5, peer="warm")
        yield from _logged(logging, has_tasks)
        yield from _added(adding)
        yield from _cold(root, home)
    yield from _growth()


def _logged(home: Mapping[str, str], has_tasks: bool) -> Iterator[Row]:
    """Each run has another person, or task, to write about."""
    times = measured(
        {
            "log ID TEXT": Contender(lambda run: (*OURS, "log", f"person-{run:06}", "coffee"), home),
            "log NAME TEXT": Contender(lambda run: (*OURS, "log", str(PEOPLE - 1 - run), "coffee"), home),
            **({"task N done": Contender(_done, home)} if has_tasks else {}),
            "due, right after": Contender(_always(*DUE), home),
        }
    )
    yield _versus(times, "log ID TEXT", "task N done", 1.0)
    yield _versus(times, "log NAME TEXT", "task N done", 1.0)
    yield _versus(times, "due, right after", "task N done", None)


def _added(home: Mapping[str, str]) -> Iterator[Row]:
    times = measured(
        {
            "add NAME": Contender(_always(*OURS, "add", "Ada Lovelace"), home),
            "add, a full line": Contender(_always(*OURS, "add", "Ada Byron @Acme CEO #packaging +circle-1 ~3m"), home),
            "import argparse": Contender(_always(sys.executable, "-c", "import argparse"), home),
        }
    )
    yield _versus(times, "add NAME", "import argparse", 3.0)
    yield _versus(times, "add, a full line", "import argparse", 3.0)


def _cold(root: Path, home: Mapping[str, str]) -> Iterator[Row]:
    data = str(root / "people/home")
    times = measured(
        {
            "cold, all loaded": Contender(_always(sys.executable, "-c", _LOAD, data), home),
            "reading and rtoml": Contender(_always(sys.executable, "-c", _PARSE, data), home),
        },
        LONG_RUNS,
    )
    yield _versus(times, "cold, all loaded", "reading and rtoml", 1.8)


def _growth() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        homes = {size: _home(Path(folder) / str(size), size) for size in SIZES}
        _warm(*homes.values())
        for what, command in (("due", DUE), ("list QUERY", (*OURS, "list", "amelie 77"))):
            times = measured({f"{size:,}": Contender(_always(*command), home) for size, home in homes.items()}, runs=5)
            for less, more in pairwise(SIZES):
                yield _versus(
                    times, f"{more:,}", f"{less:,}", more / less, label=f"{what}, {more:,}", peer=f"with {less:,}"
                )


def measured(contenders: Mapping[str, Contender], runs: int = RUNS) -> dict[str, list[Time]]:
    """The times of each, run in turn; the first turn doesn't count. Raises CalledProcessError."""
    times: dict[str, list[Time]] = {what: [] for what in contenders}
    for run in range(runs + 1):
        for what, contender in contenders.items():
            contender.prepare(run)
            before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(
                contender.command(run),
                env=contender.environment,
                check=True,
                stdin=subprocess.DEVNULL,
                capture_output=True,
            )
            wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
            if run:
                cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                times[what].append(Time(wall, cpu))
    return times


def _versus(
    times: Mapping[str, list[Time]], what: str, peer_key: str, allowed: float | None, *, label: str = "", peer: str = ""
) -> Row:
    """A row of the table; without what is allowed where it is for information only."""
    limit = f"{allowed:.1f} × {peer or peer_key}" if allowed else "for information"
    if peer_key not in times:
        return label or what, "skipped: taskwarrior is not installed", limit
    mine, theirs = times[what], times[peer_key]
    walls, peers = [it.wall for it in mine], [it.wall for it in theirs]
    ratio = median(walls) / median(peers)
    cpu = median(it.cpu for it in mine) / median(it.cpu for it in theirs)
    found = (
        f"{ratio:.2f} × {peer or peer_key} (processor {cpu:.2f} ×; {median(walls):.3f} s, {min(walls):.3f}-"
        f"{max(walls):.3f}; peer {median(peers):.3f} s)"
    )
    return label or what, found, limit


def _home(root: Path, people: int, **more: str) -> dict[str, str]:
    """A new home, and the environment to work in it. Programs that are installed have their bytecode."""
    write_network(root / "home", people, date.today())
    environment = {
        **os.environ,
        "ENTRETIEN_HOME": str(root / "home"),
        "ENTRETIEN_CONFIG": str(root / "config"),
        "ENTRETIEN_CACHE": str(root / "cache"),
        **more,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _warm(*homes: Mapping[str, str]) -> None:
    time.sleep(_PROVEN)
    for home in homes:
        subprocess.run(DUE, env=home, check=True, capture_output=True)


def _always(*command: str) -> Callable[[int], Command]:
    return lambda _run: command


def _done(run: int) -> Command:
    return "task", "rc.confirmation=off", "rc.verbose=nothing", str(run + 1), "done"


def _change(home: Path) -> Callable[[int], None]:
    """Log a call in every so manyth file by hand, and wait until the disk has nothing more to do with it."""
    files = sorted((home / "contacts").iterdir())[:: PEOPLE // CHANGED]
    texts = [path.read_text(encoding="utf-8") for path in files]

    def change(run: int) -> None:
        day = date.today() - timedelta(days=run + 1)
        for path, text in zip(files, texts, strict=True):
            path.write_text(f'{text}\n[[interactions]]\non = {day}\nchannel = "call"\n', encoding="utf-8")
        os.sync()

    return change


def _give_tasks(root: Path) -> None:
    (root / "taskrc").write_text(f"data.location={root / 'tasks'}\n")
    (root / "tasks").mkdir()
    tasks = [json.dumps({"description": f"Task {n} for somebody", "project": f"p{n % 40}"}) for n in range(PEOPLE)]
    (root / "tasks.json").write_text("\n".join(tasks))
    environment = {**os.environ, "TASKRC": str(root / "taskrc")}
    subprocess.run(["task", "import", str(root / "tasks.json")], env=environment, check=True, capture_output=True)


if __name__ == "__main__":
    for what, found, allowed in rows():
        print(f"{what:<30} {found}; allowed: {allowed}", flush=True)
