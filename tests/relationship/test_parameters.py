"""Every number of the model can be set, and setting it changes what the model says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from entretien.book import Book
from entretien.config import Config
from entretien.demo import demo_change
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.network import Circle, Decision, Introduction, Session, Step
from entretien.outlook import Network
from entretien.relationship import sentences
from entretien.relationship.capacity import Due, spread
from entretien.relationship.circles import health
from entretien.relationship.introductions import progress, proposals
from entretien.relationship.parameters import Parameters
from entretien.relationship.standing import assess
from entretien.relationship.year import year
from entretien.triage import Triage
from tests.relationship.histories import TODAY, call, meet, on, out, received, tie, warm_tie
from tests.relationship.test_oracle import history
from tests.sessions import DORMANT, NOW, SEE

ELSEWHERE = {
    "same_words_most": "asked about where several messages are logged",
    "missed_weeks": "said where the session opens",
}
"""The parameters that speak on the screen only."""

DEMO = Book().apply(demo_change(TODAY))
CHANCE = random.Random("parameters")
HISTORIES = tuple((history(CHANCE), CHANCE.choice((None, 7, 30, 90, 365))) for _number in range(300))
CLUMP = [tie(Contact(id=f"c{n}", name="C", circles=("hec",))) for n in range(12)]
MEMBERS = [
    tie(Contact(id="a", name="A", circles=("hec",), interactions=(call(-200), call(-150, gave=True, judging=True)))),
    tie(Contact(id="b", name="B", circles=("hec",), interactions=(call(-300, progress=True), out(-100)))),
    tie(Contact(id="c", name="C", circles=("hec",), interactions=(call(-10),))),
]
EDGES = (
    *(Contact(id=f"met{n}", name="M", met=Met(on=on(-n))) for n in (1, 3, 10, 20)),
    *(Contact(id=f"wrote{n}", name="W", interactions=(received(-n),)) for n in (60, 120)),
    *(Contact(id=f"date{n}", name="D", dates=(Anniversary(label="x", on=f"{on(n):%m-%d}"),)) for n in (5, 10)),
    *(Contact(id=f"vow{n}", name="V", promises=(Promise(what="x", due=on(n)),)) for n in (5, 10)),
)
LAST_YEAR = (meet(-900, depth=3), meet(-890, depth=3))
SLEEPERS = (
    Contact(id="bond", name="B", interactions=LAST_YEAR),
    Contact(
        id="hook", name="H", interactions=(meet(-895), *LAST_YEAR[1:]), dates=(Anniversary(label="x", on="12-04"),)
    ),
)
SEEKING = warm_tie(Contact(id="x", name="X", seeks=(Need(what="x", tags=("t",)),)), 0.9)
OFFERING = warm_tie(Contact(id="y", name="Y", offers=(Need(what="y", tags=("t",)),)), 0.9)
ASKED = Introduction(between=("x", "z"), steps=(Step(on=on(-20), state="asked", who="x"),))
ONE_REACHED = Session(
    id=TODAY.isoformat(),
    started=NOW,
    offered=("ines", "hugo"),
    decisions=(Decision(who="ines", part="see", did="done"),),
)
INTRODUCED = Introduction(between=("x", "y"), steps=(Step(on=on(-14), state="introduced"),))


def said(parameters: Parameters) -> Iterator[object]:
    """All that the model says of the made-up network and of a few hundred histories."""
    network = Network(DEMO, TODAY, Config(model=parameters))
    for who in DEMO.contacts:
        yield network.relationship(who), network.explain(who)
    yield [(card.who, card.reason, card.on, card.late) for card in network.queue()]
    for log, cadence in HISTORIES:
        relationship = assess(log, cadence, TODAY, parameters, snoozes=len(log) % 5)
        yield relationship
        yield sentences.explanation(relationship, parameters), sentences.before_asking(relationship, parameters)
    yield spread([Due(f"p{n}", n % 3, 90) for n in range(40)], 3, parameters)
    yield spread([Due(f"p{n}", 40, 365) for n in range(40)], 3, parameters)
    circle = Circle(id="hec", name="HEC", stake="Missions", stake_confirmed=on(-500))
    yield health(circle, MEMBERS, (), TODAY, parameters)
    yield year(CLUMP[:10], parameters), year([*CLUMP, *MEMBERS], parameters)
    yield proposals(network.ties(), DEMO.introductions.values(), TODAY, parameters)
    yield progress(INTRODUCED, TODAY, parameters)
    yield proposals((SEEKING, OFFERING), (ASKED,), TODAY, parameters)
    yield assess([call(-day) for day in (264, 198, 132, 66)], 90, TODAY, parameters).advice
    for people in (EDGES, SLEEPERS):
        yield [(card.who, card.late) for card in network_of(*people, parameters=parameters).queue()]
    yield Triage.at(network_of(*SEE, parameters=parameters), NOW).waiting
    session = network_of(*SEE, DORMANT, parameters=parameters, session=ONE_REACHED)
    yield Triage.at(session, NOW).one_to_revive


def network_of(*people: Contact, parameters: Parameters, session: Session | None = None) -> Network:
    contacts = {contact.id: contact for contact in people}
    sessions = {session.id: session} if session else {}
    return Network(Book(contacts=contacts, sessions=sessions), TODAY, Config(model=parameters))


@pytest.fixture(scope="module")
def usual() -> list[object]:
    return list(said(Parameters()))


@pytest.mark.parametrize("name", [item.name for item in fields(Parameters) if item.name not in ELSEWHERE])
def test_every_parameter_counts(name: str, usual: list[object]) -> None:
    assert any(list(said(other)) != usual for other in others(name))


def others(name: str) -> Iterator[Parameters]:
    """The parameters with another value of one of them, as far as it is accepted."""
    value = getattr(Parameters(), name)
    for factor in (0.5, 2, 0.9, 1.3, 4):
        chosen: dict[str, Any] = {name: type(value)(value * factor)}
        try:
            yield replace(Parameters(), **chosen)
        except ValueError:
            continue
