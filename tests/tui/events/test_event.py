"""Event mode on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from entretien.config import Config
from entretien.model.contact import Contact, Met
from entretien.model.network import Event
from entretien.tui.app import EntretienApp
from tests.tui.places.helpers import TODAY, network, program, ready, stored, text_of, write

SIZE = (110, 36)
FAIR = Event(
    id="fair", name="The fair", starts=TODAY, ends=TODAY + timedelta(days=2), hope_to_meet=("paul-roy", "Ada Byron")
)


async def test_who_of_those_hoped_for_was_met_is_shown(tmp_path: Path) -> None:
    ada = Contact(id="ada", name="BYRON Ada", met=Met(on=TODAY, event="fair"))
    app = program(write(tmp_path, [*network(), FAIR, ada]))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("B")
        screen = text_of(app)
        assert "Hoped for: · Paul Roy  ✓ Ada Byron" in screen
        assert "until Thu 26 Nov" in screen


async def test_every_capture_and_log_carries_the_event(tmp_path: Path) -> None:
    places = write(tmp_path, [*network(), FAIR])
    app = program(places)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("a", *"Jo", "enter", *"paul roy: coffee", "enter", "escape")
        await ready(pilot)
        assert "● The fair · 1 captured" in text_of(app)
    book = stored(places)
    assert book.contacts["jo"].met == Met(on=TODAY, event="fair")
    assert book.contacts["paul-roy"].interactions[-1].event == "fair"


async def test_on_a_narrow_screen_the_event_leaves_room_for_the_day(tmp_path: Path) -> None:
    app = program(write(tmp_path, [*network(), replace(FAIR, name="International packaging fair")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "● International… · 0  Tue 24 Nov" in text_of(app)


async def test_it_ends_by_itself_after_its_last_day(tmp_path: Path) -> None:
    days: list[date] = [TODAY + timedelta(days=2)]
    app = EntretienApp(
        write(tmp_path, [*network(), FAIR]), Config(), days[0], place="contacts", calendar=lambda: days[-1]
    )
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "● The fair" in text_of(app)
        days.append(TODAY + timedelta(days=3))
        app.look_at_calendar()
        await ready(pilot)
        assert "The fair" not in text_of(app)


async def test_what_is_not_sorted_the_day_after_is_said(tmp_path: Path) -> None:
    jo = Contact(id="jo", name="Jo", met=Met(on=TODAY, event="fair"))
    places = write(tmp_path, [*network(), FAIR, jo])
    app = EntretienApp(places, Config(), TODAY + timedelta(days=1), place="contacts")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert "1 person you met is not sorted yet." in text_of(app)
        assert "A sorts" in text_of(app)


async def test_what_changed_elsewhere_while_the_form_was_open_stays(tmp_path: Path) -> None:
    places = write(tmp_path, [*network(), FAIR])
    app = program(places)
    path = places.home / "events/fair.toml"
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("B", "E", "tab", *"Lyon")
        path.write_text(path.read_text() + 'purpose = "printers"\n')
        app.refresh_from_disk()
        await pilot.press("enter")
        await ready(pilot)
    event = stored(places).events["fair"]
    assert (event.place, event.purpose) == ("Lyon", "printers")
