from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from entretien.model.change import Change, Edit
from entretien.model.contact import Promise
from entretien.model.interaction import Interaction
from tests.tui.verbs.host import TODAY, HostApp, contact, on_stage, shown

MARIE = contact("Marie Dupont", interactions=(Interaction(on=TODAY), Interaction(on=TODAY)))
PAUL = contact("Paul Roy", interactions=(Interaction(on=TODAY, channel="meet", with_=("marie-dupont",)),))


class Suspending(HostApp):
    """As in a real terminal, which can be given to another program for a while."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


async def test_deleting_asks_says_what_goes_and_can_be_undone(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL) as stage:
        await stage.press("D")
        assert not shown(stage, "Delete Marie Dupont?", "2 lines of the log go too", "undo brings everything back")
        await stage.press("n")
        assert set(stage.book.contacts) == {"marie-dupont", "paul-roy"}
        await stage.press("D", "y")
        assert set(stage.book.contacts) == {"paul-roy"}
        assert stage.contact("paul-roy").interactions[0].with_ == ()
        await stage.press("u")
        assert stage.contact("marie-dupont") == MARIE
        assert stage.contact("paul-roy") == PAUL


async def test_several_are_deleted_in_one_step(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL) as stage:
        stage.choose("marie-dupont", "paul-roy")
        await stage.press("D", "y")
        assert not stage.book.contacts
        await stage.press("u")
        assert len(stage.book.contacts) == 2


async def test_the_editor_gets_the_file_and_what_it_wrote_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "my editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "path.write_text(path.read_text().replace('Marie Dupont', 'Marie D.'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{script}'")
    async with on_stage(tmp_path, MARIE, app_type=Suspending) as stage:
        await stage.press("ctrl+e")
        assert stage.app.network is not None
        assert stage.app.network.book.contacts["marie-dupont"].name == "Marie D."


async def test_what_the_editor_broke_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "break.py"
    script.write_text("import pathlib, sys\npathlib.Path(sys.argv[-1]).write_text('name = ')\n")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    async with on_stage(tmp_path, MARIE, PAUL, app_type=Suspending) as stage:
        await stage.press("ctrl+e")
        await stage.pilot.pause()
        assert not shown(stage, "contacts/marie-dupont.toml:1")


@pytest.mark.parametrize(
    ("editor", "said"),
    [("no-such-editor", '"no-such-editor" was not found'), (f"{sys.executable} -c 1/0", "ended with")],
)
async def test_an_editor_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    async with on_stage(tmp_path, MARIE, app_type=Suspending) as stage:
        await stage.press("ctrl+e")
        await stage.pilot.pause()
        assert not shown(stage, said)
        assert stage.contact("marie-dupont") == MARIE


async def test_where_the_terminal_can_not_be_given_away_it_is_said(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("ctrl+e")
        await stage.pilot.pause()
        assert not shown(stage, "An editor can't be opened from here.")


@pytest.mark.parametrize(("key", "kept"), [("m", "mine"), ("t", "theirs"), ("escape", "theirs")])
async def test_a_clash_with_another_program_is_asked_about(tmp_path: Path, key: str, kept: str) -> None:
    promised = replace(MARIE, promises=(Promise(what="the deck"),))
    async with on_stage(tmp_path, promised) as stage:
        path = stage.app.store.path_of("contact", "marie-dupont")
        path.write_text(path.read_text().replace("Marie Dupont", "Marie Theirs"))
        assert stage.app.network is not None
        before = stage.app.network.book.contacts["marie-dupont"]
        stage.host.perform(Change("Renamed", (Edit("contact", before, replace(before, name="Marie Mine")),)))
        await stage.pilot.pause()
        assert not shown(stage, "Changed elsewhere meanwhile", "Marie Mine", "Marie Theirs")
        await stage.press(key)
        name = {"mine": "Marie Mine", "theirs": "Marie Theirs"}[kept]
        assert stage.contact("marie-dupont").name == name
        assert stage.app.network.book.contacts["marie-dupont"].name == name
