from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.contacts.room import Room, room


def field(it: Room, name: str) -> Input:
    return it.app.screen.query_one(f"#card-{name}", Input)


async def test_saving_a_field_changes_that_field_only(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        before = it.file("contacts", "marie-dupont")
        await it.press("j", "E")
        field(it, "title").value = "Chair"
        await it.press("enter")
        assert it.file("contacts", "marie-dupont") == {**before, "title": "Chair"}
        assert "Changed Marie Dupont" in it.text
        await it.press("u")
        assert it.file("contacts", "marie-dupont") == before


async def test_closing_unchanged_saves_nothing_and_says_nothing(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        path = tmp_path / "contacts" / "marie-dupont.toml"
        path.write_text(path.read_text() + "\n# mine\n")
        it.app.refresh_from_disk()
        before = path.read_bytes()
        await it.press("j", "E", "escape", "E", "enter")
        assert path.read_bytes() == before
        assert "draft" not in it.text


async def test_what_is_wrong_is_said_beside_the_field_and_not_saved(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        field(it, "cadence").value = "every blue moon"
        await it.pilot.pause()
        assert "is not a rhythm" in it.text
        await it.press("tab", "enter")
        assert it.app.focused is field(it, "cadence")
        field(it, "cadence").value = "2 weeks"
        await it.pilot.pause()
        assert "every 2 weeks" in it.text
        await it.press("enter")
        assert it.file("contacts", "marie-dupont")["cadence"] == "2 weeks"


async def test_escape_keeps_the_draft_and_ctrl_r_gives_it_up(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        field(it, "org").value = "Lenoir"
        await it.pilot.pause()
        assert "1 change · Enter save" in it.text
        await it.press("escape")
        assert "The draft is kept." in it.text
        assert it.file("contacts", "marie-dupont")["org"] == "Acme"
        await it.press("E")
        assert field(it, "org").value == "Lenoir"
        await it.press("ctrl+r", "enter")
        assert it.file("contacts", "marie-dupont")["org"] == "Acme"
        await it.press("E")
        assert field(it, "org").value == "Acme"


async def test_what_changed_on_disk_meanwhile_is_kept(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        field(it, "org").value = "Lenoir"
        path = tmp_path / "contacts" / "marie-dupont.toml"
        path.write_text(path.read_text().replace('title = "CEO"', 'title = "Chair"'))
        it.app.refresh_from_disk()
        await it.press("enter")
        saved = it.file("contacts", "marie-dupont")
        assert (saved["org"], saved["title"]) == ("Lenoir", "Chair")


def changed_elsewhere(it: Room, tmp_path: Path) -> None:
    path = tmp_path / "contacts" / "marie-dupont.toml"
    text = path.read_text().replace('org = "Acme"', 'org = "Theirs"').replace('title = "CEO"', 'title = "Chair"')
    path.write_text(text)
    it.app.refresh_from_disk()


@pytest.mark.parametrize("as_a_draft", [False, True])
@pytest.mark.parametrize(("key", "kept"), [("m", "Lenoir"), ("t", "Theirs"), ("escape", "Theirs")])
async def test_a_field_that_was_changed_elsewhere_meanwhile_is_asked_about(
    tmp_path: Path, key: str, kept: str, as_a_draft: bool
) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        field(it, "org").value = "Lenoir"
        await it.pilot.pause()
        if as_a_draft:
            await it.press("escape")
        changed_elsewhere(it, tmp_path)
        if as_a_draft:
            await it.press("E")
        await it.press("enter")
        assert "Yours" in it.text
        assert "Lenoir" in it.text
        assert "In the file" in it.text
        assert "Theirs" in it.text
        await it.press(key)
        saved = it.file("contacts", "marie-dupont")
        assert (saved["org"], saved["title"]) == (kept, "Chair")
        if key == "m":
            await it.press("u")
            saved = it.file("contacts", "marie-dupont")
            assert (saved["org"], saved["title"]) == ("Theirs", "Chair")


async def test_a_draft_begun_anew_is_about_the_card_as_it_is_now(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        field(it, "org").value = "Lenoir"
        await it.press("escape")
        changed_elsewhere(it, tmp_path)
        await it.press("E", "ctrl+r")
        assert field(it, "org").value == "Theirs"
        field(it, "org").value = "Lenoir"
        await it.press("enter")
        assert it.file("contacts", "marie-dupont")["org"] == "Lenoir"


async def test_a_line_in_a_field_of_lines_and_ctrl_s(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        seeks = it.app.screen.query_one("#card-seeks", TextArea)
        seeks.focus()
        await it.pilot.pause()
        assert "ctrl+s save" in it.text
        seeks.text += "\na designer #design"
        await it.pilot.pause()
        await it.press("enter", "ctrl+s")
        printer, designer = it.file("contacts", "marie-dupont")["seeks"]
        assert printer["why"] == "launch"
        assert (designer["what"], designer["tags"]) == ("a designer", ["design"])


async def test_a_box_is_ticked_with_space(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        it.app.screen.query_one("#card-solid").focus()
        await it.press("space", "enter")
        assert it.file("contacts", "marie-dupont")["solid"] is True


async def test_a_new_circle_is_made_with_the_card(tmp_path: Path) -> None:
    async with room(tmp_path) as it:
        await it.press("j", "E")
        field(it, "circles").value += ", Wine lovers"
        await it.pilot.pause()
        assert "makes a new circle: Wine lovers" in it.text
        await it.press("enter")
        assert it.file("contacts", "marie-dupont")["circles"] == ["hec", "wine-lovers"]
        assert it.file("circles", "wine-lovers") == {"name": "Wine lovers"}


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 50)])
async def test_every_field_can_be_reached_and_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with room(tmp_path, size=size) as it:
        await it.press("j", "E")
        for name in ("name", "emails", "cadence", "met_cue", "notes"):
            widget = it.app.screen.query_one(f"#card-{name}")
            widget.focus()
            await it.pilot.pause()
            await it.pilot.pause()
            assert it.app.screen.region.overlaps(widget.region)
        assert "Sails." in it.text
