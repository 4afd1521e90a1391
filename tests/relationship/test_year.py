"""The whole network's year."""

from __future__ import annotations

from entretien.model.contact import Contact
from entretien.relationship.year import Year, year
from tests.relationship.histories import call, tie


def test_given_and_received_with_everybody() -> None:
    giving = tie(
        Contact(id="a", name="A", interactions=(call(-500, gave=True), call(-90, gave=True), call(-30, gave=True)))
    )
    taking = tie(Contact(id="b", name="B", interactions=(call(-10, received=True),)))
    gone = tie(Contact(id="c", name="C", status="closed", interactions=(call(-10, received=True),)))
    found = year([giving, taking, gone])
    assert (found.people, found.given, found.received) == (2, 2, 1)
    assert found.reciprocity_sentence == "In a year you gave 2 times and received 1 time, all contacts together."


def test_nothing_noted_is_nothing_said() -> None:
    assert year([tie(Contact(id="a", name="A", interactions=(call(-30),)))]).reciprocity_sentence == ""


def test_one_circle_for_all_is_a_clump() -> None:
    def share(inside: int, outside: int) -> Year:
        members = [tie(Contact(id=f"a{n}", name="A", circles=("hec", "hec"))) for n in range(inside)]
        return year(members + [tie(Contact(id=f"b{n}", name="B", circles=("sme",))) for n in range(outside)])

    clump = share(7, 3)
    assert (clump.largest_circle, clump.largest_share) == ("hec", 0.7)
    assert clump.clump_sentence("HEC") == (
        "70\N{NO-BREAK SPACE}% of the contacts are in HEC: new ideas come from elsewhere too."
    )
    assert share(6, 4).clump_sentence("HEC") == ""
    assert share(3, 0).clump_sentence("HEC") == ""
    assert year([]) == Year(0, 0, 0, "", 0.0, is_clump=False)
