"""Import in the program: a file is named, its rows are looked at and decided, then it is carried out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from entretien.paths import Places
from entretien.tui.app import EntretienApp
from tests.tui.places.helpers import network, program, ready, stored, text_of, write

SIZE = (120, 40)

EXPORT = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Lovelace,https://www.linkedin.com/in/ada,,Engines,Analyst,02 Mar 2021
,,,,,,05 Apr 2020
Marie,Dupont,https://www.linkedin.com/in/marie,marie@acme.example,Acme,Chair,11 Oct 2024
Paul,Roy,https://www.linkedin.com/in/paul,,Globex,,12 Oct 2024
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_text(EXPORT)
    return path


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return write(tmp_path / "home", network())


async def opened(pilot: Pilot[None], path: Path) -> EntretienApp:
    """The program with the preview of a file."""
    app = pilot.app
    assert isinstance(app, EntretienApp)
    await ready(pilot)
    await pilot.press("I")
    await ready(pilot)
    await typed(pilot, path)
    return app


async def typed(pilot: Pilot[None], path: Path) -> None:
    """Name a file in the field that has the focus, and wait until it is read."""
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.pause()
    await pilot.press("enter")
    for _step in range(3):
        await ready(pilot)


def records(places: Places) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in places.home.rglob("*.toml")}


async def test_the_preview_accounts_for_every_row(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        screen = text_of(app)
        assert "+ 2 new" in screen
        assert "~ 1 changed" in screen
        assert "· 1 left out" in screen
        assert "new, same name as somebody" in screen
        assert "No name: LinkedIn leaves such a row for an account" in screen
        await pilot.press("j", "j")
        await ready(pilot)
        screen = text_of(app)
        assert "Updates Marie Dupont (Acme). same e-mail" in screen
        assert "▸ mine  CEO" in screen
        assert "theirs  Chair" in screen


async def test_it_is_carried_out_as_one_step_that_undo_takes_back(places: Places, export: Path) -> None:
    before = records(places)
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
        assert "Imported 3 contacts from Connections.csv  u undoes" in text_of(app)
        assert {"ada-lovelace", "paul-roy-2"} < set(stored(places).contacts)
        assert "https://www.linkedin.com/in/marie" in stored(places).contacts["marie-dupont"].links
        await pilot.press("u")
        await ready(pilot)
    assert records(places) == before


async def test_escape_leaves_nothing_behind(places: Places, export: Path) -> None:
    before = records(places)
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("space", "t", "escape")
        await ready(pilot)
        assert "Timeline ─" in text_of(app)
    assert records(places) == before


async def test_rows_are_left_out_merged_and_separated(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("space")
        await ready(pilot)
        assert "Left out by you." in text_of(app)
        await pilot.press("G", "m")
        await ready(pilot)
        assert "1  Paul Roy" in text_of(app)
        await pilot.press("1")
        await ready(pilot)
        assert "Updates Paul Roy. chosen by you" in text_of(app)
        await pilot.press("k", "s")
        await ready(pilot)
        assert "+ 1 new" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
    book = stored(places)
    assert set(book.contacts) == {"marie-dupont", "marie-dupont-2", "paul-roy", "zoe-martin"}
    assert book.contacts["paul-roy"].org == "Globex"


async def test_a_row_is_merged_with_anybody_by_name(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("m", *"zoe mar", "enter")
        await ready(pilot)
        assert "Updates Zoé Martin" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
    assert stored(places).contacts["zoe-martin"].title == "Analyst"


async def test_sides_are_taken_field_by_field(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("j", "j", "tab")
        await ready(pilot)
        assert "title  mine stays" in text_of(app)
        await pilot.press("t", "j", "y")
        await ready(pilot)
        assert "title  theirs is taken" in text_of(app)
        assert "links  mine stays" in text_of(app)
        await pilot.press("escape", "enter")
        await ready(pilot)
        await ready(pilot)
    marie = stored(places).contacts["marie-dupont"]
    assert (marie.title, marie.links) == ("Chair", ())


async def test_a_card_is_edited_before_it_comes_in(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("E")
        await ready(pilot)
        app.screen.query_one("#card-name").value = "Ada King"  # type: ignore[attr-defined]
        app.screen.query_one("#card-circles").value = "Engineers"  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert "Ada King" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
    book = stored(places)
    (ada,) = (contact for contact in book.contacts.values() if contact.name == "Ada King")
    assert (ada.org, ada.circles) == ("Engines", ("engineers",))
    assert book.circles["engineers"].name == "Engineers"


async def test_all_are_accepted_or_none_and_one_state_is_shown(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("A")
        await ready(pilot)
        assert "· 4 left out" in text_of(app)
        await pilot.press("A", "f")
        await ready(pilot)
        assert "+ 2 new" in text_of(app)
        assert "Marie Dupont" not in text_of(app)
        await pilot.press("f", "f", "f")
        await ready(pilot)
        assert "Marie Dupont" in text_of(app)


async def test_importing_again_says_that_nothing_changes(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
        await opened(pilot, export)
        assert "= 3 unchanged" in text_of(app)
        before = records(places)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
        assert "Nothing changes" in text_of(app)
    assert records(places) == before


async def test_what_changes_meanwhile_is_looked_at_anew_with_what_was_decided(places: Places, export: Path) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.press("space")
        marie = places.home / "contacts" / "marie-dupont.toml"
        marie.write_text(marie.read_text().replace('title = "CEO"', 'title = "Founder"'))
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
        assert "Imported 2 contacts" in text_of(app)
    book = stored(places)
    assert "ada-lovelace" not in book.contacts
    assert book.contacts["marie-dupont"].title == "Founder"
    assert book.contacts["marie-dupont"].links


async def test_columns_of_an_unknown_table_are_named_once(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Wer;Firma;Post\nAda King;Engines;ada@k.example\n")
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, path)
        screen = text_of(app)
        assert "Which column holds the names" in screen
        assert "→ organisation" in screen
        assert "Ada King" in screen
        await pilot.press("enter")
        assert "Which column holds the names" in text_of(app)
        await pilot.press("space", "n")
        await ready(pilot)
        await pilot.press("j", "space", "e", "enter")
        for _step in range(3):
            await ready(pilot)
        assert "+ 1 new" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
        await ready(pilot)
        await opened(pilot, path)
        assert "= 1 unchanged" in text_of(app)
    assert stored(places).contacts["ada-king"].emails == ("ada@k.example",)


async def test_what_cannot_be_read_is_said_and_asked_again(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(bytes(range(256)))
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, path)
        assert "Export your contacts as CSV or vCard" in text_of(app)
        assert "Import people" in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        assert "Import people" not in text_of(app)


async def test_a_file_is_found_by_completion(places: Places, export: Path, tmp_path: Path) -> None:
    (tmp_path / "contracts").mkdir()
    async with program(places).run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, EntretienApp)
        await ready(pilot)
        await pilot.press("I")
        await ready(pilot)
        app.screen.query_one("Input").value = f"{tmp_path}/con"  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Connections.csv" in text_of(app)
        assert "contracts/" in text_of(app)
        await pilot.press("down", "down", "up", "up", "tab")
        await pilot.pause()
        assert "Connections.csv" in text_of(app)
        await pilot.press("enter")
        for _step in range(3):
            await ready(pilot)
        assert "+ 2 new" in text_of(app)


@pytest.mark.parametrize("size", [(1, 1), (30, 8), (80, 24), (200, 50)])
async def test_it_is_drawn_at_every_size(places: Places, export: Path, size: tuple[int, int]) -> None:
    async with program(places).run_test(size=SIZE) as pilot:
        app = await opened(pilot, export)
        await pilot.resize_terminal(*size)
        await ready(pilot)
        await pilot.press("tab", "down", "escape", "escape")
        await ready(pilot)
        assert len(app.screen_stack) == 1
