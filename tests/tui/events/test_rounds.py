"""The timer of speed meetings, with the clock in the test's hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from entretien.config import Config
from entretien.model.contact import Met
from entretien.model.network import Event, Record
from entretien.paths import Places
from entretien.storage.store import Store
from entretien.tui.modals.rounds import length_line
from entretien.tui.rounds_app import RoundsApp
from entretien.tui.widgets.capture_panel import CaptureInput
from entretien.tui.widgets.rounds_view import Dial, RoundsView
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (110, 40)


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def fair() -> list[Record]:
    return [*network(), Event(id="fair", name="The fair", starts=TODAY, ends=TODAY)]


def timer(home: Path, count: int = 10) -> tuple[RoundsApp, Clock]:
    clock = Clock()
    return RoundsApp(write(home, fair()), Config(), TODAY, 2, count, clock), clock


async def pass_time(pilot: Pilot[None], clock: Clock, seconds: float) -> None:
    clock.now += seconds
    pilot.app.screen.query_one(RoundsView).tick()
    await pilot.pause()


def line(pilot: Pilot[None]) -> CaptureInput:
    return pilot.app.screen.query_one(CaptureInput)


async def test_a_round_a_bell_ten_seconds_for_a_line_the_next(tmp_path: Path) -> None:
    app, clock = timer(tmp_path)
    bells: list[float] = []
    app.bell = lambda: bells.append(clock.now)  # type: ignore[method-assign]
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "Rounds ─ The fair" in text_of(app)
        assert "Round 1 of 10" in text_of(app)
        assert "What brought you here today?" in text_of(app)
        await pass_time(pilot, clock, 120)
        assert bells == [120]
        assert "Round 1 of 10 is over: one line" in text_of(app)
        await pilot.press(*"nadia @n", "enter")
        await ready(pilot)
        assert "1 note: that is a good evening" in text_of(app)
        await pass_time(pilot, clock, 10)
        assert "Round 2 of 10" in text_of(app)
        assert isinstance(app.focused, Dial)
        await pilot.press("escape")
    assert app.summary == "1 round · 1 note: that is a good evening"
    nadia = Store(Places(tmp_path, tmp_path / "config", tmp_path / "cache")).load().contacts["nadia"]
    assert nadia.met == Met(on=TODAY, event="fair")


async def test_what_is_typed_during_a_round_is_never_lost(tmp_path: Path) -> None:
    app, clock = timer(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press(*"Ada n")
        assert line(pilot).value == "Ada n"
        await pass_time(pilot, clock, 120)
        await pilot.press("o")
        await pass_time(pilot, clock, 10)
        await pilot.press("w")
        assert line(pilot).value == "Ada now"
        assert "Round 2 of 10" in text_of(app)
        await pilot.press("escape", "space")
        assert "paused" in text_of(app)
        assert line(pilot).value == "Ada now"
        await pilot.press("enter", "enter")
        await ready(pilot)
        assert "1 note" in text_of(app)


async def test_space_pauses_and_n_goes_on(tmp_path: Path) -> None:
    app, clock = timer(tmp_path, count=2)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("space")
        await pass_time(pilot, clock, 1_000)
        assert "Round 1 of 2 · paused" in text_of(app)
        await pilot.press("space", "n")
        assert "Round 1 of 2 is over" in text_of(app)
        await pilot.press("escape", "n")
        assert "Round 2 of 2" in text_of(app)
        await pilot.press("n", "escape", "n")
        assert "The last round is over." in text_of(app)
        await pilot.press("escape")
        await pilot.press("escape")
    assert app.summary == "2 rounds · no note: the conversations count"


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (1, 1)])
async def test_any_size_is_survived(tmp_path: Path, size: tuple[int, int]) -> None:
    app, clock = timer(tmp_path)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pass_time(pilot, clock, 120)
        await pilot.press(*"Ada", "enter")
        await ready(pilot)
        assert app.query_one(RoundsView).notes == 1


async def test_it_opens_from_the_event_and_says_what_it_came_to(tmp_path: Path) -> None:
    places = write(tmp_path, fair())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("B", "r", "enter")
        await ready(pilot)
        assert "Round 1 of 10" in text_of(app)
        await pilot.press("n", *"Jo", "enter")
        await ready(pilot)
        await pilot.press("escape", "escape")
        await ready(pilot)
        assert "1 round · 1 note: that is a good evening" in text_of(app)
        assert "The fair · 1 captured" in text_of(app)
    jo = stored(places).contacts["jo"].met
    assert jo is not None
    assert jo.event == "fair"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", (2.0, 10)),
        ("1.5 x 12", (1.5, 12)),
        ("1,5 × 12", (1.5, 12)),
        ("3 min x 4", (3.0, 4)),
        ("0.1x1", (0.1, 1)),
        ("61", None),
        ("0 x 3", None),
        ("2 x 0", None),
        ("2 x 201", None),
        ("two", None),
        ("", None),
    ],
)
def test_the_length_is_read_from_a_line(text: str, expected: tuple[float, int] | None) -> None:
    meaning, said = length_line()._reading(text)
    assert meaning == expected
    assert said
