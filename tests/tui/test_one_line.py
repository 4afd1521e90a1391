"""The lines of the frame, drawn by a shorter way, look as Textual draws them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from entretien.tui.widgets.chrome import OneLine
from tests.tui.triage.desk import desk


def cells(strip: Strip) -> list[tuple[object, ...]]:
    """What one sees of each cell: of a blank, its background alone."""
    return [
        (char, style.bgcolor, *((style.color, style.bold, style.italic) if char.strip() else ()), style.underline)
        for segment in strip
        for style in [segment.style or Style()]
        for char in segment.text
    ]


@pytest.mark.parametrize("size", [(120, 40), (41, 12), (200, 50)])
async def test_every_line_of_the_frame(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size) as it:
        for _key in range(3):
            lines = [line for line in it.app.screen.query(OneLine) if line.size.height]
            assert len(lines) >= 3
            for line in lines:
                whole = Region(0, 0, *line.outer_size)
                line._styles_cache.clear()
                theirs = [cells(strip) for strip in Static.render_lines(line, whole)]
                assert [cells(strip) for strip in line.render_lines(whole)] == theirs
                assert line.render_lines(Region(3, 0, 9, 1))[0].text == line.render_lines(whole)[0].text[3:12]
            await it.press("e")
