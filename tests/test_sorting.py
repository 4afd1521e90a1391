"""Who is to be sorted, what was decided, and who gets this week's time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from entretien.actions.contacts import set_status
from entretien.actions.interactions import wrote
from entretien.actions.sorting import give_time, keep
from entretien.book import Book
from entretien.model.cadence import Cadence
from entretien.model.contact import Contact, Met, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Event
from entretien.outlook import Network
from entretien.sorting import Sorting, is_time_to_sort, later_days, to_sort

TODAY = date(2026, 11, 24)
FAIR = Event(id="fair", name="Fair", starts=TODAY, ends=TODAY)


def met(name: str, *, days_ago: int = 0, event: str = "fair", promise: bool = False) -> Contact:
    on = TODAY - timedelta(days=days_ago)
    return Contact(
        id=name,
        name=name,
        met=Met(on=on, event=event),
        promises=(Promise(what="the deck"),) if promise else (),
        interactions=(Interaction(on=on, channel="meet", event=event),) if event else (),
    )


def network(*people: Contact, events: Iterable[Event] = (FAIR,)) -> Network:
    return Network(Book({person.id: person for person in people}, events={event.id: event for event in events}), TODAY)


def test_those_met_lately_are_sorted_in_the_order_of_the_days_then_by_name() -> None:
    here = network(
        met("zoe", days_ago=1),
        met("ben"),
        met("ann"),
        met("old", days_ago=15),
        replace(met("gone"), status="closed"),
        Contact(id="plain", name="plain"),
    )
    assert Sorting(here).people == ("zoe", "ann", "ben")
    assert Sorting(here).waiting == ("zoe", "ann", "ben")
    assert set(to_sort(here)) == {"zoe", "ann", "ben"}


def test_an_event_can_be_sorted_by_itself() -> None:
    here = network(met("ann"), met("ben", event=""))
    assert Sorting(here, "fair").people == ("ann",)
    assert Sorting(here).people == ("ann", "ben")


def test_each_decision_is_a_fact_on_the_card() -> None:
    here = network(met("ann"), met("ben"), met("cid"), met("dan"))
    start = Sorting(here)
    book = here.book.apply(keep(here.book, "ann", TODAY))
    book = book.apply(set_status(book, ("ben",), "closed"))
    book = book.apply(wrote(book, "cid", TODAY))
    after = Sorting(here.next(book), seen=start.people)
    assert [after.mark(who) for who in after.people] == ["kept", "let-go", "written", "waiting"]
    assert (after.waiting, after.kept) == (("dan",), ("ann",))
    met_ann = book.contacts["ann"].met
    assert met_ann is not None
    assert met_ann.kept == TODAY
    assert to_sort(here.next(book)) == ("dan",)


def test_keeping_brings_back_whom_one_had_let_go() -> None:
    here = network(met("ann"))
    gone = here.book.apply(set_status(here.book, ("ann",), "closed"))
    back = gone.apply(keep(gone, "ann", TODAY))
    assert back.contacts["ann"].status == "active"
    assert not keep(back, "ann", TODAY)


def test_after_each_comes_the_next_below_then_from_the_top() -> None:
    here = network(met("ann"), met("ben"), met("cid"))
    sorting = Sorting(here)
    assert sorting.following("ann") == "ben"
    assert sorting.following("cid") == "ann"
    assert Sorting(network(met("ann"))).following("ann") is None


def test_those_something_was_promised_to_are_proposed_as_many_as_fit() -> None:
    people = [met(f"p{number:02}", promise=number % 2 == 0) for number in range(20)]
    here = network(*(replace(person, met=replace(person.met or Met(), kept=TODAY)) for person in people))
    sorting = Sorting(here)
    assert sorting.room == 5
    assert sorting.preferred == ("p00", "p02", "p04", "p06", "p08")


def test_the_others_wait_after_a_first_message_spread_over_the_weeks() -> None:
    here = network(*(met(f"p{number:02}") for number in range(12)))
    book = here.book
    for who in book.contacts:
        book = book.apply(keep(book, who, TODAY))
    sorting = Sorting(here.next(book))
    picked, others = sorting.kept[:5], sorting.kept[5:]
    days = sorting.later(others)
    change = give_time(book, picked, days)
    assert change.label == "5 this week · 7 get a first message, then wait"
    after = here.next(book.apply(change))
    for who in others:
        card = after.card(who)
        assert card is not None
        assert card.part == "met"
        written = after.next(after.book.apply(wrote(after.book, who, TODAY)))
        tie = written.relationship(who)
        assert (tie.state, tie.due) == ("snoozed", days[who])
        assert tie.snoozes == 0
    first = after.next(after.book.apply(wrote(after.book, picked[0], TODAY)))
    assert first.relationship(picked[0]).due == TODAY + timedelta(days=30)
    assert min(days.values()) > TODAY + timedelta(days=30)
    assert max(Counter(days.values()).values()) <= sorting.room


def test_the_weeks_that_are_full_are_passed_over() -> None:
    due = TODAY + timedelta(days=36)
    busy = [
        Contact(
            id=f"b{number}",
            name=f"b{number}",
            cadence=Cadence(2, "month"),
            interactions=(Interaction(on=due - timedelta(days=60), channel="call"),),
        )
        for number in range(5)
    ]
    here = network(met("ann"), *busy)
    assert all(here.relationship(contact.id).due == due for contact in busy)
    assert later_days(here, ("ann",), 5)["ann"] == TODAY + timedelta(days=42)
    assert later_days(here, ("ann",), 6)["ann"] == TODAY + timedelta(days=35)


def test_picking_again_gives_the_time_back() -> None:
    here = network(met("ann"))
    put_off = here.book.apply(give_time(here.book, (), {"ann": TODAY + timedelta(days=40)}))
    assert put_off.contacts["ann"].snoozed_until == TODAY + timedelta(days=40)
    assert put_off.apply(give_time(put_off, ("ann",), {})).contacts["ann"].snoozed_until is None


@pytest.mark.parametrize(
    ("person", "hour", "offered"),
    [
        (met("ann"), 10, False),
        (met("ann"), 17, True),
        (met("ann", event=""), 10, False),
        (met("ann", event=""), 20, True),
        (met("ann", event="other"), 10, True),
        (met("ann", days_ago=1), 10, True),
        (met("ann", days_ago=20), 20, False),
    ],
)
def test_it_is_offered_in_the_evening_or_when_the_event_is_over(person: Contact, hour: int, offered: bool) -> None:
    assert is_time_to_sort(network(person), hour) is offered
