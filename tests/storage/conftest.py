"""What every test of the files needs: a folder, and a store on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from entretien.paths import Places
from entretien.storage.store import Store


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A home, a config and a cache that don't exist yet."""
    return Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")


@pytest.fixture
def store(places: Places) -> Store:
    """A store on an empty home."""
    return Store(places)
