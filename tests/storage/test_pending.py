"""A change that was begun: certain from then on, carried out in a moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from entretien.errors import StorageError
from entretien.model.change import Change
from entretien.paths import Places
from entretien.storage.errors import ConflictError
from entretien.storage.store import Store
from tests.storage.campaigns.test_failing_calls import failing
from tests.storage.helpers import changed, contact, new, only, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache"))
    store.commit(new(contact()))
    return store


def test_the_files_follow(store: Store) -> None:
    pending = store.begin(changed(contact(), org="Acme"))
    assert "Acme" not in store.path_of("contact", "marie-dupont").read_text()
    assert pending.finish() == pending.receipt
    assert "Acme" in store.path_of("contact", "marie-dupont").read_text()
    assert [step.label for step in store.history()] == ["Changed marie-dupont", "New marie-dupont"]


def test_finishing_twice_is_finishing_once(store: Store) -> None:
    pending = store.begin(changed(contact(), org="Acme"))
    assert pending.finish() == pending.finish()
    assert len(store.history()) == 2


def in_a_process_that_dies(work: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        work()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_what_was_begun_by_a_process_that_died_is_done_by_the_next_start(store: Store) -> None:
    in_a_process_that_dies(lambda: store.begin(changed(contact(), org="Acme")))
    assert "Acme" not in store.path_of("contact", "marie-dupont").read_text()
    assert Store(store.places).load().contacts["marie-dupont"].org == "Acme"
    assert Store(store.places).undo().label == "Changed marie-dupont"
    assert only(store) == contact()


@pytest.mark.parametrize(
    "look",
    [
        lambda store: store.commit(changed(contact(org="Acme"), place="Nantes")),
        lambda store: store.refresh(store.load()),
        lambda store: store.undo() and store.redo(),
    ],
)
def test_who_looks_or_writes_next_finds_it_done(store: Store, look: Callable[[Store], object]) -> None:
    store.begin(changed(contact(), org="Acme"))
    look(store)
    assert only(store).org == "Acme"


def test_an_editor_that_saves_in_this_very_moment_keeps_what_it_saved(store: Store) -> None:
    pending = store.begin(changed(contact(), org="Acme"))
    path = store.path_of("contact", "marie-dupont")
    path.write_text(f'{path.read_text()}place = "Nantes"\n')
    receipt = pending.finish()
    assert receipt != pending.receipt
    assert (only(store).org, only(store).place) == ("Acme", "Nantes")
    assert [step.label for step in store.history()] == ["Changed marie-dupont", "New marie-dupont"]


def test_a_clash_in_this_very_moment_changes_nothing(store: Store) -> None:
    pending = store.begin(changed(contact(), org="Acme"))
    path = store.path_of("contact", "marie-dupont")
    path.write_text(f'{path.read_text()}org = "Nord"\n')
    with pytest.raises(ConflictError):
        pending.finish()
    with pytest.raises(ConflictError):
        pending.finish()
    assert only(store).org == "Nord"
    assert len(store.history()) == 1


def test_a_disk_that_refuses_leaves_everything_as_it_was(store: Store) -> None:
    before, number = snapshot(store.places.home), 0
    while True:
        pending = store.begin(changed(contact(), org="Acme"))
        with failing(number := number + 1, 28) as made:
            try:
                pending.finish()
                break
            except StorageError:
                assert snapshot(store.places.home) == before, made[-1]
                assert len(store.history()) == 1
    assert number > 5
    assert only(store).org == "Acme"


def test_nothing_to_do_is_done(store: Store) -> None:
    assert store.begin(Change("Nothing", ())).finish().edits == ()
    assert store.begin(changed(contact(org="Acme"), org="")).finish().label == "Changed marie-dupont"
    assert len(store.history()) == 1
