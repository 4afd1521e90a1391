"""The shell's commands on 10,000 contacts with 100,000 interactions, against the peers that are installed.

`rows()` gives the table's rows; each ratio is that of the medians of interleaved runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from tests.benchmarks.exchange import Row
from tests.benchmarks.people import write_network

PEOPLE: Final = 10_000
RUNS: Final = 7

Command = Sequence[str]


def rows() -> Iterator[Row]:
    """Every row, as it is measured."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_network(root / "home", PEOPLE, date.today())
        environment = {
            **os.environ,
            "ENTRETIEN_HOME": str(root / "home"),
            "ENTRETIEN_CONFIG": str(root / "config"),
            "ENTRETIEN_CACHE": str(root / "cache"),
            "TASKRC": str(root / "taskrc"),
        }
        ours = (sys.executable, "-m", "entretien")
        click = (sys.executable, "-c", "import argparse")
        yield _row("add TEXT", (*ours, "add", "Ada Lovelace"), "python -c 'import argparse'", click, 3.0, environment)
        if shutil.which("task") is None:
            for what in ("due", "list QUERY", "log WHO TEXT"):
                yield what, "skipped: taskwarrior is not installed", "1.0 × task"
            return
        _give_tasks(root, environment)
        following = ("task", "rc.verbose=nothing", "next")
        yield _row("due", (*ours, "due"), "task next", following, 1.0, environment)
        yield _row("list QUERY", (*ours, "list", "amelie"), "task next", following, 1.0, environment)
        change = ("task", "rc.confirmation=off", "rc.verbose=nothing", "5", "modify", "+seen")
        yield _row("log WHO TEXT", (*ours, "log", "person-000005", "coffee"), "task N modify", change, 1.0, environment)


def _give_tasks(root: Path, environment: dict[str, str]) -> None:
    (root / "taskrc").write_text(f"data.location={root / 'tasks'}\n")
    (root / "tasks").mkdir()
    tasks = [json.dumps({"description": f"Task {n} for somebody", "project": f"p{n % 40}"}) for n in range(PEOPLE)]
    (root / "tasks.json").write_text("\n".join(tasks))
    subprocess.run(["task", "import", str(root / "tasks.json")], env=environment, check=True, capture_output=True)


def _row(what: str, ours: Command, peer: str, theirs: Command, allowed: float, environment: dict[str, str]) -> Row:
    times: dict[Command, list[float]] = {ours: [], theirs: []}
    for run in range(RUNS + 1):
        for command in (ours, theirs):
            started = perf_counter()
            subprocess.run(command, env=environment, check=True, stdin=subprocess.DEVNULL, capture_output=True)
            if run:
                times[command].append(perf_counter() - started)
    mine, others = times[ours], times[theirs]
    found = (
        f"{median(mine) / median(others):.1f} × {peer}"
        f" ({median(mine):.2f} s, {min(mine):.2f}-{max(mine):.2f}; peer {median(others):.2f} s)"
    )
    return what, found, f"{allowed:.1f} × {peer}"
