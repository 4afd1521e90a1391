from __future__ import annotations

from dataclasses import replace

import pytest

from entretien.actions.circles import add_circle, confirm_stake, dissolve_circle, edit_circle
from entretien.actions.contacts import change_circles
from entretien.actions.events import captured_at, edit_event, hoped_for, hopes, start_event, stop_event
from entretien.book import Book
from entretien.errors import UsageError
from entretien.model.contact import Contact, Met
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Event
from entretien.model.references import references
from tests.actions.people import NEXT_WEEK, TODAY, YESTERDAY, book


def test_a_circle_is_made_confirmed_and_dissolved() -> None:
    made = book().apply(add_circle(book(), Circle(name="HEC", stake="Missions")))
    assert made.circles["hec-2"].stake == "Missions"
    assert made.apply(confirm_stake(made, "hec-2", TODAY)).circles["hec-2"].stake_confirmed == TODAY
    dissolved = book().apply(dissolve_circle(book(), "hec"))
    assert dissolved.circles == {}
    assert all(contact.circles == () for contact in dissolved.contacts.values())


def test_a_renamed_circle_takes_its_members_and_their_log_along() -> None:
    hec = book().circles["hec"]
    assert not edit_circle(book(), hec)
    after = book().apply(edit_circle(book(), replace(hec, name="HEC Entrepreneurs")))
    assert set(after.circles) == {"hec-entrepreneurs"}
    marie = after.contacts["marie-dupont"]
    assert marie.circles == ("hec-entrepreneurs",)
    assert marie.interactions[0].circle == "hec-entrepreneurs"
    same = book().apply(edit_circle(book(), replace(hec, stake="Missions")))
    assert same.circles["hec"].stake == "Missions"


def test_nobody_names_a_circle_that_was_renamed_or_dissolved() -> None:
    hec = book().circles["hec"]
    left = book().apply(change_circles(book(), ["marie-dupont"], (), ("hec",)))
    for change in (edit_circle(left, replace(hec, name="Choir")), dissolve_circle(left, "hec")):
        after = left.apply(change)
        for contact in after.contacts.values():
            assert all(named in after.circles for _way, kind, named in references(contact) if kind == "circle")


def test_an_event_begins_today_under_a_name_with_its_year() -> None:
    after = book().apply(start_event(book(), Event(name="Apéro"), TODAY))
    event = after.events["apero-2026"]
    assert event.starts == TODAY
    assert after.event_on(TODAY) == event


def test_a_stopped_event_goes_on_where_it_was() -> None:
    event = book().events["salon-sme-2026"]
    stopped = book().apply(stop_event(event, TODAY))
    assert stopped.event_on(TODAY) is None
    change = start_event(stopped, Event(name="salon sme", place="Paris"), TODAY)
    resumed = stopped.apply(change).events["salon-sme-2026"]
    assert change.label == "Salon SME goes on"
    assert (resumed.starts, resumed.stopped, resumed.place) == (YESTERDAY, None, "Paris")


def test_an_event_can_not_end_before_it_starts() -> None:
    with pytest.raises(UsageError, match="would end before it starts"):
        start_event(book(), Event(name="Fair", starts=NEXT_WEEK, ends=TODAY), TODAY)


def test_an_event_is_changed_under_its_id() -> None:
    event = book().events["salon-sme-2026"]
    assert not edit_event(book(), event)
    assert book().apply(edit_event(book(), replace(event, purpose="Meet printers"))).events[event.id].purpose


def test_going_on_keeps_the_last_day_and_adds_to_those_hoped_for() -> None:
    begun = book().apply(
        start_event(book(), Event(name="Fair", ends=NEXT_WEEK, place="Lyon", hope_to_meet=("Ada",)), TODAY)
    )
    change = start_event(begun, Event(name=" fair", hope_to_meet=("Zoé", "Ada")), TODAY)
    fair = begun.apply(change).events["fair-2026"]
    assert (fair.ends, fair.place, fair.hope_to_meet) == (NEXT_WEEK, "Lyon", ("Ada", "Zoé"))
    assert not start_event(begun, Event(name="Fair"), TODAY).edits


def test_one_event_runs_at_a_time() -> None:
    first = book().apply(start_event(book(), Event(name="Zed", ends=NEXT_WEEK), TODAY))
    second = first.apply(start_event(first, Event(name="Alpha"), TODAY))
    assert second.event_on(TODAY) == second.events["alpha-2026"]
    assert second.events["zed-2026"].stopped == TODAY
    third = second.apply(start_event(second, Event(name="Zed"), TODAY))
    assert third.event_on(TODAY) == third.events["zed-2026"]
    assert third.events["zed-2026"].ends == NEXT_WEEK


def test_the_same_name_after_the_last_day_is_another_event() -> None:
    first = book().apply(start_event(book(), Event(name="Apéro"), TODAY))
    later = first.apply(start_event(first, Event(name="Apéro"), NEXT_WEEK))
    assert {"apero-2026", "apero-2026-2"} <= set(later.events)
    assert first.event_on(NEXT_WEEK) is None


def test_an_event_needs_a_name() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        start_event(book(), Event(name=" "), TODAY)


def test_it_is_told_who_of_those_hoped_for_was_met() -> None:
    fair = Event(id="fair", name="Fair", starts=TODAY, hope_to_meet=("marie", "paul", "zoe", "Ada Lovelace", "Li"))
    people = (
        Contact(id="marie", name="Marie", met=Met(on=TODAY, event="fair")),
        Contact(id="paul", name="Paul", interactions=(Interaction(on=TODAY, channel="meet", event="fair"),)),
        Contact(id="zoe", name="Zoé"),
        Contact(id="ada", name="LOVELACE Ada", met=Met(on=TODAY, event="fair")),
    )
    network = Book(contacts={person.id: person for person in people}, events={"fair": fair})
    assert hopes(network, fair) == (
        ("Marie", True),
        ("Paul", True),
        ("Zoé", False),
        ("Ada Lovelace", True),
        ("Li", False),
    )
    assert hoped_for(network, "paul") == "paul"
    assert hoped_for(network, " Somebody ") == "Somebody"
    assert [person.name for person in captured_at(network, fair)] == ["LOVELACE Ada", "Marie"]
