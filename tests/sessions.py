"""A network with every section of the queue inhabited, for the tests of the weekly session."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from entretien.book import Book
from entretien.config import Config
from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Promise
from entretien.model.interaction import Interaction
from entretien.outlook import Network
from entretien.relationship.parameters import Parameters

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 18, 0)
MONTHLY = Cadence(1, "month")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def met(days: int) -> tuple[Interaction, ...]:
    """One meeting, so many days ago."""
    return (Interaction(on=ago(days), channel="meet"),)


def due(id: str, days: int) -> Contact:
    """Somebody with a monthly rhythm, last met so many days ago."""
    return Contact(id=id, name=id.title(), cadence=MONTHLY, interactions=met(days))


PROMISED = Contact(
    id="marie",
    name="Marie",
    promises=(Promise(what="send the deck", due=ago(4)), Promise(what="call the printer", due=TODAY)),
    interactions=met(18),
)
OWED = Contact(id="lea", name="Léa", interactions=(Interaction(on=ago(6), direction="in", note="Would you come?"),))
JUST_MET = Contact(id="paul", name="Paul", met=Met(on=ago(1)), interactions=met(1))
BIRTHDAY = Contact(id="helene", name="Hélène", dates=(Anniversary(label="birthday", on="11-27"),), interactions=met(20))
DORMANT = Contact(id="zoe", name="Zoé", cadence=MONTHLY, interactions=(*met(900), *met(860)))
CALM = Contact(id="ada", name="Ada", cadence=MONTHLY, interactions=met(27))
SEE = tuple(due(id, days) for id, days in (("ines", 60), ("hugo", 55), ("noe", 50), ("ugo", 45), ("eva", 40)))
"""In the order in which they are due."""

EVERYBODY = (PROMISED, OWED, JUST_MET, BIRTHDAY, *SEE, DORMANT, CALM)


def book(*contacts: Contact) -> Book:
    """These contacts."""
    return Book(contacts={contact.id: contact for contact in contacts})


def network(known: Book, today: date = TODAY, *, minutes: int = 30, people: int = 3) -> Network:
    """The network with a session of so many minutes and at most so many people to see again."""
    return Network(known, today, Config(session_minutes=minutes, model=Parameters(session_people=people)))
