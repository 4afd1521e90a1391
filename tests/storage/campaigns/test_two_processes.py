"""Campaign: two processes change the same 50 contacts at once; nothing of either is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from entretien.model.change import Change, Edit
from entretien.paths import Places
from entretien.storage.store import Store
from tests.storage.helpers import contact, restarted, size

ROOT = Path(__file__).parents[3]


@pytest.mark.campaign
def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    changes = size(40, 500)
    store = Store(Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache"))
    people = [contact(f"person-{number}", f"Person {number}") for number in range(1, size(6, 51))]
    store.commit(Change("Fifty", tuple(Edit("contact", None, person) for person in people)))

    command = [sys.executable, "-m", "tests.storage.campaigns.writing_alone", str(tmp_path)]
    running = [
        subprocess.Popen([*command, name, str(changes)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in ("a", "b")
    ]
    results = [process.communicate(timeout=600) for process in running]
    assert [process.returncode for process in running] == [0, 0], results
    first, second = (json.loads(out) for out, _errors in results)

    book = restarted(store)
    assert not book.problems
    for id, found in book.contacts.items():
        mine, theirs = first["notes"].get(id, []), second["notes"].get(id, [])
        assert sorted(item.note for item in found.interactions) == sorted(mine + theirs)
        assert sorted(found.tags) == sorted(note.replace(" ", "-") for note in mine + theirs)
        assert [item.note for item in found.interactions if item.note.startswith("a ")] == mine, "out of order"
        assert found.org == first["fields"].get(id, "")
        assert found.place == second["fields"].get(id, "")
    assert len(store.history()) == min(2 * changes + 1, 1000)
