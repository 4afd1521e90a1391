"""Campaign: broken files of every kind among good ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from entretien.paths import Places
from entretien.storage.store import Store
from tests.storage.helpers import changed, size, write

GOOD = 'name = "Person {number}"\n\n[[interactions]]\non = 2026-01-01\n'

Break = Callable[[Path], object]

BROKEN: dict[str, tuple[str, Break]] = {
    "text": ("syntax", lambda path: path.write_text("name = Marie\n")),
    "cut": ("syntax", lambda path: path.write_text('name = "Mar')),
    "empty": ("invalid", lambda path: path.write_text("")),
    "nul": ("syntax", lambda path: path.write_bytes(b"\0" * 400)),
    "deep": ("syntax", lambda path: path.write_text("x = " + "[" * 50_000)),
    "twice": ("syntax", lambda path: path.write_text('name = "a"\nname = "b"\n')),
    "field": ("invalid", lambda path: path.write_text('name = "a"\nsolid = "yes!"\n')),
    "item": ("invalid", lambda path: path.write_text('name = "a"\n[[interactions]]\nnote = "x"\n')),
    "misspelt": ("invalid", lambda path: path.write_text('nmae = "a"\n')),
    "blank": ("invalid", lambda path: path.write_text('name = "  "\n')),
    "conflict": ("conflict-marker", lambda path: path.write_text("<<<<<<< HEAD\nx=1\n=======\n>>>>>>> b\n")),
    "latin": ("encoding", lambda path: path.write_bytes('name = "Zoé"\n'.encode("latin-1"))),
    "utf-16": ("encoding", lambda path: path.write_bytes('name = "Zoé"\n'.encode("utf-16"))),
    "folder": ("not-a-file", lambda path: path.mkdir()),
    "pipe": ("not-a-file", os.mkfifo),
    "nowhere": ("not-a-file", lambda path: path.symlink_to("nowhere.toml")),
    "loop": ("not-a-file", lambda path: path.symlink_to(path)),
    "large": ("too-large", lambda path: path.write_bytes(b"#" * 50_000_000)),
    "capital": ("bad-name", lambda path: path.with_name(f"Ünique {path.stem}.toml").write_text('name = "a"\n')),
    "copy": (
        "conflict-copy",
        lambda path: path.with_name(f"{path.stem}.sync-conflict-20261124-101112-ABCDEFG.toml").write_text("x"),
    ),
    "copy of dropbox": (
        "conflict-copy",
        lambda path: path.with_name(f"{path.stem} (Marie's conflicted copy 2026-11-24).toml").write_text("x"),
    ),
}


def state(folder: Path) -> dict[str, object]:
    """Every name with its bytes, as far as there are any, and its stamp."""
    return {
        path.name: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in folder.iterdir()
        if not path.is_symlink()
    }


@pytest.mark.campaign
def test_the_good_ones_are_shown_and_the_broken_ones_listed(places: Places) -> None:
    count = size(84, 500)
    for number in range(count):
        write(places, f"contacts/person-{number}.toml", GOOD.format(number=number))
    contacts = places.home / "contacts"
    expected = []
    for number in range(count):
        kind, spoil = list(BROKEN.values())[number % len(BROKEN)]
        spoil(contacts / f"broken-{number}.toml")
        expected.append(kind)
    before = state(contacts)

    store = Store(places)
    book = store.load()
    assert len(book.contacts) == count
    serious = [problem for problem in book.problems if problem.serious]
    assert sorted(problem.kind for problem in serious) == sorted(expected)
    assert all(problem.reason.endswith(".") for problem in serious)
    store.commit(changed(book.contacts["person-1"], org="Acme"))
    after = state(contacts)
    assert {name for name in before if before[name] != after.get(name)} == {"person-1.toml"}
