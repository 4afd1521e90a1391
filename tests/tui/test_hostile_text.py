"""Whatever stands in the files is only text: in every place, and in what opens over the places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from textual.widgets import Input

from entretien.config import Config
from entretien.model.change import Change, Edit
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import KINDS, Circle, Event, Record
from entretien.outlook import Network
from entretien.paths import Places
from entretien.storage.errors import Clash
from entretien.storage.store import Store
from entretien.tui.app import EntretienApp
from entretien.tui.first_paint import FirstPaint, Piece, first_card
from entretien.tui.modals.conflict import ConflictModal

TODAY = date(2026, 11, 24)
OWN_SEQUENCES = re.compile("\x1b\\[[0-9;]*[mHJ]")
ACTS_ON_A_TERMINAL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u200b\ufeff]")

HOSTILE = {
    "markup": "[bold red]Ada[/] [@click=app.quit]x[/] [/nonsense] \\[",
    "escapes": "Ada\x1b[2J\x1b]0;owned\x07\x9b31m\x00",
    "bidi": "Ada \u202egnp.exe\u202c \u2066x\u2069",
    "right to left": "\u0623\u062d\u0645\u062f \u05d3\u05d5\u05d3 Ada",
    "emoji": "Ada 👩‍👩‍👧‍👦🏳️‍🌈 🇫🇷👍🏽",
    "wide": "王伟 Ada 株式会社",
    "zero width": "A\u200bd\ufeffa\u2060\u00ad e\u0301\u0301\u0301\u0301",
    "long": "Ada " + "x" * 296,
    "very long": "Ada " * 2500,
    "format": "{name} {0} %s %(x)s $accent ${x}",
    "lines": "Ada\nLovelace\r\nx\ty\u2028z",
}
TOGETHER = {
    "markup": HOSTILE["markup"],
    "signs": " ".join(HOSTILE[name] for name in ("escapes", "bidi", "zero width", "lines")),
    "very long": HOSTILE["very long"],
}
PLACES = ("triage", "contacts", "timeline", "circles")


def records(text: str) -> Iterable[Record]:
    yield Circle(id="circle", name=text, stake=text)
    yield Event(id="event", name=text, starts=TODAY, ends=TODAY, place=text, purpose=text)
    whole = Contact(
        id="ada",
        name=text,
        nickname=text,
        org=text,
        title=text,
        place=text,
        emails=(text,),
        phones=(text,),
        links=(text,),
        tags=(text,),
        circles=("circle", text),
        met=Met(on=TODAY, event="event", through=text, cue=text),
        notes=text,
        seeks=(Need(what=text, tags=(text,), why=text),),
        offers=(Need(what=text),),
        dates=(Anniversary(label=text, on="11-25"),),
        promises=(Promise(what=text, due=TODAY),),
        interactions=tuple(
            Interaction(on=TODAY - timedelta(days=days), channel="meet", note=text, event="event", with_=("bea",))
            for days in (0, 30, 60)
        ),
    )
    yield whole
    yield replace(whole, id="bea", promises=(), met=None, interactions=())


def written(home: Path, text: str) -> Places:
    places = Places(home, home / "config", home / "cache")
    kinds = {kind: name for name, kind in KINDS.items()}
    store = Store(places)
    store.load()
    store.commit(Change("Written", tuple(Edit(kinds[type(record)], None, record) for record in records(text))))
    return places


def on_screen(app: EntretienApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


def check(app: EntretienApp, size: tuple[int, int]) -> None:
    lines = on_screen(app)
    assert len(lines) <= size[1]
    for line in lines:
        assert not ACTS_ON_A_TERMINAL.search(line)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_every_place_shows_it_as_text(tmp_path: Path, text: str) -> None:
    size = (100, 30)
    app = EntretienApp(written(tmp_path, text), Config(), TODAY, place="triage")
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for place in PLACES:
            await app.run_action(place)
            await pilot.pause()
            await pilot.pause()
            check(app, size)
        assert app.is_running
        assert app.network is not None
        assert len(app.network.book.contacts) == 2


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_first_picture_shows_it_as_text(tmp_path: Path, text: str) -> None:
    network = Network(Store(written(tmp_path, text)).load(), TODAY, Config())
    terminal = StringIO()
    paint = FirstPaint(terminal, os.terminal_size((100, 30)), {})
    (first, *_others) = network.queue()
    paint.show(first_card(network, first, paint.size))
    paint.show([Piece(0, 0, [(text, "text")])])
    assert not ACTS_ON_A_TERMINAL.search(OWN_SEQUENCES.sub("", terminal.getvalue()))


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER)
async def test_what_opens_over_a_place_shows_it_as_text(tmp_path: Path, text: str) -> None:
    size = (100, 30)
    app = EntretienApp(written(tmp_path, text), Config(), TODAY, place="contacts")
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in ("enter", "E", "l", "s", "c", "w", "p", "i", "t", "plus", "D", "a", "H", "B", "P", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            check(app, size)
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("l", "enter")
        await pilot.pause()
        check(app, size)
        await pilot.press("u")
        await pilot.pause()
        check(app, size)
        assert app.is_running


async def test_markup_is_seen_as_it_was_written(tmp_path: Path) -> None:
    text = "[b]Ada[/b] [/x"
    app = EntretienApp(written(tmp_path, text), Config(), TODAY, place="contacts")
    async with app.run_test(size=(160, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert sum(text in line for line in on_screen(app)) >= 3


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER)
async def test_what_is_said_and_asked_shows_it_as_text(tmp_path: Path, text: str) -> None:
    size = (100, 30)
    places = written(tmp_path, text)
    (places.home / "contacts/bad.toml").write_text(f"name = {text}".replace("\0", ""), errors="replace")
    app = EntretienApp(places, Config(), TODAY, place="contacts")
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.say(text, text)
        app.notify(text, title=text, markup=False)
        await pilot.pause()
        check(app, size)
        app.push_screen(ConflictModal([Clash("contact", text, text, text, [text, {text: text}], text)]))
        await pilot.pause()
        check(app, size)
        await pilot.press("escape", "exclamation_mark")
        await app.workers.wait_for_complete()
        await pilot.pause()
        check(app, size)
        await pilot.press("escape", "I")
        await pilot.pause()
        app.screen.query_one(Input).value = text
        await pilot.pause()
        check(app, size)
        assert app.is_running
