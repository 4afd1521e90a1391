"""A small network that lines are read against in the tests."""

from __future__ import annotations

from datetime import date

from entretien.capture.context import Context, People
from entretien.model.contact import Contact
from entretien.model.network import Circle, Event

TODAY = date(2026, 11, 24)
"""A Tuesday."""

CONTACTS = (
    Contact(
        id="marie-dupont",
        name="Marie Dupont",
        org="Acme Corp",
        emails=("marie@acme.example",),
        phones=("+33 1 99 00 12 34",),
        links=("https://www.linkedin.com/in/mariedupont",),
        tags=("packaging", "food safety"),
    ),
    Contact(id="paul-roy", name="Paul Roy", org="Crédit Agricole", nickname="Polo"),
    Contact(id="paul-blanc", name="Paul Blanc", org="La Poste"),
    Contact(id="zoe-martin", name="MARTIN Zoé"),
    Contact(id="wang-wei", name="王伟"),
)
CIRCLES = (Circle(id="hec", name="HEC Entrepreneur"), Circle(id="sme", name="SME"))
SALON = Event(id="salon-sme", name="Salon SME 2026", starts=date(2026, 11, 23), ends=date(2026, 11, 26), place="Paris")


def context(*, event: Event | None = None, day_first: bool = True, region: str = "FR") -> Context:
    return Context(
        today=TODAY,
        day_first=day_first,
        region=region,
        people=People({contact.id: contact for contact in CONTACTS}),
        circles={circle.id: circle for circle in CIRCLES},
        events={SALON.id: SALON},
        event=event,
    )
