from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from entretien.tui.theme import derived_variables
from tests.tui.triage.desk import desk


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_a_built_in_theme_gets_colours_that_lists_can_draw(name: str) -> None:
    derived = derived_variables(BUILTIN_THEMES[name].to_color_system().generate())
    assert all(Color.parse(colour).a == 1 for colour in derived.values())


@pytest.mark.parametrize("name", ["nord", "ansi-dark", "ansi-light", "entretien-light"])
async def test_the_triage_takes_another_theme_while_it_is_open(tmp_path: Path, name: str) -> None:
    async with desk(tmp_path) as it:
        it.app.theme = name
        await it.pilot.pause()
        await it.press("e", "v")
        assert it.who == "Léa"
