"""A history that can't be read: everything is still shown, nothing is written, and the reason is said."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from entretien.errors import StorageError
from entretien.paths import Places
from entretien.storage.doctor import examine
from entretien.storage.store import Store
from tests.storage.helpers import changed, contact, write


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def file_instead_of_the_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("x")


@pytest.mark.parametrize("make", [folder, pipe, loop, file_instead_of_the_folder])
def test_people_are_shown_and_nothing_is_written(store: Store, places: Places, make: Callable[[Path], None]) -> None:
    path = write(places, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    places.own.mkdir(mode=0o700)
    make(places.own / "history")
    book = store.load()
    assert book.contacts["marie-dupont"].name == "Marie Dupont"
    assert store.refresh(book) is book
    for action in (store.undo, store.redo, store.history, lambda: store.commit(changed(contact(), org="Acme"))):
        with pytest.raises(StorageError):
            action()
    assert path.read_text() == 'name = "Marie Dupont"\n'
    assert [problem.path for problem in examine(store) if problem.serious] == [places.own / "history"]


def test_what_is_no_history_is_none(store: Store, places: Places) -> None:
    write(places, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    write(places, ".entretien/history", os.urandom(1000))
    store.load()
    store.commit(changed(contact(), org="Acme"))
    assert [step.label for step in store.history()] == ["Changed marie-dupont"]
    store.undo()
