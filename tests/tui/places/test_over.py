"""What opens over a place: help, problems, history, events, the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from entretien.actions.contacts import set_status
from entretien.config import Config
from entretien.model.cadence import Cadence
from entretien.model.contact import Contact
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (120, 40)


async def test_help_shows_the_keys_as_they_are_bound_now(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()), config=Config(keys={"app.undo": ("ctrl+z",)}))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("question_mark")
        await ready(pilot)
        screen = text_of(app)
        assert "^z     Undo the last action" in screen
        assert "Correct this line of the log" in screen
        assert "Next line" in screen
        await pilot.press("tab")
        assert '!"send the deck" fri' in text_of(app)
        await pilot.press("tab")
        assert "is:due" in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        assert "is:due" not in text_of(app)


async def test_help_scrolls_where_it_does_not_fit(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=(70, 14)) as pilot:
        await ready(pilot)
        await pilot.press("question_mark", "space", "space", "space", "space")
        await ready(pilot)
        assert "Quit; the session keeps its place" in text_of(app)


async def test_a_bad_file_is_named_with_line_and_reason(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    broken = places.home / "contacts" / "broken.toml"
    broken.write_text('name = "Broken"\norg = = 3\n')
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("exclamation_mark")
        await ready(pilot)
        screen = text_of(app)
        assert "contacts/broken.toml:2" in screen
        assert "2 problems" in screen  # it can be read by others, too
    assert broken.read_text() == 'name = "Broken"\norg = = 3\n'


async def test_no_problem_says_so(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("exclamation_mark", "enter")
        await ready(pilot)
        assert "Every file was read." in text_of(app)


async def test_history_says_what_undo_and_redo_would_do(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places, "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("e", "H")
        await ready(pilot)
        assert "u undoes  Stake confirmed: HEC Entrepreneur" in text_of(app)
        await pilot.press("u")
        await ready(pilot)
        assert "U does again  Stake confirmed: HEC Entrepreneur" in text_of(app)
        assert stored(places).circles["hec"].stake_confirmed != TODAY
        await pilot.press("U")
        await ready(pilot)
        assert stored(places).circles["hec"].stake_confirmed == TODAY


async def test_a_step_that_a_hand_edit_bars_does_not_bar_the_others(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for who in ("marie-dupont", "paul-roy"):
            app.apply(set_status(stored(places), [who], "closed"))
        path = places.home / "contacts/paul-roy.toml"
        path.write_text(path.read_text() + "# by hand\n")
        await pilot.press("H", "u")
        await ready(pilot)
        assert stored(places).contacts["paul-roy"].status == "closed"
        await pilot.press("j", "enter")
        await ready(pilot)
        assert stored(places).contacts["marie-dupont"].status == "active"
        await pilot.press("enter")
        await ready(pilot)
        assert stored(places).contacts["marie-dupont"].status == "closed"
        assert path.read_text().endswith("# by hand\n")


async def test_an_event_begins_is_changed_and_ends(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("B", *"Fair", "tab", *"Paris", "tab", *"someday")
        assert "is not a day" in text_of(app)
        await pilot.press(*(["backspace"] * 7), *"fri", "tab", *"Meet", "tab", *"Paul Roy, Nemo", "enter")
        await ready(pilot)
        event = stored(places).events["fair-2026"]
        assert (event.name, event.place, event.purpose) == ("Fair", "Paris", "Meet")
        assert event.hope_to_meet == ("paul-roy", "Nemo")
        assert "● Fair" in text_of(app)
        await pilot.press("B")
        await ready(pilot)
        assert "until Fri 27 Nov" in text_of(app)
        assert "· Paul Roy  · Nemo" in text_of(app)
        await pilot.press("E", *" 2", "enter")
        await ready(pilot)
        assert stored(places).events["fair-2026"].name == "Fair 2"
        await pilot.press("B", "x")
        await ready(pilot)
        assert "● Fair" not in text_of(app)
    assert stored(places).events["fair-2026"].stopped == TODAY


def crowded() -> list[Contact]:
    return [Contact(id=f"c{n}", name=f"Person {n}", cadence=Cadence(1, "week")) for n in range(12)]


async def test_the_plan_proposes_slower_rhythms_and_one_key_accepts(tmp_path: Path) -> None:
    places = write(tmp_path, crowded())
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("P")
        await ready(pilot)
        screen = text_of(app)
        assert "The rhythms ask for 12" in screen
        assert "As it stands" in screen
        assert "in no circle" in screen
        await pilot.press("enter")
        await ready(pilot)
        assert "The rhythms ask for 12" not in text_of(app)
        assert "After" not in text_of(app)
        await pilot.press("escape", "u")
        await ready(pilot)
    assert all(contact.cadence == Cadence(1, "week") for contact in stored(places).contacts.values())


async def test_a_plan_that_fits_proposes_nothing(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("P", "enter")
        await ready(pilot)
        assert "there is time for 5" in text_of(app)
        assert "Enter accepts" not in text_of(app)


@pytest.mark.parametrize("key", ["question_mark", "exclamation_mark", "H", "B", "P"])
async def test_each_is_drawn_at_every_size(tmp_path: Path, key: str) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press(key)
        for width, height in ((1, 1), (30, 8), (80, 24), (200, 50)):
            await pilot.resize_terminal(width, height)
            await ready(pilot)
        await pilot.press("escape")
        await ready(pilot)
        assert len(app.screen_stack) == 1


async def test_the_palette_runs_what_belongs_to_the_program(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        command = next(it for it in app.get_system_commands(app.screen) if it.title.startswith("History"))
        await command.callback()
        await ready(pilot)
        assert "╭─ History" in text_of(app)
