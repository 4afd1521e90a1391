"""The timeline on the screen: weeks, the calendar, filters, and what can be done to a line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.tui.widgets.timeline_list import TimelineList
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (120, 40)


async def test_weeks_plans_and_people_are_shown(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen = text_of(app)
        assert "Planned" in screen
        assert "Thu 3 Dec, in 9 days" in screen
        assert "Week 47 · 16–22 Nov" in screen
        assert "Week 44 · 27 Oct – 2 Nov 2025" in screen
        assert screen.count("Dinner, the three of us") == 1
        assert "Paul Roy, Zoé Martin" in screen
        assert "Asked [bold]about[/] packaging" in screen
        assert "6 exchanges" in screen


async def test_the_calendar_follows_the_cursor(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "╭─ 2026" in text_of(app)
        assert "Week 47 · 16–22 Nov ─╯" in text_of(app)
        await pilot.press("G")
        await ready(pilot)
        assert "╭─ 2025" in text_of(app)
        assert "Week 44 · 27 Oct – 2 Nov 2025 ─╯" in text_of(app)


async def test_the_months_stand_over_their_weeks(tmp_path: Path) -> None:
    first = Contact(id="x", name="X", interactions=(Interaction(on=date(2026, 12, 1)), Interaction(on=TODAY)))
    app = program(write(tmp_path, [first]))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        lines = text_of(app).splitlines()
        months = next(line for line in lines if "Jan" in line and "Dec" in line)
        tuesdays = lines[lines.index(months) + 2]
        assert tuesdays.rindex("▪") == months.index("Dec")
        assert tuesdays.index("▪") == months.index("Dec") - 2


async def test_a_filter_narrows_as_one_types_and_escape_clears_it(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"@zoe")
        await ready(pilot)
        assert "1 exchange ─╯" in text_of(app)
        await pilot.press("enter", "j")
        assert isinstance(app.focused, TimelineList)
        await pilot.press("escape")
        await ready(pilot)
        assert "6 exchanges" in text_of(app)


async def test_nothing_found_says_how_to_see_everything_again(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"xyzzy", "enter")
        await ready(pilot)
        assert "Nothing answers this filter." in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        assert "6 exchanges" in text_of(app)
        assert isinstance(app.focused, TimelineList)


async def test_an_empty_log_says_what_to_press(tmp_path: Path) -> None:
    app = program(write(tmp_path, []))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "a  adds a person in one line" in text_of(app)


async def test_a_line_is_taken_out_and_undo_brings_it_back(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("D")
        await ready(pilot)
        assert "Dinner" not in text_of(app)
        assert len(stored(places).contacts["paul-roy"].interactions) == 1
        await pilot.press("u")
        await ready(pilot)
        assert "Dinner" in text_of(app)
    assert stored(places).contacts["paul-roy"].interactions[0].with_ == ("zoe-martin",)


async def test_a_line_is_corrected_in_the_form(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("E", "g", "enter")
        await ready(pilot)
    dinner = stored(places).contacts["paul-roy"].interactions[0]
    assert dinner == Interaction(
        on=date(2026, 11, 20), channel="meet", gave=True, with_=("zoe-martin",), note="Dinner, the three of us"
    )


@pytest.mark.parametrize("is_gone", [False, True])
async def test_a_correction_is_of_the_line_that_was_opened(tmp_path: Path, is_gone: bool) -> None:
    """Another line came before it, or it went away, while the form was open."""
    places = write(tmp_path, network())
    app = program(places)
    path = places.home / "contacts/paul-roy.toml"
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("E", "g")
        head, *lines = path.read_text().split("[[interactions]]")
        kept = ["", *lines[1:]] if is_gone else ['\non = 2026-01-01\nnote = "Before"\n\n', *lines]
        path.write_text("[[interactions]]".join([head, *filter(None, kept)]))
        app.refresh_from_disk()
        await pilot.press("enter")
        await ready(pilot)
        assert ("That line was changed meanwhile." in text_of(app)) is is_gone
    log = stored(places).contacts["paul-roy"].interactions
    assert [item.note for item in log if item.gave] == ([] if is_gone else ["Dinner, the three of us"])


async def test_a_correction_keeps_the_event_and_what_the_form_does_not_ask(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"*salon", "enter", "E", "3", "enter")
        await ready(pilot)
    talk = stored(places).contacts["marie-dupont"].interactions[1]
    assert (talk.depth, talk.event) == (3, "salon-sme-2026")


async def test_a_plan_that_is_moved_stays_one_and_on_a_day_that_came_it_is_none(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for day, planned in (("2026-12-10", True), ("2026-11-23", False)):
            await pilot.press("slash", *"launch", "enter", "g", "E", "d", *["backspace"] * 10, *day, "enter")
            await ready(pilot)
            (moved,) = (it for it in stored(places).contacts["marie-dupont"].interactions if it.on.isoformat() == day)
            assert moved.planned is planned
            await pilot.press("escape", "escape")


async def test_enter_opens_the_contact(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        assert app.current_mode == "contacts"
        assert "Paul Roy" in text_of(app)


async def test_brackets_go_from_week_to_week(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        log = app.screen.query_one(TimelineList)
        days = []
        for key in ("left_square_bracket", "left_square_bracket", "right_square_bracket"):
            await pilot.press(key)
            assert log.entry is not None
            days.append(log.entry.interaction.on)
        assert days == [date(2026, 11, 6), date(2026, 9, 25), date(2026, 11, 6)]


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (60, 12), (89, 24), (200, 50)])
async def test_it_is_drawn_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("G", "g", "slash", "x", "escape")
        await pilot.resize_terminal(100, 30)
        await ready(pilot)
        assert "Week 47" in text_of(app)


async def test_a_long_log_opens_and_moves_at_once(tmp_path: Path) -> None:
    log = tuple(Interaction(on=TODAY - timedelta(days=day), note=f"note {day}") for day in range(3000))
    app = program(write(tmp_path, [Contact(id="x", name="X", interactions=log)]))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("G", "ctrl+u", "g", "slash", *"2999", "enter")
        await ready(pilot)
        assert "1 exchange ─╯" in text_of(app)
