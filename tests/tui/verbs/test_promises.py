from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from entretien.model.contact import Promise
from entretien.tui.modals.promise import read_promise
from tests.tui.verbs.host import TODAY, contact, on_stage, shown

MARIE = contact("Marie Dupont")
OPEN = replace(
    MARIE,
    promises=(
        Promise(what="an old one", done=True),
        Promise(what="send the deck", due=date(2026, 11, 20)),
        Promise(what="her quote", by="them"),
    ),
)


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("send the deck fri", Promise(what="send the deck", due=date(2026, 11, 27), made=TODAY)),
        ("?her quote dans 15 jours", Promise(what="her quote", by="them", due=date(2026, 12, 8), made=TODAY)),
        ("! call back", Promise(what="call back", made=TODAY)),
        ("send what may be interesting", Promise(what="send what may be interesting", made=TODAY)),
    ],
)
def test_a_line_is_read_with_its_day(text: str, promise: Promise) -> None:
    assert read_promise(text, TODAY, day_first=False).promise == promise


@pytest.mark.parametrize("text", ["", "?", "fri", "send it thursday 31 nov"])
def test_what_is_no_promise_is_said(text: str) -> None:
    promise, line = read_promise(text, TODAY, day_first=False)
    assert promise is None
    assert line


async def test_a_promise_is_read_while_it_is_typed(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("p")
        await stage.type("send the deck fri")
        assert not shown(stage, "I promise: send the deck · Fri 27 Nov, in 3 days")
        await stage.press("enter")
        assert stage.contact("marie-dupont").promises == (
            Promise(what="send the deck", due=date(2026, 11, 27), made=TODAY),
        )
        assert stage.host.verdicts == ["promised"]


@pytest.mark.parametrize(("key", "left"), [("e", ("her quote",)), ("enter", ("her quote",)), ("D", ("her quote",))])
async def test_an_open_promise_is_kept_or_dropped(tmp_path: Path, key: str, left: tuple[str, ...]) -> None:
    async with on_stage(tmp_path, OPEN) as stage:
        await stage.press("p")
        assert not shown(stage, "I send the deck", "Fri 20 Nov, 4 days ago", "they her quote", "no day")
        await stage.press("down", key)
        after = stage.contact("marie-dupont")
        assert tuple(promise.what for promise in after.open_promises) == left
        assert len(after.promises) == (2 if key == "D" else 3)


async def test_an_open_promise_is_moved(tmp_path: Path) -> None:
    async with on_stage(tmp_path, OPEN) as stage:
        await stage.press("p", "down", "j", "s")
        assert not shown(stage, "her quote")
        await stage.type("2w")
        await stage.press("enter")
        assert stage.contact("marie-dupont").promises[2].due == date(2026, 12, 8)


async def test_a_promise_is_for_one_person(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, contact("Paul Roy")) as stage:
        stage.choose("marie-dupont", "paul-roy")
        await stage.press("p")
        assert stage.said == "This is for one person at a time."
