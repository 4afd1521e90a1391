"""Histories to assess: the agreed vectors, small helpers, and Hypothesis strategies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from entretien.model.contact import Contact
from entretien.model.interaction import CHANNELS, Interaction
from entretien.relationship.parameters import Parameters
from entretien.relationship.standing import Relationship, assess
from entretien.relationship.tie import Tie

TODAY = date(2026, 11, 24)


def on(offset: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=offset)


def out(offset: int, **more: Any) -> Interaction:
    return Interaction(on=on(offset), direction="out", **more)


def received(offset: int, **more: Any) -> Interaction:
    return Interaction(on=on(offset), direction="in", **more)


def call(offset: int, **more: Any) -> Interaction:
    return Interaction(on=on(offset), channel="call", **more)


def meet(offset: int, **more: Any) -> Interaction:
    return Interaction(on=on(offset), channel="meet", **more)


def standing(*log: Interaction, cadence: int | None = 90, **more: Any) -> Relationship:
    return assess(log, cadence, TODAY, **more)


def tie(contact: Contact, cadence: int | None = 90, **more: Any) -> Tie:
    relationship = assess(
        contact.interactions, cadence, TODAY, snoozed_until=contact.snoozed_until, snoozes=contact.snoozes, **more
    )
    return Tie(contact, contact.interactions, relationship)


def warm_tie(contact: Contact, warmth: float, cadence: int = 90) -> Tie:
    """A tie of exactly this warmth."""
    assessed = tie(contact, cadence)
    return assessed._replace(relationship=replace(assessed.relationship, warmth=warmth))


class Vector(NamedTuple):
    name: str
    cadence: int | None
    log: tuple[Interaction, ...]
    expect: dict[str, Any]


def vectors() -> list[Vector]:
    """The 23 histories with the figures that were agreed for them."""
    records = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
    return [
        Vector(
            record["name"],
            record["cadence"],
            tuple(
                Interaction(
                    on=on(item["d"]),
                    direction=item["dir"],
                    channel=item["ch"],
                    depth=item.get("depth"),
                    gave=item.get("give", False),
                    received=item.get("recv", False),
                    asked=item.get("ask", False),
                    felt=item.get("felt"),
                )
                for item in record["history"]
            ),
            record["expect"],
        )
        for record in records
    ]


def interactions(latest: int = 0) -> st.SearchStrategy[Interaction]:
    """Any interaction up to `latest` days from today."""
    return st.builds(
        Interaction,
        on=st.one_of(st.integers(-30, latest), st.integers(-1500, latest)).map(on),
        direction=st.sampled_from((None, "out", "in", "mutual")),
        channel=st.sampled_from(CHANNELS),
        depth=st.sampled_from((None, 1, 2, 3)),
        gave=st.booleans(),
        received=st.booleans(),
        asked=st.booleans(),
        felt=st.sampled_from((None, -1, 0, 1)),
    )


def logs(latest: int = 0) -> st.SearchStrategy[list[Interaction]]:
    """Logs in order."""
    return st.lists(interactions(latest), max_size=25).map(in_order)


def in_order(log: Sequence[Interaction]) -> list[Interaction]:
    return sorted(log, key=lambda item: item.on)


CADENCES: st.SearchStrategy[int | None] = st.sampled_from((None, 1, 7, 14, 21, 30, 60, 90, 180, 365, 3650))
DEFAULTS = Parameters()
