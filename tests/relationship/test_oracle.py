"""Random histories: the program's figures against a second calculation, written independently."""

from __future__ import annotations

import os
import random
from datetime import date
from typing import Any

import pytest

from entretien.model.interaction import CHANNELS, Channel, Depth, Direction, Felt, Interaction
from entretien.relationship.standing import as_json, assess
from tests.relationship import oracle
from tests.relationship.histories import TODAY, on

BATCHES = 10
HISTORIES = 1_000 if os.environ.get("ENTRETIEN_CAMPAIGN") == "full" else 40

CADENCES = (None, 7, 10, 14, 21, 30, 45, 60, 90, 180, 365, 700)
DIRECTIONS: tuple[Direction | None, ...] = (None, None, "out", "out", "in", "mutual")
DEPTHS: tuple[Depth | None, ...] = (None, None, 1, 2, 3)
FEELINGS: tuple[Felt | None, ...] = (None, None, None, -1, 0, 1)
WRITTEN_MORE: tuple[Channel, ...] = (*CHANNELS, "message", "message", "message")


def history(chance: random.Random) -> list[Interaction]:
    """Bursts, rhythms, drips and long silences, now and then reaching into the future."""
    steps = chance.choice(((0, 1, 2), (0, 1, 2, 3, 4), (1, 20, 30, 31), (28, 30, 33), (90, 100, 200), (0, 2, 30, 365)))
    day = -chance.choice((0, 1, 5, 40, 200, 700)) if chance.random() < 0.95 else chance.randrange(1, 30)
    log = []
    for _number in range(chance.choice((0, 1, 2, 3, 5, 8, 13, 25))):
        log.append(
            Interaction(
                on=on(day),
                direction=chance.choice(DIRECTIONS),
                channel=chance.choice(WRITTEN_MORE),
                depth=chance.choice(DEPTHS),
                gave=chance.random() < 0.2,
                received=chance.random() < 0.2,
                asked=chance.random() < 0.2,
                felt=chance.choice(FEELINGS),
            )
        )
        day -= chance.choice(steps) if chance.random() < 0.8 else chance.randrange(400)
    return log[::-1]


def as_items(log: list[Interaction]) -> list[oracle.Item]:
    """The log in the document's terms, its defaults filled in by the document's words."""
    items = []
    for entry in log:
        together = entry.channel in ("call", "video", "meet")
        items.append(
            {
                "day": (entry.on - TODAY).days,
                "dir": entry.direction or ("mutual" if together else "out"),
                "ch": entry.channel,
                "depth": entry.depth or (1 if entry.channel == "message" else 2),
                "give": entry.gave,
                "recv": entry.received,
                "ask": entry.asked,
                "felt": entry.felt,
            }
        )
    return items


def differences(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    different = {}
    for key, value in expected.items():
        if isinstance(value, dict):
            different.update({f"{key}.{inner}": pair for inner, pair in differences(value, found[key]).items()})
        elif isinstance(value, float) and isinstance(found[key], int | float):
            if abs(value - found[key]) > 1e-3:
                different[key] = (value, found[key])
        elif value != found[key]:
            different[key] = (value, found[key])
    return different


@pytest.mark.campaign
@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_figures_agree_with_a_second_calculation(batch: int) -> None:
    chance = random.Random(f"histories {batch}")
    for _number in range(HISTORIES):
        log, cadence = history(chance), chance.choice(CADENCES)
        found = as_json(assess(log, cadence, TODAY))
        if found["hold_until"]:
            found["hold_until"] = (date.fromisoformat(found["hold_until"]) - TODAY).days
        assert differences(oracle.judge(as_items(log), cadence, 0), found) == {}, (cadence, log)
