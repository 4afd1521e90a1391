"""Sorting by keys, against what is on the screen and in the files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from entretien.config import Config
from entretien.model.contact import Contact, Met, Promise
from entretien.model.ids import slug
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Event, Record
from entretien.tui.app import EntretienApp
from entretien.tui.screens.sort import SortScreen
from tests.tui.places.helpers import TODAY, program, ready, stored, text_of, write

SIZE = (120, 36)


def met(name: str, **fields: object) -> Contact:
    return Contact(
        id=slug(name),
        name=name,
        met=Met(on=TODAY, event="fair"),
        interactions=(Interaction(on=TODAY, channel="meet", event="fair"),),
        **fields,  # type: ignore[arg-type]
    )


def fair(*people: Contact) -> list[Record]:
    return [*people, Circle(id="hec", name="HEC"), Event(id="fair", name="The fair", starts=TODAY, ends=TODAY)]


async def opened(pilot: Pilot[None]) -> None:
    await ready(pilot)
    await pilot.press("A")
    await ready(pilot)


async def test_a_keystroke_each_and_on_to_the_next(tmp_path: Path) -> None:
    places = write(tmp_path, fair(met("Ann"), met("Ben"), met("Cid")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        assert "3 to sort" in text_of(app)
        await pilot.press("enter", "x", "enter")
        await ready(pilot)
        screen = text_of(app)
        assert "✓ Ann" in screen
        assert "✕ Ben" in screen
        assert "All sorted: 2 kept, all fit." in screen
    book = stored(places)
    assert book.contacts["ann"].met == Met(on=TODAY, event="fair", kept=TODAY)
    assert book.contacts["ben"].status == "closed"
    assert book.sessions == {}


async def test_circle_rhythm_and_next_step_before_keeping(tmp_path: Path) -> None:
    places = write(tmp_path, fair(met("Ann"), met("Ben")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("plus", *"hec", "enter", "c", "3", "p", *"send the deck fri", "enter", "enter")
        await ready(pilot)
        assert "▌  Ben" in text_of(app)
    ann = stored(places).contacts["ann"]
    assert ann.circles == ("hec",)
    assert ann.cadence is not None
    assert ann.promises == (Promise(what="send the deck", due=TODAY + timedelta(days=3), made=TODAY),)
    assert ann.met is not None
    assert ann.met.kept == TODAY


async def test_undo_takes_the_last_decision_back_and_returns_to_it(tmp_path: Path) -> None:
    places = write(tmp_path, fair(met("Ann"), met("Ben"), met("Cid")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("enter", "x", "u")
        await ready(pilot)
        assert "▌  Ben" in text_of(app)
        await pilot.press("u")
        await ready(pilot)
        assert "▌  Ann" in text_of(app)
        assert "3 to sort" in text_of(app)
    assert stored(places).contacts["ben"].status == "active"


async def test_the_same_person_is_seen_side_by_side_and_made_one(tmp_path: Path) -> None:
    marie = Contact(id="marie-dupont", name="Marie Dupont", org="Papeteries Lenoir", emails=("m@lenoir.example",))
    new = met("Marie Dupond", org="Lenoir", title="CEO")
    places = write(tmp_path, fair(marie, new, met("Zoé")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        assert "Perhaps Marie Dupont · Papeteries Lenoir: similar name." in text_of(app)
        await pilot.press("m")
        await ready(pilot)
        screen = text_of(app)
        assert "m@lenoir.example" in screen
        assert "The fair" in screen
        await pilot.press("m")
        await ready(pilot)
        assert "▌  Zoé" in text_of(app)
    book = stored(places)
    assert "marie-dupond" not in book.contacts
    assert book.contacts["marie-dupont"].title == "CEO"
    assert book.contacts["marie-dupont"].interactions[0].event == "fair"


async def test_two_people_are_told_apart(tmp_path: Path) -> None:
    marie = Contact(id="marie-dupont", name="Marie Dupont")
    places = write(tmp_path, fair(marie, met("Marie Dupond")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("m", "n")
        await ready(pilot)
        assert "Perhaps" not in text_of(app)
    assert stored(places).contacts["marie-dupond"].not_same_as == ("marie-dupont",)


async def test_somebody_with_another_name_is_asked_for(tmp_path: Path) -> None:
    places = write(tmp_path, fair(Contact(id="bob", name="Robert Martin", org="Acme"), met("Bob M")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("m", *"robert", "enter")
        await ready(pilot)
        assert "chosen by you" in text_of(app)
        await pilot.press("enter")
        await ready(pilot)
    assert set(stored(places).contacts) == {"bob"}


async def test_more_are_kept_than_fit_and_the_user_picks(tmp_path: Path) -> None:
    places = write(tmp_path, fair(*(met(f"P{number}") for number in range(7)), met("Z", promises=(Promise(what="x"),))))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press(*["enter"] * 8)
        await ready(pilot)
        screen = text_of(app)
        assert "8 kept, 5 fit this week" in screen
        assert "1 this week · 7 again" in screen
        await pilot.press("space", "space", "enter")
        await ready(pilot)
        assert "3 this week · 5 get a first message, then wait" in text_of(app)
    book = stored(places)
    waiting = {who for who, contact in book.contacts.items() if contact.snoozed_until}
    assert waiting == {"p2", "p3", "p4", "p5", "p6"}
    assert all(contact.snoozes == 0 for contact in book.contacts.values())


async def test_not_now_leaves_everybody_kept(tmp_path: Path) -> None:
    places = write(tmp_path, fair(*(met(f"P{number}") for number in range(6))))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press(*["enter"] * 6, "escape")
        await ready(pilot)
        await pilot.press("t")
        await ready(pilot)
        assert "6 kept, 5 fit this week" in text_of(app)
    assert not any(contact.snoozed_until for contact in stored(places).contacts.values())


async def test_who_is_sorted_does_not_come_again(tmp_path: Path) -> None:
    places = write(tmp_path, fair(met("Ann"), met("Ben", status="closed")))
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await ready(pilot)
    later = EntretienApp(places, Config(), TODAY + timedelta(days=1), over=SortScreen)
    async with later.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "Nobody waits to be sorted." in text_of(later)
        await pilot.press("enter", "x", "m", "c", "t", "j", "escape")
        assert not isinstance(later.screen, SortScreen)


async def test_going_to_a_place_leaves_it_for_good(tmp_path: Path) -> None:
    app = program(write(tmp_path, fair(met("Ann"))), place="contacts")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("C")
        await ready(pilot)
        assert not any(isinstance(screen, SortScreen) for screen in app.screen_stack)
        await pilot.press("A", "L")
        await ready(pilot)
        assert app.current_mode == "timeline"


async def test_any_size_and_any_name_are_survived(tmp_path: Path) -> None:
    app = program(write(tmp_path, fair(met("[bold]A[/] \x1b[31mred"), met("王伟"), met("Marie Dupont"))))
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await pilot.press("g")
        for size in ((200, 50), (39, 9), (1, 1), (90, 12)):
            await pilot.resize_terminal(*size)
            await pilot.press("j", "k", "m", "escape", "c", "escape")
        await pilot.press("enter", "enter", "enter")
        await ready(pilot)
        assert "3 kept" in text_of(app)


async def test_ending_the_event_offers_to_sort(tmp_path: Path) -> None:
    app = program(write(tmp_path, fair(met("Ann"))))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("B", "x")
        await ready(pilot)
        assert "1 person to sort: now?" in text_of(app)
        await pilot.press("y")
        await ready(pilot)
        assert isinstance(app.screen, SortScreen)
        assert "▌  Ann" in text_of(app)
