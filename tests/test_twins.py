"""Who a contact may be."""

from __future__ import annotations

from entretien.book import Book
from entretien.model.contact import Contact
from entretien.twins import Twins


def twins(book: Book, who: str) -> list[tuple[str, str]]:
    return [(match.who, match.evidence) for match in Twins(book, "FR").of(book, who)]


def book(*people: Contact) -> Book:
    return Book({person.id: person for person in people})


MARIE = Contact(id="marie", name="Marie Dupont", org="Papeteries Lenoir", emails=("marie@lenoir.example",))


def test_the_strongest_evidence_comes_first() -> None:
    found = book(
        MARIE,
        Contact(id="new", name="Marie Dupond", org="Lenoir", phones=("06 12 34 56 78",), emails=("m@lenoir.example",)),
        Contact(id="md", name="Marie D.", phones=("+33 6 12 34 56 78",)),
        Contact(id="same", name="DUPOND Marie", org="Globex"),
    )
    assert twins(found, "new") == [("md", "phone"), ("same", "name"), ("marie", "near")]


def test_another_organisation_makes_a_near_name_somebody_else() -> None:
    assert twins(book(MARIE, Contact(id="new", name="Marie Dupond", org="Globex")), "new") == []


def test_whom_the_user_told_apart_does_not_come_again() -> None:
    new = Contact(id="new", name="Marie Dupont", not_same_as=("marie",))
    assert twins(book(MARIE, new), "new") == []
    assert twins(book(MARIE, new), "marie") == []


def test_who_has_gone_since_is_passed_over() -> None:
    before = book(MARIE, Contact(id="new", name="Marie Dupont"))
    after = book(before.contacts["new"])
    assert Twins(before, "FR").of(after, "new") == ()
