"""Changes from outside are told, those that don't matter aren't."""

from __future__ import annotations

import threading

import pytest

from entretien.paths import Places
from entretien.storage.watch import Watcher
from tests.storage.helpers import write

LONG = 20
"""Seconds that a test waits at most for what comes at once."""


@pytest.mark.parametrize("listens", [True, False])
def test_a_change_from_outside_is_told(places: Places, listens: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not listens:
        monkeypatch.setattr(Watcher, "_listen", lambda _self: None)
    write(places, "contacts/marie.toml", 'name = "Marie"\n')
    told = threading.Event()
    with Watcher(places.home, told.set):
        for number in range(3):
            told.clear()
            write(places, "contacts/marie.toml", f'name = "Marie {number}"\n')
            assert told.wait(LONG)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_folder_made_later_is_listened_to(places: Places, replaced: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entretien.storage.watch._LOOK_EVERY", 1_000_000)
    write(places, "circles/hec.toml", 'name = "HEC"\n')
    if replaced:
        write(places, "contacts/marie.toml", 'name = "Marie"\n')
    told = threading.Event()
    with Watcher(places.home, told.set):
        if replaced:
            (places.home / "contacts").rename(places.home / "old")
        for number in range(4):
            told.clear()
            write(places, "contacts/marie.toml", f'name = "Marie {number}"\n')
            assert told.wait(LONG)


def test_a_home_made_later_is_watched(places: Places) -> None:
    told = threading.Event()
    with Watcher(places.home, told.set):
        write(places, "contacts/marie.toml", 'name = "Marie"\n')
        assert told.wait(LONG)
