"""What the word before the cursor may become, and who a new name may already be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.capture.completion import Completer
from entretien.capture.context import Context, People
from entretien.capture.likeness import Likeness
from entretien.capture.line import parse_line
from entretien.model.contact import Contact
from entretien.model.network import Circle, Event

PEOPLE = (
    Contact(
        id="marie", name="Marie Dupont", org="Acme", tags=("packaging",), emails=("marie@acme.example",),
        phones=("+33 6 12 34 56 78",), links=("https://www.linkedin.com/in/mdupont/",),
    ),
    Contact(id="martin", name="Zoé Martin", org="La Poste", tags=("packaging", "print")),
    Contact(id="martin-2", name="Zoé Martin", org="Acme"),
    Contact(id="jean", name="Jean-Luc Moreau", org="Acme", emails=("info@acme.example",)),
)  # fmt: skip
CONTEXT = Context(
    today=date(2026, 11, 24),
    people=People({contact.id: contact for contact in PEOPLE}),
    circles={"hec": Circle(id="hec", name="HEC"), "sme": Circle(id="sme", name="Small firms")},
    events={"salon": Event(id="salon", name="Salon SME")},
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Zoé @ac", "Zoé @Acme "),
        ("Zoé @la p", 'Zoé @"La Poste" '),
        ("Zoé #p", "Zoé #packaging "),
        ("Zoé +h", "Zoé +HEC "),
        ("Zoé +fir", 'Zoé +"Small firms" '),
        ("Zoé %sal", 'Zoé %"Salon SME" '),
        ("Ann via mar", "Ann via Marie Dupont "),
        ("mari", "Marie Dupont: "),
        ("luc", "Jean-Luc Moreau: "),
    ],
)
def test_tab_completes_what_is_known(line: str, expected: str) -> None:
    completed = Completer(CONTEXT).complete(line, len(line))[0].applied(line)
    assert completed == (expected, len(expected))


@pytest.mark.parametrize(
    "line", ["", "m", "Marie Dupont", "Zoé @Acme", "Zoé @nobody", "marie: cof", "a@ac", "Zoé ; ma"]
)
def test_there_is_nothing_to_complete(line: str) -> None:
    assert Completer(CONTEXT).complete(line, len(line)) == ()


def test_in_the_middle_of_the_line_the_rest_stays() -> None:
    line = "Zoé #p +hec"
    assert Completer(CONTEXT).complete(line, 6)[0].applied(line) == ("Zoé #packaging  +hec", 15)
    assert Completer(CONTEXT).complete(line, 5) == ()


@given(st.text(max_size=40), st.integers(min_value=0, max_value=40))
def test_any_line_can_be_completed_at_any_place(line: str, cursor: int) -> None:
    for proposal in Completer(CONTEXT).complete(line, min(cursor, len(line))):
        assert 0 <= proposal.start <= proposal.end <= len(line)


def alike(line: str) -> list[str]:
    return [contact.id for contact in Likeness(CONTEXT).to(parse_line(line, CONTEXT))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Marie Dupond", ["marie"]),
        ("DUPONT Marie", ["marie"]),
        ("Marie Dupond @Acme", ["marie"]),
        ("Marie Dupond @Elsewhere", []),
        ("Zoe Martin @Acme", ["martin-2", "martin"]),
        ("M. D. marie@acme.example", ["marie"]),
        ("M. D. 06 12 34 56 78", ["marie"]),
        ("M. D. linkedin.com/in/mdupont", ["marie"]),
        ("Ann Lee info@acme.example", []),
        ("Marie", []),
        ("Paul Roy", []),
        ("marie: coffee", []),
    ],
)
def test_somebody_who_is_here_already_is_noticed(line: str, expected: list[str]) -> None:
    assert alike(line) == expected
