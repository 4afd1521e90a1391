"""The same person twice, in the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from entretien.model.contact import Contact, Need
from entretien.paths import Places
from tests.tui.places.helpers import network, program, ready, stored, text_of, write

SIZE = (120, 40)
DOUBLES = (
    Contact(id="marie-dupond", name="Marie Dupond", org="Acme", emails=("marie@acme.example",), title="Chair"),
    Contact(id="zoe-martin-2", name="Zoé Martin", seeks=(Need(what="a printer"),)),
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return write(tmp_path / "home", [*network(), *DOUBLES])


async def test_pairs_stand_side_by_side_with_the_evidence(places: Places) -> None:
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("M")
        await ready(pilot)
        screen = text_of(app)
        assert "2 pairs" in screen
        assert "same e-mail" in screen
        assert "CEO" in screen
        assert "Chair" in screen
        await pilot.press("space")
        await ready(pilot)
        assert "a printer" in text_of(app)


async def test_either_card_takes_in_the_other_and_undo_brings_both_back(places: Places) -> None:
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("M")
        await ready(pilot)
        await pilot.press("1")
        await ready(pilot)
        screen = text_of(app)
        assert "Merged Marie Dupond into Marie Dupont  u undoes" in screen
        assert "1 pair" in screen
        book = stored(places)
        assert "marie-dupond" not in book.contacts
        assert book.contacts["marie-dupont"].title == "CEO"
        assert "Chair" in book.contacts["marie-dupont"].notes
        await pilot.press("u")
        await ready(pilot)
        assert "2 pairs" in text_of(app)
        await pilot.press("g", "2")
        await ready(pilot)
        book = stored(places)
        assert "marie-dupont" not in book.contacts
        assert len(book.contacts["marie-dupond"].interactions) == 4


async def test_two_people_do_not_come_again(places: Places) -> None:
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("M")
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        await pilot.press("n")
        await ready(pilot)
        assert "Nobody is here twice." in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        await pilot.press("M")
        await ready(pilot)
        assert "Nobody is here twice." in text_of(app)
    assert stored(places).contacts["marie-dupont"].not_same_as == ("marie-dupond",)


async def test_what_changes_outside_is_looked_at_anew(places: Places) -> None:
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("M")
        await ready(pilot)
        (places.home / "contacts" / "marie-dupond.toml").unlink()
        app.refresh_from_disk()
        await ready(pilot)
        assert "1 pair" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        assert app.current_mode == "contacts"


@pytest.mark.parametrize("size", [(1, 1), (30, 8), (80, 24), (200, 50)])
async def test_it_is_drawn_at_every_size(places: Places, size: tuple[int, int]) -> None:
    app = program(places)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("M")
        await ready(pilot)
        await pilot.press("down", "space", "escape")
        await ready(pilot)
        assert len(app.screen_stack) == 1
