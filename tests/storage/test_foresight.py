"""What was worked out beforehand changes nothing but the time that a change takes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from entretien.paths import Places
from entretien.storage.planning import Planner
from entretien.storage.store import Store
from tests.storage.activity import random_change
from tests.storage.helpers import changed, contact, met_on, new, only, snapshot


def places(folder: Path) -> Places:
    return Places(folder / "home", folder / "config", folder / "cache")


@pytest.mark.parametrize("seed", range(8))
def test_the_same_bytes_are_written_with_and_without(seed: int, tmp_path: Path) -> None:
    far, near = places(tmp_path / "far"), places(tmp_path / "near")
    store = Store(far)
    book = store.load()
    random = Random(seed)
    for _step in range(40):
        change, other = random_change(book, random), random_change(book, random)
        for likely in random.sample([change, other], random.randrange(3)):
            store.foresee(likely)
        book = book.with_edits(store.commit(change).edits)
        Store(near).commit(change)
        assert snapshot(far.home) == snapshot(near.home)
        if random.random() < 0.2:
            for path in list(far.home.glob("contacts/*.toml"))[:2]:
                text = f"# by hand\n{path.read_text()}"
                path.write_text(text)
                (near.home / path.relative_to(far.home)).write_text(text)


def test_what_was_foreseen_is_not_planned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(places(tmp_path))
    store.commit(new(contact(interactions=(met_on(3),))))
    before = store.load().contacts["marie-dupont"]
    change = changed(before, interactions=(*before.interactions, met_on(20)))
    store.foresee(change)
    monkeypatch.delattr(Planner, "_merge")
    store.commit(changed(before, interactions=(*before.interactions, met_on(20))))
    assert only(store).interactions == (met_on(3), met_on(20))


def test_a_file_that_was_changed_since_is_looked_at_anew(tmp_path: Path) -> None:
    store = Store(places(tmp_path))
    store.commit(new(contact()))
    change = changed(contact(), org="Acme")
    store.foresee(change)
    path = store.path_of("contact", "marie-dupont")
    path.write_text(f'# by hand\n{path.read_text()}place = "Nantes"\n')
    store.commit(change)
    assert (only(store).org, only(store).place) == ("Acme", "Nantes")
    assert path.read_text().startswith("# by hand\n")


def test_to_foresee_writes_nothing_and_minds_nothing(tmp_path: Path) -> None:
    store = Store(places(tmp_path))
    store.commit(new(contact()))
    before = snapshot(store.places.home)
    store.foresee(changed(contact(), org="Acme"))
    store.foresee(changed(contact("gone", "Gone"), org="Acme"))
    store.path_of("contact", "marie-dupont").write_text("[")
    store.foresee(changed(contact(), org="Acme"))
    store.path_of("contact", "marie-dupont").write_bytes(before["contacts/marie-dupont.toml"])
    assert snapshot(store.places.home) == before
    assert len(store.history()) == 1
