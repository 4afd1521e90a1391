"""The collector: what it is kept from looking at, and that nothing is withheld from it for good."""

from __future__ import annotations

import gc
import weakref

import pytest

from entretien import collector


class Thing:
    itself: Thing


def knotted() -> weakref.ref[Thing]:
    thing = Thing()
    thing.itself = thing
    return weakref.ref(thing)


@pytest.fixture(autouse=True)
def collecting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_keeping", False)
    gc.unfreeze()


def test_what_came_meanwhile_is_old_and_can_still_be_freed() -> None:
    with collector.collector_at_rest():
        assert not gc.isenabled()
        knot = knotted()
    assert gc.isenabled()
    gc.collect(1)
    assert knot() is not None
    gc.collect()
    assert knot() is None


def test_what_is_kept_for_good_stays_so() -> None:
    collector.keep_for_good()
    with collector.collector_at_rest():
        pass
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_at_rest_within_at_rest_changes_nothing() -> None:
    with collector.collector_at_rest():
        with collector.collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
