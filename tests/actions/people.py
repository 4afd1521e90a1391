"""A small book for the tests of the actions."""

from __future__ import annotations

from datetime import date

from entretien.book import Book
from entretien.model.contact import Contact, Met, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Event, Introduction, Step

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)
NEXT_WEEK = date(2026, 12, 1)

MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    circles=("hec",),
    tags=("packaging",),
    met=Met(through="paul-roy"),
    promises=(Promise(what="send the deck"), Promise(what="her quote", by="them")),
    interactions=(
        Interaction(on=date(2026, 11, 6), channel="meet", with_=("paul-roy",), circle="hec"),
        Interaction(on=YESTERDAY, direction="in", note="Any news?"),
    ),
)
PAUL = Contact(id="paul-roy", name="Paul Roy", circles=("hec",), snoozed_until=NEXT_WEEK, snoozes=2)
ZOE = Contact(id="zoe-laurent", name="Zoé Laurent", status="resting", not_same_as=("paul-roy",))


def book() -> Book:
    """Three people, a circle, an event that runs, an introduction."""
    return Book(
        contacts={contact.id: contact for contact in (MARIE, PAUL, ZOE)},
        circles={"hec": Circle(id="hec", name="HEC")},
        events={
            "salon-sme-2026": Event(
                id="salon-sme-2026",
                name="Salon SME",
                starts=YESTERDAY,
                ends=NEXT_WEEK,
                hope_to_meet=("paul-roy", "Inès"),
            )
        },
        introductions={
            "marie-paul": Introduction(
                id="marie-paul",
                between=("marie-dupont", "paul-roy"),
                steps=(Step(on=YESTERDAY, state="idea"),),
            )
        },
    )
