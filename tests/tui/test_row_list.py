from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from entretien.tui.spans import cell
from entretien.tui.theme import DARK_THEME, derived_variables
from entretien.tui.widgets.row_list import Row, RowList


class Shelf(App[None]):
    """A list on its own, that remembers what it was told."""

    CSS = ".panel { border: round $line; padding: 0 1; }"

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows
        self.drawn: list[int] = []
        self.moved: list[int] = []
        self.chosen: list[int] = []
        self.register_theme(DARK_THEME)
        self.theme = DARK_THEME.name

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        return {**derived_variables(variables), **variables}

    def compose(self) -> ComposeResult:
        yield RowList(self.row, classes="panel")

    def row(self, index: int, _width: int) -> Row:
        self.drawn.append(index)
        return self.rows[index]

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        self.moved.append(event.index)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.chosen.append(event.index)

    @property
    def it(self) -> RowList:
        return self.query_one(RowList)

    @property
    def text(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.strip("│╭╮╰╯─").strip() for strip in strips][1:-1]


@asynccontextmanager
async def shelf(rows: list[Row], size: tuple[int, int] = (40, 12)) -> AsyncIterator[tuple[Shelf, Pilot[None]]]:
    app = Shelf(rows)
    async with app.run_test(size=size) as pilot:
        app.it.show_rows(len(rows), 0)
        app.it.focus()
        await pilot.pause()
        yield app, pilot


def plain(count: int) -> list[Row]:
    return [Row([(f"row {index}", "bold")], [(f"{index} d", "muted")]) for index in range(count)]


async def test_keys_move_the_cursor_and_stop_at_the_ends() -> None:
    async with shelf(plain(30)) as (app, pilot):
        for key, place in (
            ("j", 1), ("down", 2), ("k", 1), ("up", 0), ("k", 0), ("G", 29), ("j", 29), ("g", 0), ("ctrl+d", 5),
            ("ctrl+u", 0), ("end", 29), ("home", 0),
        ):  # fmt: skip
            await pilot.press(key)
            await pilot.pause()
            assert app.it.cursor == place
            assert f"row {place}" in " ".join(app.text)


async def test_the_cursor_passes_over_headings_and_shows_them() -> None:
    rows = plain(20)
    for index in (0, 10):
        rows[index] = Row([(f"heading {index}", "heading")], heading=True)
    async with shelf(rows) as (app, pilot):
        assert app.it.cursor == 1
        await pilot.press("k")
        assert app.it.cursor == 1
        app.it.cursor = 9
        await pilot.press("j")
        await pilot.pause()
        assert app.it.cursor == 11
        await pilot.press("G", "g")
        await pilot.pause()
        assert app.it.cursor == 1
        assert app.text[0].startswith("heading 0")


async def test_only_headings_leave_the_cursor_nowhere() -> None:
    async with shelf([Row([("alone", "heading")], heading=True)] * 3) as (app, pilot):
        assert app.it.cursor == -1
        await pilot.press("j", "k", "g", "G", "ctrl+d")
        assert app.it.cursor == -1


async def test_fewer_rows_keep_the_cursor_as_near_as_possible() -> None:
    async with shelf(plain(30)) as (app, pilot):
        app.it.cursor = 20
        await pilot.pause()
        app.it.show_rows(10)
        await pilot.pause()
        assert app.it.cursor == 9
        assert app.moved[-1] == 9
        app.it.show_rows(0)
        await pilot.pause()
        assert app.it.cursor == -1
        assert set(app.text) == {""}
        app.it.show_rows(5)
        assert app.it.cursor == 0


async def test_the_same_place_is_told_again_when_rows_are_shown_anew() -> None:
    async with shelf(plain(5)) as (app, pilot):
        count = len(app.moved)
        app.it.show_rows(5)
        await pilot.pause()
        assert app.moved[count:] == [0]


async def test_a_click_moves_and_a_second_one_chooses_exactly_the_line_under_the_pointer() -> None:
    async with shelf(plain(30)) as (app, pilot):
        app.it.cursor = 29
        await pilot.pause()
        first = 30 - app.it.scrollable_content_region.height
        await pilot.click(RowList, offset=(5, 3))
        await pilot.pause()
        assert app.it.cursor == first + 2
        assert app.chosen == []
        await pilot.click(RowList, offset=(5, 3), times=2)
        await pilot.pause()
        assert app.chosen == [first + 2]
        await pilot.click(RowList, offset=(5, 0))
        assert app.it.cursor == first + 2


async def test_the_right_side_is_kept_and_the_left_cut() -> None:
    rows = [Row([("a name that is much too long for this", "bold")], [("4 d", "muted")])]
    async with shelf(rows, size=(30, 5)) as (app, _pilot):
        assert app.text[0].endswith("4 d")
        assert "…" in app.text[0]
    async with shelf(rows, size=(9, 5)) as (app, _pilot):
        assert "…" in app.text[0] or app.text[0].endswith("4 d")


@pytest.mark.parametrize(
    "text", ["王伟", "Zoé", "أحمد", "👩‍👩‍👧 Fam", "a" * 300, "\x1b[31mred", "[b]bold[/b]", "x\u202ey", "a\nb"]
)
async def test_columns_stay_aligned_whatever_stands_in_them(text: str) -> None:
    rows = [Row([(cell(text, 12), "bold"), ("|", "muted"), (cell("Acme", 8), "muted"), ("|", "muted")])]
    async with shelf(rows) as (app, _pilot):
        line = next(strip.text for strip in app.screen._compositor.render_strips() if "|" in strip.text)
        start, end = line.index("│") + 2, line.index("|")
        assert cell_len(line[start:end]) == 12
        assert cell_len(line[end + 1 : line.rindex("|")]) == 8
        assert "\x1b" not in line
        assert "\n" not in line


async def test_a_key_draws_the_lines_in_view_only() -> None:
    async with shelf(plain(10_000)) as (app, pilot):
        app.drawn.clear()
        await pilot.press("j")
        await pilot.pause()
        assert len(app.drawn) < 10
        app.drawn.clear()
        await pilot.press("G")
        await pilot.pause()
        assert len(app.drawn) < 40
        app.drawn.clear()
        app.it.show_rows(9_000)
        await pilot.pause()
        assert len(app.drawn) < 40


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 1), (5, 3)])
async def test_no_room_is_no_trouble(size: tuple[int, int]) -> None:
    async with shelf(plain(5), size=size) as (app, pilot):
        await pilot.press("j", "G", "g", "ctrl+d")
        assert app.it.cursor >= 0


@given(st.text(max_size=30), st.integers(0, 40))
def test_a_cell_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(cell(text, width)) == width
