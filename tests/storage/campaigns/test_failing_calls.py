"""Campaign: every system call of a write fails in turn, for every kind of action."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entretien.book import Book
from entretien.errors import StorageError
from entretien.model.change import Change, Edit
from entretien.model.network import Circle
from entretien.paths import Places
from entretien.storage.doctor import mend
from entretien.storage.store import Store
from tests.storage.activity import fingerprint
from tests.storage.helpers import changed, contact, gone, met_on, new, size, snapshot, write

CALLS = ("open", "write", "fsync", "replace", "unlink", "mkdir", "chmod", "fchmod", "ftruncate", "truncate", "pwrite")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR)
CIRCLE = Circle(id="hec", name="HEC")
Act = Callable[[Store, Book], object]


def rename_with_references(store: Store, book: Book) -> object:
    before, paul = book.contacts["marie-dupont"], book.contacts["paul-roy"]
    met = tuple(replace(item, with_=("marie-d",)) for item in paul.interactions)
    edits = (
        Edit("contact", before, replace(before, id="marie-d", name="Marie D")),
        Edit("contact", paul, replace(paul, interactions=met)),
    )
    return store.commit(Change("Renamed", edits))


def bulk(store: Store, book: Book) -> object:
    edits = (Edit("contact", one, replace(one, tags=("x", "y"))) for one in book.contacts.values())
    return store.commit(Change("Tagged", tuple(edits)))


ACTIONS: dict[str, Act] = {
    "create": lambda store, _book: store.commit(new(contact("anna-bo", "Anna Bo"))),
    "first of its kind": lambda store, _book: store.commit(Change("Circle", (Edit("circle", None, CIRCLE),))),
    "edit": lambda store, book: store.commit(changed(book.contacts["marie-dupont"], org="Acme")),
    "begun": lambda store, book: store.begin(changed(book.contacts["marie-dupont"], org="Acme")).finish(),
    "delete": lambda store, book: store.commit(gone(book.contacts["paul-roy"])),
    "rename": rename_with_references,
    "bulk": bulk,
    "undo": lambda store, _book: store.undo(),
    "redo": lambda store, _book: store.redo(),
    "mend": lambda store, _book: mend(store),
}


@contextmanager
def failing(number: int, code: int, *, from_then_on: bool = False) -> Iterator[list[str]]:
    """Let the system call of that number fail, or all from that one on. Gives the calls that were made."""
    made: list[str] = []

    def wrap(name: str, call: Any) -> Any:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == number or (from_then_on and len(made) > number):
                raise OSError(code, os.strerror(code))
            return call(*args, **kwargs)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, wrap(name, getattr(os, name)))
        patch.setattr(fcntl, "flock", wrap("flock", fcntl.flock))
        yield made


def prepare(folder: Path) -> Store:
    """A folder with two people who met, one file to mend, and one step to undo and one to redo."""
    shutil.rmtree(folder, ignore_errors=True)
    store = Store(Places(folder / "home", folder / "config", folder / "cache"))
    marie, paul = contact(), contact("paul-roy", "Paul Roy", interactions=(met_on(6, with_=("marie-dupont",)),))
    store.commit(new(marie))
    store.commit(new(paul))
    write(store.places, "contacts/zoe.toml", 'name = "Zoé"\ntitel = "Doctor"\n').chmod(0o600)
    store.commit(changed(marie, nickname="Mimi"))
    store.undo()
    return store


@pytest.mark.campaign
@pytest.mark.parametrize("kind", sorted(ACTIONS))
def test_a_failing_call_leaves_everything_as_it_was(kind: str, tmp_path: Path) -> None:
    codes = ERRORS[: size(1, 4)]
    for code in codes:
        number = -1
        while True:
            number += size(2, 1)
            store = prepare(tmp_path)
            book = store.load()
            before, history = snapshot(store.places.home), store.history()
            with failing(number, code) as made:
                try:
                    ACTIONS[kind](store, book)
                    worked = True
                except StorageError:
                    worked = False
            if len(made) < number:
                assert worked
                break
            if not worked:
                assert snapshot(store.places.home) == before, f"{made[number - 1]} number {number}"
                assert store.history() == history, f"{made[number - 1]} number {number}"
                ACTIONS[kind](store, book)
            assert not list(store.places.home.glob("*/.entretien-*"))


@pytest.mark.campaign
@pytest.mark.parametrize("kind", ["create", "begun", "rename", "bulk", "undo"])
def test_a_disk_that_dies_leaves_the_state_before_or_after(kind: str, tmp_path: Path) -> None:
    whole = prepare(tmp_path)
    before = fingerprint(whole.load())
    ACTIONS[kind](whole, whole.load())
    after = fingerprint(whole.load())
    number = -1
    while True:
        number += size(2, 1)
        store = prepare(tmp_path)
        book = store.load()
        with failing(number, errno.EIO, from_then_on=True) as made:
            try:
                ACTIONS[kind](store, book)
                confirmed = True
            except StorageError:
                confirmed = False
        found = fingerprint(Store(store.places).load())
        assert found in ((after,) if confirmed else (before, after)), f"{made[number - 1 :]} number {number}"
        if len(made) < number:
            break
