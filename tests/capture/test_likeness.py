"""Who may be meant by a line about somebody new."""

from __future__ import annotations

from datetime import date

import pytest

from entretien.capture.context import Context, People
from entretien.capture.likeness import Likeness
from entretien.capture.line import parse_line
from entretien.model.contact import Contact


def alike(line: str, *contacts: Contact) -> list[str]:
    people = People({contact.id: contact for contact in contacts})
    context = Context(today=date(2026, 11, 24), people=people)
    return [contact.id for contact in Likeness(context).to(parse_line(line, context))]


def marie(org: str) -> Contact:
    return Contact(id="marie", name="Marie Dupont", org=org, emails=("marie@lenoir.example",))


@pytest.mark.parametrize(
    ("line", "org"),
    [
        ("Marie Dupond @Lenoir", "Papeteries Lenoir"),
        ('Marie Dupond @"Papeteries Lenoir SA"', "Lenoir"),
        ("Marie Dupond @LENOIR", "Lenoir & Fils"),
        ("Marie Dupond @Lenoir", ""),
        ("Marie Dupond", "Papeteries Lenoir"),
        ("Marie Dupond @3M", "3M"),
    ],
)
def test_a_name_that_is_nearly_the_same_is_offered_unless_the_organisations_differ(line: str, org: str) -> None:
    assert alike(line, marie(org)) == ["marie"]


@pytest.mark.parametrize(
    ("line", "org"),
    [
        ("Marie Dupond @Globex", "Papeteries Lenoir"),
        ('Marie Dupond @"Groupe Martin"', "Groupe Lenoir"),
        ('Marie Dupond @"Martin SAS"', "Lenoir SAS"),
        ('Marie Dupond @"A de B"', "C de D"),
    ],
)
def test_other_organisations_or_only_a_common_word_of_theirs_are_somebody_else(line: str, org: str) -> None:
    assert alike(line, marie(org)) == []


def test_the_very_same_name_is_offered_whatever_the_organisation() -> None:
    assert alike("DUPONT Marie @Globex", marie("Papeteries Lenoir")) == ["marie"]


def test_an_address_tells_more_than_a_name() -> None:
    paul = Contact(id="paul", name="Paul Roy")
    assert alike("Paul Roy marie@lenoir.example", marie("Lenoir"), paul) == ["marie", "paul"]
