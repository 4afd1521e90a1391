from __future__ import annotations

from dataclasses import replace

import pytest

from entretien.actions.circles import add_circle, confirm_stake, dissolve_circle, edit_circle
from entretien.actions.events import edit_event, start_event, stop_event
from entretien.errors import UsageError
from entretien.model.network import Circle, Event
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
