from __future__ import annotations

from dataclasses import replace
from datetime import date

from entretien.book import Book
from entretien.config import Config
from entretien.model.contact import Contact
from entretien.outlook import Network
from entretien.roster import Order, Roster

NAMES = ("Ada", "Bea", "Cleo", "Dora")


def network(*names: str) -> Network:
    contacts = {name.lower(): Contact(id=name.lower(), name=name) for name in names}
    return Network(Book(contacts), date(2026, 11, 24), Config())


def after(before: Network, **contacts: Contact | None) -> Network:
    changed = {**before.book.contacts, **{who: contact for who, contact in contacts.items() if contact}}
    for who in [who for who, contact in contacts.items() if contact is None]:
        del changed[who]
    return before.next(replace(before.book, contacts=changed))


def test_the_cursor_is_on_somebody_as_long_as_anybody_is_shown() -> None:
    roster = Roster(network(*NAMES))
    assert (roster.who, roster.place) == ("ada", 0)
    roster.filter("zzz")
    assert roster.place == -1
    assert roster.subjects() == ()
    roster.filter("")
    assert roster.place == 0


def test_a_filter_goes_to_the_best_and_stays_there_when_it_is_cleared() -> None:
    roster = Roster(network(*NAMES))
    roster.filter("e")
    assert roster.shown == ("bea", "cleo")
    roster.go(1)
    roster.filter("")
    assert (roster.who, roster.place) == ("cleo", 2)


def test_who_is_gone_leaves_the_cursor_on_the_next() -> None:
    start = network(*NAMES)
    roster = Roster(start)
    roster.go(1)
    roster.take(after(start, bea=None))
    assert (roster.who, roster.place) == ("cleo", 1)
    roster.go(2)
    roster.take(after(roster.network, dora=None))
    assert (roster.who, roster.place) == ("cleo", 1)


def test_a_new_id_takes_cursor_and_marks_along() -> None:
    start = network(*NAMES)
    roster = Roster(start)
    roster.go(1)
    roster.mark("bea")
    roster.mark("dora")
    roster.take(after(start, bea=None, zoe=Contact(id="zoe", name="Zoe")))
    assert (roster.who, roster.place) == ("zoe", 3)
    assert roster.subjects() == ("dora", "zoe")


def test_marks_that_the_filter_hides_still_count() -> None:
    roster = Roster(network(*NAMES))
    roster.mark("dora")
    roster.filter("ada")
    assert roster.subjects() == ("dora",)
    roster.mark_all()
    assert roster.subjects() == ("ada", "dora")
    roster.mark_all()
    assert roster.subjects() == ("dora",)


def test_an_order_holds_under_a_filter() -> None:
    roster = Roster(network(*NAMES))
    roster.reverse()
    assert list(roster.shown) == ["dora", "cleo", "bea", "ada"]
    roster.filter("a")
    assert list(roster.shown) == ["dora", "bea", "ada"]
    roster.sort("name")
    assert roster.order == Order("name", reverse=False)
    for _ in range(6):
        roster.sort_by_next()
    assert roster.order == Order("name")


def test_going_to_somebody_gives_up_a_filter_that_hides_them() -> None:
    roster = Roster(network(*NAMES))
    roster.filter("ada")
    assert roster.go_to("dora")
    assert (roster.text, roster.who, roster.place) == ("", "dora", 3)
    assert not roster.go_to("nobody")


def test_matches_go_round() -> None:
    roster = Roster(network(*NAMES))
    assert roster.match(1) is None
    roster.filter("e")
    roster.filter("")
    roster.go(0)
    assert roster.match(1) == 1
    assert roster.match(-1) == 2
