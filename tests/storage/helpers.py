"""Small things that the tests of the files share."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entretien.book import Book
from entretien.config import Config
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.model.network import Kind, Record
from entretien.outlook import Network
from entretien.paths import Places
from entretien.storage import loader
from entretien.storage.store import Store

CAMPAIGN = os.environ.get("ENTRETIEN_CAMPAIGN") == "full"


def size(small: int, full: int) -> int:
    """How often a campaign tries: `full` with ENTRETIEN_CAMPAIGN=full."""
    return full if CAMPAIGN else small


def new(record: Record, kind: Kind = "contact") -> Change:
    """A change that creates a record."""
    return Change(f"New {record.id}", (Edit(kind, None, record),))


def changed(before: Record, kind: Kind = "contact", **fields: Any) -> Change:
    """A change of some fields of a record."""
    return Change(f"Changed {before.id}", (Edit(kind, before, replace(before, **fields)),))


def gone(before: Record, kind: Kind = "contact") -> Change:
    """A change that deletes a record."""
    return Change(f"Deleted {before.id}", (Edit(kind, before, None),))


def contact(id: str = "marie-dupont", name: str = "Marie Dupont", **fields: Any) -> Contact:
    """A contact."""
    return Contact(id=id, name=name, **fields)


def met_on(day: int, note: str = "", **fields: Any) -> Interaction:
    """An interaction of November 2026."""
    return Interaction(on=date(2026, 11, day), note=note, **fields)


def write(places: Places, name: str, text: str | bytes) -> Path:
    """Write a file by hand, as an editor does."""
    path = places.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def snapshot(home: Path) -> dict[str, bytes]:
    """Every file of the data by path, without the program's own folder."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and ".entretien" not in path.parts
    }


def only(store: Store, id: str = "marie-dupont") -> Contact:
    """A contact as a fresh look at the files has it."""
    return Store(store.places).load().contacts[id]


def quick_clock(patch: pytest.MonkeyPatch) -> None:
    """Believe stamps of files that are a few ticks of the clock old.

    What a campaign writes would else be too young to have entries in the index.
    """
    patch.setattr(loader, "_TICK", 30_000_000)


def restarted(store: Store, today: date = date(2026, 11, 24)) -> Book:
    """What a start finds, which is kept for the next one. What the index says must be what the files say."""
    found, files = Store(store.places), Store(store.places, indexed=False)
    book, plain = found.load(), files.load()
    network = found.network(book, today, Config())
    assert book == plain
    assert network.lines() == Network(plain, today, Config()).lines()
    assert network.places == Network(plain, today, Config()).places
    found.keep(network)
    return book


@contextmanager
def later() -> Iterator[None]:
    """Look at the files as if some time had passed since they were written, so that their stamps prove something."""
    with pytest.MonkeyPatch.context() as patch:
        now = time.time_ns
        patch.setattr("entretien.storage.loader.time.time_ns", lambda: now() + 10_000_000_000)
        yield
