"""The circles on the screen: what each asks for, how it fares, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from entretien.model.cadence import Cadence
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (130, 40)


async def test_a_circle_shows_what_ties_it_and_its_weakest_side(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()), "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        screen = text_of(app)
        assert "Real missions for students" in screen
        assert "confirmed Fri 12 Jun" in screen
        assert "1 of 3 gained something this year." in screen
        assert "◂ weakest" in screen
        assert "Zoé Martin" in screen
        assert "0.16 / wk" in screen
        await pilot.press("j")
        await ready(pilot)
        assert "it takes 3 members" in text_of(app)


async def test_a_circle_is_made_edited_and_dissolved(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places, "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("n", *"Choir", "tab", *"Sing", "tab", *"soon")
        assert "is not a rhythm" in text_of(app)
        await pilot.press(*(["backspace"] * 4), *"2w", "enter")
        await ready(pilot)
        circle = stored(places).circles["choir"]
        assert (circle.name, circle.stake, circle.cadence) == ("Choir", "Sing", Cadence(2, "week"))
        await pilot.press("E", *" 2", "enter")
        await ready(pilot)
        assert stored(places).circles["choir-2"].name == "Choir 2"
        await pilot.press("D")
        assert "Dissolve" in text_of(app)
        await pilot.press("y")
        await ready(pilot)
        assert set(stored(places).circles) == {"hec", "sailors"}
        await pilot.press("u")
        await ready(pilot)
    assert "choir-2" in stored(places).circles


async def test_what_changed_elsewhere_while_the_form_was_open_stays(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places, "circles")
    path = places.home / "circles/hec.toml"
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("E", *" Paris")
        path.write_text(path.read_text().replace("Real missions for students", "A grand jury"))
        app.refresh_from_disk()
        await pilot.press("enter")
        await ready(pilot)
        (circle,) = (it for it in stored(places).circles.values() if it.name.endswith("Paris"))
        assert circle.stake == "A grand jury"


async def test_what_was_changed_in_two_places_is_asked_about(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places, "circles")
    path = places.home / "circles/hec.toml"
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("E", "tab", *" here")
        path.write_text(path.read_text().replace("Real missions for students", "A grand jury"))
        app.refresh_from_disk()
        await pilot.press("enter")
        await ready(pilot)
        assert "In the file" in text_of(app)
        await pilot.press("t")
        assert stored(places).circles["hec"].stake.startswith("A grand jury")


async def test_members_follow_a_new_name(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places, "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("E", *" Paris", "enter")
        await ready(pilot)
        assert "╭─ HEC Entrepreneur Paris" in text_of(app)
    assert stored(places).contacts["marie-dupont"].circles == ("hec-entrepreneur-paris",)


async def test_the_stake_is_confirmed(tmp_path: Path) -> None:
    places = write(tmp_path, network())
    app = program(places, "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("e", "j", "e")
        await ready(pilot)
        assert "There is no stake to confirm yet" in text_of(app)
    assert stored(places).circles["hec"].stake_confirmed == TODAY
    assert stored(places).circles["sailors"].stake_confirmed is None


async def test_enter_shows_the_members_among_the_contacts(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()), "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("j", "enter")
        await ready(pilot)
        assert app.current_mode == "contacts"
        assert "Paul Roy" in text_of(app)
        assert "Marie Dupont" not in text_of(app)


async def test_enter_on_a_member_opens_that_one(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()), "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("tab", "down", "enter")
        await ready(pilot)
        assert app.current_mode == "contacts"
        assert "╭─ Paul Roy" in text_of(app)


async def test_no_circle_says_what_to_press(tmp_path: Path) -> None:
    app = program(write(tmp_path, []), "circles")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "n  makes one" in text_of(app)
        await pilot.press("E", "e", "D", "enter")
        await ready(pilot)
        assert app.current_mode == "circles"


@pytest.mark.parametrize("size", [(1, 1), (30, 6), (80, 24), (200, 50)])
async def test_they_are_drawn_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = program(write(tmp_path, network()), "circles")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("j", "k", "n", "escape")
        await pilot.resize_terminal(100, 30)
        await ready(pilot)
        assert "HEC Entrepreneur" in text_of(app)
