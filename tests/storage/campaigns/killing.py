"""A process that lets others be killed: run as a program, it prints how often a restart found what it should.

    python -m tests.storage.campaigns.killing FOLDER ROUNDS SEED

In each round a child loads the folder and acts, until it is killed at a random moment or at a random system call. It
tells before each action what the state before and after it is, and after it that it was confirmed; of a change that it
begins first and finishes then, that is when it was begun. Then the folder is
loaded anew: the state must be one of the two, and the one after where it was confirmed. The child keeps an index in
between, and the restart must find in it what the files say.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from entretien.book import Book
from entretien.config import Config
from entretien.model.change import Change
from entretien.paths import Places
from entretien.storage.folders import FOLDERS
from entretien.storage.index import Index
from entretien.storage.log import Log
from entretien.storage.pending import Receipt
from entretien.storage.store import Store
from tests.storage.activity import fingerprint, random_change
from tests.storage.helpers import quick_clock, restarted

CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "ftruncate", "truncate", "pwrite", "close", "chmod")
DECISIVE = ("replace", "unlink")
"""The calls between which a change of several files is half-way."""


def act(places: Places, random: Random, tell: int, fatal_call: int | None) -> None:
    """Act until killed. With `fatal_call`, die at that system call, before or after it."""
    store = Store(places)
    book = store.load()
    quick_clock(pytest.MonkeyPatch())
    keep(store, book, random)
    if fatal_call is not None:
        calls = random.choice([CALLS, DECISIVE])
        die_at(fatal_call % 25 if calls is DECISIVE else fatal_call, calls, after=random.random() < 0.5)

    def confirm(book: Book) -> None:
        os.write(tell, json.dumps({"confirmed": fingerprint(book)}).encode() + b"\n")

    def begun(change: Change) -> Receipt:
        pending = store.begin(change)
        confirm(book.with_edits(pending.receipt.edits))
        return pending.finish()

    while True:
        if random.random() < 0.2:
            book = store.refresh(book)
            keep(store, book, random)
        action: Callable[[], Receipt]
        step = random.random()
        steps = store.history()
        if step < 0.1 and any(not old.undone for old in steps):
            line, action = {"before": fingerprint(book), "after": foretold(places, Store.undo)}, store.undo
        elif step < 0.2 and any(old.undone for old in steps):
            line, action = {"before": fingerprint(book), "after": foretold(places, Store.redo)}, store.redo
        else:
            change = random_change(book, random)
            line = {"before": fingerprint(book), "after": fingerprint(book.apply(change))}
            action = partial(store.commit if random.random() < 0.5 else begun, change)
        os.write(tell, json.dumps(line).encode() + b"\n")
        receipt = action()
        book = book.with_edits(receipt.edits)
        confirm(book)


def keep(store: Store, book: Book, random: Random) -> None:
    """Write an index, of one of several days so that it has to be another than the one that is there."""
    store.keep(store.network(book, date(2026, 11, random.randrange(1, 31)), Config()))


def foretold(places: Places, action: Callable[[Store], Receipt]) -> str:
    """What the files will say after an action, tried on a copy of the folder."""
    with TemporaryDirectory(dir=places.home.parent) as folder:
        home = Path(folder) / "home"
        shutil.copytree(places.home, home)
        store = Store(Places(home, places.config, places.cache))
        action(store)
        return fingerprint(store.load())


def die_at(number: int, calls: tuple[str, ...], *, after: bool) -> None:
    """Let this process be killed at the one of these system calls that has that number from now."""
    count = 0

    def fatal(name: str) -> Any:
        call = getattr(os, name)

        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count >= number and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = call(*args, **kwargs)
            if count >= number:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return wrapped

    for name in calls:
        setattr(os, name, fatal(name))


def round_of(places: Places, random: Random) -> str:
    """One killing and one restart: "ok", or what was wrong."""
    read, tell = os.pipe()
    fatal_call = random.randrange(1, 120) if random.random() < 0.6 else None
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            act(places, random, tell, fatal_call)
        finally:
            os._exit(3)
    os.close(tell)
    if fatal_call is None:
        time.sleep(random.random() * 0.06)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        lines = [json.loads(line) for line in pipe.read().splitlines()]
    if not os.WIFSIGNALED(status):
        return "the child failed"
    pending = Log(places.own / "history").last()
    known = Index.find(places)
    first = Store(places).load()
    try:
        book = restarted(Store(places))
    except AssertionError:
        return "the index says something else than the files"
    if book != first:
        return "another start finds something else"
    if book.problems:
        return f"unreadable: {book.problems}"
    if any(path.name.startswith(".entretien-") for path in places.home.rglob("contacts/*")) and pending is None:
        return "left-overs"
    found = fingerprint(book)
    last = lines[-1] if lines else {}
    allowed = [last["confirmed"]] if "confirmed" in last else [last.get("before"), last.get("after")]
    if lines and found not in allowed:
        return "in between" if "after" in last else "a confirmed change is lost"
    interrupted = pending is not None and pending.state != b"D"
    entries = known is not None and any(known.drawer(kind).names for kind in FOLDERS)
    return f"ok{', finished or taken back' if interrupted else ''}{', by the index' if entries else ''}"


def main(folder: str, rounds: int, seed: int) -> None:
    """Run the rounds and print the results as JSON."""
    home = Path(folder)
    places = Places(home / "home", home / "config", home / "cache")
    random = Random(seed)
    results = Counter(round_of(places, Random(random.random())) for _ in range(rounds))
    print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
