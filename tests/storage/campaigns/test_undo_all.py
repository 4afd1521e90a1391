"""Campaign: random actions, all undone, all redone; the files are byte for byte what they were."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from entretien.book import Book
from entretien.paths import Places
from entretien.storage.errors import NothingToUndoError
from entretien.storage.store import Store
from tests.storage.activity import random_change
from tests.storage.helpers import quick_clock, restarted, size, snapshot, write

ODD = 'name = "Marie Dupont" # hers\ntags = [ "a",\n "b" ]\n\n[own]\nx = 1\n\n[[interactions]]\non = 2026-01-01'


class Actions(RuleBasedStateMachine):
    """Act, undo and redo at random; keep the files after each step beside the store's history."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        quick_clock(self.patch)
        self.folder = Path(mkdtemp(prefix="entretien-test-"))
        self.places = Places(self.folder / "home", self.folder / "config", self.folder / "cache")
        write(self.places, "contacts/marie-dupont.toml", ODD.replace("\n", "\r\n"))
        self.store = Store(self.places)
        self.book: Book = self.store.load()
        self.states = [snapshot(self.places.home)]
        self.at = 0

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed: int) -> None:
        receipt = self.store.commit(random_change(self.book, Random(seed)))
        self.book = self.book.with_edits(receipt.edits)
        if receipt.edits:
            self.states = [*self.states[: self.at + 1], snapshot(self.places.home)]
            self.at += 1

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.book = self.book.with_edits(self.store.undo().edits)
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.book = self.book.with_edits(self.store.redo().edits)
        self.at += 1

    @rule(day=st.integers(1, 30))
    def restart(self, day: int) -> None:
        assert restarted(self.store, date(2026, 11, day)) == self.book
        self.store = Store(self.places)

    @invariant()
    def the_files_are_those_of_the_step(self) -> None:
        assert snapshot(self.places.home) == self.states[self.at]
        assert self.store.load() == self.book

    def teardown(self) -> None:
        end = snapshot(self.places.home)
        done = self.at
        for _step in range(done):
            self.store.undo()
        assert snapshot(self.places.home) == self.states[0]
        with pytest.raises(NothingToUndoError):
            self.store.undo()
        for _step in range(done):
            self.store.redo()
        assert snapshot(self.places.home) == end
        shutil.rmtree(self.folder)
        self.patch.undo()


TestActions = pytest.mark.campaign(Actions.TestCase)
TestActions.settings = settings(
    max_examples=size(6, 100),
    stateful_step_count=size(25, 200),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
