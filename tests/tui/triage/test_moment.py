"""What may happen between a decision and its files, which are replaced once the next card is painted."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entretien.model.change import Change
from entretien.storage.pending import Pending
from entretien.storage.store import Store
from entretien.tui.modals.conflict import ConflictModal
from tests.sessions import due
from tests.tui.triage.desk import Desk, desk

ONE = due("one", 60)


def at_that_moment(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen after the next change was begun."""
    begin = Store.begin

    def then(store: Store, change: Change, *more: Any) -> Pending:
        pending = begin(store, change, *more)
        monkeypatch.setattr(Store, "begin", begin)
        happens()
        return pending

    monkeypatch.setattr(Store, "begin", then)


def told(it: Desk) -> str:
    return " ".join(notification.message for notification in it.app._notifications)


async def test_what_an_editor_saves_is_kept_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path) as it:
        first = it.app.network.queue()[0].who if it.app.network else ""
        path = it.app.places.home / "contacts" / f"{first}.toml"
        at_that_moment(monkeypatch, lambda: path.write_text('place = "Nantes"\n' + path.read_text()))
        await it.press("e")
        assert it.decided[0][0] == first
        assert it.file("contacts", first)["place"] == "Nantes"
        assert it.app.network is not None
        assert it.app.network.book.contacts[first].place == "Nantes"
        await it.press("u")
        assert it.decided == []


async def test_a_disk_that_refuses_brings_the_card_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path) as it:
        who = it.who
        replace = os.replace

        def refuse(*_paths: Any) -> None:
            monkeypatch.setattr(os, "replace", replace)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        at_that_moment(monkeypatch, lambda: monkeypatch.setattr(os, "replace", refuse))
        await it.press("e")
        assert it.who == who
        assert "Nothing was changed" in told(it)
        assert "undoes" not in it.text
        assert it.decided == []
        await it.press("e")
        assert it.who != who
        assert len(it.decided) == 1


async def test_a_clash_asks_which_side_to_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(tmp_path, (ONE,)) as it:
        path = it.app.places.home / "contacts" / "one.toml"
        at_that_moment(monkeypatch, lambda: path.write_text(f"snoozed_until = 2026-12-24\n{path.read_text()}"))
        await it.press("s", "1")
        assert isinstance(it.app.screen, ConflictModal)
        assert it.file("contacts", "one")["snoozed_until"].isoformat() == "2026-12-24"
        assert it.decided == []
