"""One of several processes at work on the same folder.

    python -m tests.storage.campaigns.writing_alone FOLDER NAME CHANGES

Makes random changes of the contacts there, on a book that is seldom up to date, starts anew now and then from an index
that either may have written, and prints what was confirmed: the notes it logged by contact, and the last value of the
field that is its own.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from entretien.config import Config
from entretien.model.change import Change, Edit
from entretien.model.interaction import Interaction
from entretien.paths import Places
from entretien.storage.store import Store
from tests.storage.helpers import quick_clock


def main(folder: str, name: str, changes: int) -> None:
    """Change and print."""
    home = Path(folder)
    store = Store(Places(home / "home", home / "config", home / "cache"))
    random = Random(name)
    quick_clock(pytest.MonkeyPatch())
    book = store.load()
    notes: dict[str, list[str]] = {}
    fields: dict[str, str] = {}
    for number in range(changes):
        chosen = random.sample(sorted(book.contacts), random.choice([1, 1, 1, 3]))
        edits = []
        note = f"{name} {number}"
        for id in chosen:
            before = book.contacts[id]
            item = Interaction(on=date(2026, 1, 1) + timedelta(days=number % 300), note=note)
            own: dict[str, Any] = {"org" if name == "a" else "place": note}
            tags = (*before.tags, note.replace(" ", "-"))
            edits.append(
                Edit("contact", before, replace(before, interactions=(*before.interactions, item), tags=tags, **own))
            )
        receipt = store.commit(Change(note, tuple(edits)))
        for id in chosen:
            notes.setdefault(id, []).append(note)
            fields[id] = note
        book = book.with_edits(receipt.edits)
        if random.random() < 0.05:
            book = store.refresh(book)
            store.keep(store.network(book, date(2026, 11, random.randrange(1, 31)), Config()))
        if random.random() < 0.05:
            store = Store(store.places)
            book = store.load()
    print(json.dumps({"notes": notes, "fields": fields}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
