"""The slower rhythms of the plan, accepted in one step."""

from __future__ import annotations

from datetime import date

from entretien.actions.plan import accept_fix
from entretien.book import Book
from entretien.config import Config
from entretien.model.cadence import Cadence
from entretien.model.contact import Contact
from entretien.outlook import Network
from entretien.relationship.plan import plan

TODAY = date(2026, 11, 24)


def test_accepting_makes_the_plan_fit() -> None:
    contacts = {f"c{n:02}": Contact(id=f"c{n:02}", name=f"Person {n}", cadence=Cadence(1, "week")) for n in range(12)}
    book, config = Book(contacts=contacts), Config()

    def planned(book: Book) -> float:
        ties = Network(book, TODAY, config).ties()
        return plan(ties, TODAY, 4, config.session_minutes, config.minutes_per_touch).load.touches

    fix = plan(Network(book, TODAY, config).ties(), TODAY, 4, config.session_minutes, config.minutes_per_touch).fix
    change = accept_fix(book, fix.slowings)
    after = book.apply(change)
    assert planned(book) == 12
    assert planned(after) <= 5
    assert {edit.after.id for edit in change.edits if edit.after} == {slowing.who for slowing in fix.slowings}
    assert change.label.startswith("A slower rhythm for")
    for slowing in fix.slowings:
        cadence = after.contacts[slowing.who].cadence
        assert cadence is not None
        assert cadence.days == slowing.after


def test_nothing_to_slow_is_no_change() -> None:
    book = Book(contacts={"zoe": Contact(id="zoe", name="Zoé")})
    ties = Network(book, TODAY, Config()).ties()
    assert not accept_fix(book, plan(ties, TODAY, 4, 30, 6).fix.slowings)
