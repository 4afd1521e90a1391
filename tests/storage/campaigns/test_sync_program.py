"""Campaign: a sync program rewrites the files while a session goes on, at every moment of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from entretien.model.change import Change, Edit
from entretien.paths import Places
from entretien.storage.errors import ConflictError
from entretien.storage.store import Store
from tests.storage.helpers import changed, contact, met_on, new, size


class SyncProgram:
    """Brings other versions of files: with one more line of the log, one more key, another remark on top."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder = folder
        self.random = random
        self.brought: dict[str, list[str]] = {}
        self.busy = False

    def rewrite(self) -> None:
        """Replace one file, as sync programs do: a new file beside it, then a rename."""
        if self.busy:
            return
        self.busy = True
        path = self.random.choice(sorted(self.folder.glob("[a-z]*.toml")))
        note = f"from afar {self.random.random()}"
        text = path.read_text()
        text = f'# {note}\n{text}\n[[interactions]]\non = 2026-12-24\nnote = "{note}"\n'
        fresh = path.with_name(".syncthing.tmp")
        fresh.write_text(text)
        fresh.rename(path)
        self.brought.setdefault(path.stem, []).append(note)
        self.busy = False

    @contextmanager
    def at_any_call(self, chance: float) -> Iterator[None]:
        """Rewrite, by chance, before any system call of the session."""

        def wrap(call: Any) -> Any:
            def wrapped(*args: Any, **kwargs: Any) -> Any:
                if self.random.random() < chance:
                    self.rewrite()
                return call(*args, **kwargs)

            return wrapped

        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "write", "fsync", "ftruncate", "fstat", "close"):
                patch.setattr(os, name, wrap(getattr(os, name)))
            yield


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(size(3, 40)))
def test_nothing_of_either_is_lost(seed: int, places: Places) -> None:
    random = Random(seed)
    store = Store(places)
    for number in range(8):
        store.commit(new(contact(f"person-{number}", f"Person {number}")))
    book = store.load()
    sync = SyncProgram(places.home / "contacts", random)
    logged: dict[str, list[str]] = {}
    for turn in range(size(30, 200)):
        if random.random() < 0.5:
            sync.rewrite()
        chosen = random.sample(sorted(book.contacts), random.choice([1, 1, 2]))
        note = f"mine {turn}"
        people = [book.contacts[id] for id in chosen]
        edits = (
            Edit("contact", one, replace(one, interactions=(*one.interactions, met_on(3, note)))) for one in people
        )
        with sync.at_any_call(0.02):
            receipt = store.commit(Change(note, tuple(edits)))
        for id in chosen:
            logged.setdefault(id, []).append(note)
        book = book.with_edits(receipt.edits)
        if random.random() < 0.3:
            with sync.at_any_call(0.01):
                book = store.refresh(book)
    book = store.refresh(book)
    assert not book.problems
    for id, found in book.contacts.items():
        notes = [item.note for item in found.interactions]
        assert sorted(notes) == sorted(logged.get(id, []) + sync.brought.get(id, []))
        text = (places.home / "contacts" / f"{id}.toml").read_text()
        assert all(f"# {note}" in text for note in sync.brought.get(id, []))


def test_a_change_of_the_same_field_is_asked_about(places: Places) -> None:
    store = Store(places)
    store.commit(new(contact()))
    before = store.load().contacts["marie-dupont"]
    path = places.home / "contacts" / "marie-dupont.toml"
    path.write_text(f'{path.read_text()}org = "Theirs"\n')
    with pytest.raises(ConflictError) as caught:
        store.commit(changed(before, org="Mine"))
    assert [(clash.field, clash.base, clash.mine, clash.theirs) for clash in caught.value.clashes] == [
        ("org", None, "Mine", "Theirs")
    ]
    assert 'org = "Theirs"' in path.read_text()
    assert store.commit(changed(before, org="Mine"), resolution="mine").edits[0].after
    assert 'org = "Mine"' in path.read_text()
