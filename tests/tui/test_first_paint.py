"""The first picture: what stands on the terminal before Textual is there is what Textual then draws."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from entretien.config import Config
from entretien.demo import write_demo
from entretien.i18n import Language, set_language
from entretien.paths import Places
from entretien.triage import Triage
from entretien.tui.app import EntretienApp
from entretien.tui.first_paint import Box, Piece, card_box, first_card, frame
from tests.tui.places.helpers import TODAY, ready

SIZES = [(40, 10), (80, 24), (89, 30), (90, 29), (120, 40), (139, 30), (140, 31), (163, 45), (200, 50), (260, 70)]


def drawn(pieces: Iterable[Piece], size: os.terminal_size) -> list[list[str]]:
    """The cells of a screen with these pieces on it."""
    cells = [[" "] * size.columns for _line in range(size.lines)]
    for x, y, spans in pieces:
        for character in "".join(text for text, _style in spans):
            width = cell_len(character)
            cells[y][x : x + width] = [character, *[""] * (width - 1)]
            x += width
    return cells


def on_screen(app: EntretienApp) -> list[list[str]]:
    lines = enumerate(app.screen._compositor.render_strips())
    return drawn((Piece(0, y, [(strip.text, "")]) for y, strip in lines), os.terminal_size(app.size))


def within(cells: list[list[str]], box: Box) -> list[str]:
    """What stands in a panel, but for the bar at its right and the hint at its bottom."""
    return ["".join(line[box.x : box.x + box.width - 2]) for line in cells[box.y : box.y + box.height - 1]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_it_is_what_the_program_draws(tmp_path: Path, size: tuple[int, int], language: Language) -> None:
    set_language(language)
    places, terminal = Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache"), os.terminal_size(size)
    write_demo(places, TODAY)
    app = EntretienApp(places, Config(), TODAY, place="triage")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        assert app.network is not None
        first = Triage.at(app.network, datetime.combine(TODAY, datetime.min.time())).following(None)
        assert first is not None
        picture = drawn([*frame(terminal), *first_card(app.network, first, terminal)], terminal)
        box, shown = card_box(terminal), on_screen(app)
        assert app.screen.query_one("#card").region == Region(*box)
    set_language("en")
    assert "".join(shown[0]).startswith("".join(picture[0]).rstrip())
    assert within(picture, box) == within(shown, box)
