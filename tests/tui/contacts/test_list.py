from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.tui.widgets.contact_list import layout
from tests.tui.contacts.room import EVERYBODY, INES, room

ALL = ["Inès Moreau", "Marie Dupont", "Paul Roy", "Zoé Martin"]


async def test_everybody_by_name_with_the_card_of_the_one_under_the_cursor(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        assert it.names == ALL
        assert "4 contacts" in it.text
        await it.press("j")
        assert it.who == "marie-dupont"
        assert "Launch slips to March" in it.text
        assert "● " in it.text


async def test_the_list_narrows_as_one_types(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("dup")
        assert it.names == ["Marie Dupont", "Zoé Martin"]
        assert "2 of 4" in it.text
        await it.type("ont ma")
        assert it.who == "marie-dupont"


async def test_single_keys_are_text_while_the_field_has_the_focus(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("Cuq")
        assert it.screen.query_one(Input).value == "Cuq"
        assert 'Nobody answers to "Cuq".' in it.text


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_enter_and_down_go_to_the_list_and_keep_the_filter(tmp_path: Path, key: str) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("dup")
        await it.press(key, "j")
        assert it.who == "zoe-martin"
        assert it.names == ["Marie Dupont", "Zoé Martin"]
        await it.press("escape")
        assert it.names == ALL
        assert it.who == "zoe-martin"


async def test_escape_in_the_field_gives_the_filter_up(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("dup")
        await it.press("escape")
        assert it.names == ALL
        assert it.app.focused is it.screen.people_list


async def test_next_match_goes_round_also_when_the_filter_is_cleared(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("dup")
        await it.press("enter", "n")
        assert it.who == "zoe-martin"
        await it.press("n")
        assert it.who == "marie-dupont"
        await it.press("escape", "N")
        assert it.names == ALL
        assert it.who == "zoe-martin"


async def test_an_unknown_state_is_explained_under_the_field(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("is:dormnat")
        assert '"is:dormnat" is not known. Did you mean is:dormant?' in it.text
        assert it.names == ALL


async def test_sorting_by_the_next_column_marks_its_heading(tmp_path: Path) -> None:
    async with room(tmp_path, size=(240, 40)) as it:
        assert "Name ▴" in it.text
        await it.press("o")
        assert "Organisation ▴" in it.text
        assert it.names == ["Marie Dupont", "Zoé Martin", "Inès Moreau", "Paul Roy"]
        await it.press("R")
        assert "Organisation ▾" in it.text
        assert it.names == ["Inès Moreau", "Zoé Martin", "Marie Dupont", "Paul Roy"]
        await it.press("o", "o")
        assert "Last ▴" in it.text
        assert it.names == ["Paul Roy", "Marie Dupont", "Zoé Martin", "Inès Moreau"]


async def test_an_order_by_a_column_that_does_not_fit_is_told_in_the_title(tmp_path: Path) -> None:
    async with room(tmp_path, size=(100, 30)) as it:
        await it.press("o", "o", "o")
        assert "People · by Last ▴" in it.text
        assert it.names[0] == "Paul Roy"
        await it.pilot.resize_terminal(80, 30)
        await it.pilot.pause()
        await it.pilot.pause()
        assert "People · by" not in it.text
        assert "Last ▴" in it.text


async def test_a_click_on_a_heading_sorts_by_it_and_another_turns_it_round(tmp_path: Path) -> None:
    async with room(tmp_path, size=(200, 40)) as it:
        line = next(line for line in it.text.splitlines() if "Organisation" in line)
        header = it.screen.query_one("#people-header")
        x = line.index("Organisation") - header.region.x
        await it.pilot.click("#people-header", offset=(x + 1, 0))
        await it.pilot.pause()
        assert "Organisation ▴" in it.text
        await it.pilot.click("#people-header", offset=(x + 1, 0))
        await it.pilot.pause()
        assert "Organisation ▾" in it.text


async def test_marks_are_counted_and_tagged_as_one_step(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("space", "space")
        assert "2 marked · 4 contacts" in it.text
        await it.press("t")
        await it.type("wine -press")
        assert "+ #wine (new)" in it.text
        await it.press("enter")
        assert it.file("contacts", "ines-moreau")["tags"] == ["wine"]
        assert it.file("contacts", "marie-dupont")["tags"] == ["packaging", "wine"]
        await it.press("u")
        assert it.file("contacts", "ines-moreau")["tags"] == ["press"]
        assert it.file("contacts", "marie-dupont")["tags"] == ["packaging"]
        await it.press("escape")
        assert "marked" not in it.text


async def test_all_that_are_shown_are_marked_or_none(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("dup")
        await it.press("enter", "asterisk")
        assert "2 marked · 2 of 4" in it.text
        await it.press("escape")
        assert "2 marked · 4 contacts" in it.text
        await it.press("asterisk")
        assert "4 marked" in it.text
        await it.press("asterisk")
        assert "marked" not in it.text


async def test_the_marked_are_deleted_together_and_come_back_together(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "space", "space", "D", "y")
        assert it.names == ["Inès Moreau", "Zoé Martin"]
        assert "marked" not in it.text
        await it.press("u")
        assert it.names == ALL


async def test_a_circle_that_there_is_not_yet_is_made_in_the_same_step(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("plus")
        await it.type("HEC wine")
        assert "+ HEC Entrepreneur  + wine (new: Enter makes it)" in it.text
        await it.press("enter")
        assert it.file("contacts", "ines-moreau")["circles"] == ["hec", "wine"]
        assert it.file("circles", "wine")["name"] == "wine"
        await it.press("u")
        assert not (it.app.places.home / "circles" / "wine.toml").exists()
        assert "circles" not in it.file("contacts", "ines-moreau")


async def test_leaving_a_circle_nobody_is_in_is_said_and_not_done(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("plus")
        await it.type("-hec")
        assert "Nobody here is in the circle hec." in it.text
        await it.press("enter")
        assert "Circles · Inès Moreau" in it.text


async def test_a_label_is_completed(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("t")
        await it.type("pack")
        await it.press("right", "enter")
        assert it.file("contacts", "ines-moreau")["tags"] == ["press", "packaging"]


async def test_the_cursor_stays_with_its_person_when_others_go(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("G")
        assert it.who == "zoe-martin"
        (tmp_path / "contacts" / "ines-moreau.toml").unlink()
        it.app.refresh_from_disk()
        await it.pilot.pause()
        assert it.names == ["Marie Dupont", "Paul Roy", "Zoé Martin"]
        assert it.who == "zoe-martin"


async def test_the_cursor_and_the_marks_follow_a_new_name(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "space", "k", "E")
        for _ in range(len("Dupont")):
            await it.press("backspace")
        await it.type("Zola")
        assert "the file is renamed too" in it.text
        await it.press("enter")
        assert it.who == "marie-zola"
        assert it.screen.subjects() == ("marie-zola",)
        await it.press("u")
        assert it.who == "marie-dupont"


async def test_where_it_is_narrow_enter_opens_the_card_and_escape_goes_back(tmp_path: Path) -> None:
    async with room(tmp_path, size=(80, 24)) as it:
        assert "LAST" not in it.text
        await it.press("j", "enter")
        assert "Launch slips to March" in it.text
        assert "Paul Roy" not in it.text
        assert "2 of 4 · esc to the list" in it.text
        await it.press("j")
        assert "Paul Roy" in it.text
        await it.press("escape")
        assert "LAST" not in it.text
        assert it.who == "paul-roy"


async def test_a_contact_is_opened_from_elsewhere_even_if_the_filter_hides_it(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("zoe")
        await it.press("enter", "T")
        it.app.open_contact("marie-dupont")
        await it.pilot.pause()
        assert it.who == "marie-dupont"
        assert it.names == ALL
        it.app.open_query("+hec")
        await it.pilot.pause()
        assert it.names == ["Marie Dupont", "Paul Roy"]


async def test_a_contact_is_opened_in_a_place_that_was_never_in_front(tmp_path: Path) -> None:
    async with room(tmp_path, place="triage") as it:
        it.app.open_contact("paul-roy")
        await it.pilot.pause()
        assert it.who == "paul-roy"


async def test_an_empty_network_says_what_to_press(tmp_path: Path) -> None:
    async with room(tmp_path, ()) as it:
        assert "add somebody in one line" in it.text
        assert "entretien demo" in it.text
        await it.press("j", "enter", "space", "asterisk", "n", "o", "R", "t", "plus", "E", "D", "escape")
        assert it.names == []


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (10, 3), (39, 9), (40, 10), (60, 15), (90, 30), (140, 40), (300, 80)])
async def test_any_size_will_do(tmp_path: Path, size: tuple[int, int]) -> None:
    async with room(tmp_path, size=size) as it:
        await it.press("j", "enter", "escape", "slash", "d", "enter", "E", "escape", "escape")
        assert it.who is not None


async def test_a_size_may_change_while_the_card_is_open(tmp_path: Path) -> None:
    async with room(tmp_path, size=(80, 24)) as it:
        await it.press("enter")
        for size in ((20, 5), (150, 40), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.pilot.pause()
        assert "esc to the list" in it.text


async def test_the_best_match_of_many_comes_first(tmp_path: Path) -> None:
    people = [Contact(id=f"p-{n}", name=f"Person {n}") for n in range(300)]
    async with room(tmp_path, (*EVERYBODY, *people)) as it:
        await it.press("slash")
        await it.type("person 29")
        assert it.names[:3] == ["Person 29", "Person 290", "Person 291"]
        assert it.names[-2:] == ["Person 129", "Person 229"]
        assert "13 of 304" in it.text


def test_a_name_has_room_whatever_the_width() -> None:
    for width in range(4, 240):
        columns = layout(width)
        assert columns["name"] >= min(20, width - 4)
        assert sum(columns.values()) + len(columns) + 1 <= width


async def test_what_a_change_says_is_listed_and_found(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("slash")
        await it.type("yacht")
        assert it.names == []
        await it.press("escape")
        it.app.apply(Change("Noted", (Edit("contact", INES, replace(INES, notes="Has a yacht")),)))
        await it.press("j")
        assert it.screen.roster is not None
        assert not it.screen.roster.finder.prepare(0)
        await it.press("slash")
        await it.type("yacht")
        assert it.names == ["Inès Moreau"]
