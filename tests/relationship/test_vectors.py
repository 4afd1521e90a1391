"""The agreed histories: every figure to a thousandth, every state exactly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from entretien.relationship.standing import as_json, assess
from tests.relationship.histories import TODAY, Vector, vectors

KEYS = {
    "n_ep": "exchanges", "n_two": "two_way", "gaps": "gaps", "M": "median_gap", "R": "regularity", "I": "intensity",
    "Q": "quality", "s_touch": "since_touch", "s_exch": "since_life", "D": "dormant_after", "h": "half_life",
    "W": "warmth", "Pi": "pressure", "lvl": "level", "hold_until": "hold_until", "d": "plan", "x": "silence",
    "u": "dueness", "drift": "drift", "kept": "kept", "advice": "advice", "bond": "bond", "state": "state",
    "initiative": "initiative", "services": "services",
}  # fmt: skip


def agree(expected: Any, found: Any) -> bool:
    if isinstance(expected, dict):
        return expected.keys() == found.keys() and all(agree(value, found[key]) for key, value in expected.items())
    if isinstance(expected, float) and isinstance(found, int | float):
        return abs(expected - found) <= 1e-3
    return bool(expected == found)


def test_there_are_23() -> None:
    assert len(vectors()) == 23


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    found = as_json(assess(vector.log, vector.cadence, TODAY))
    if found["hold_until"]:
        found["hold_until"] = (date.fromisoformat(found["hold_until"]) - TODAY).days
    assert found.keys() == set(KEYS.values())
    wrong = {
        key: (expected, found[KEYS[key]])
        for key, expected in vector.expect.items()
        if not agree(expected, found[KEYS[key]])
    }
    assert wrong == {}
