from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.actions.common import joined
from entretien.actions.contacts import (
    add_contact,
    change_circles,
    change_tags,
    delete_contacts,
    edit_contact,
    set_cadence,
    set_status,
    snooze,
)
from entretien.actions.interactions import log
from entretien.model.cadence import PRESETS
from entretien.model.change import Change
from entretien.model.contact import Contact, Status
from entretien.model.interaction import Interaction
from entretien.model.network import Decision, Session
from tests.actions.people import MARIE, NEXT_WEEK, TODAY, book


def test_a_new_contact_gets_a_free_id() -> None:
    change = add_contact(book(), Contact(name="Paul Roy", org="Acme"))
    assert change.label == "Added Paul Roy"
    assert book().apply(change).contacts["paul-roy-2"].org == "Acme"


def test_nothing_changed_is_no_change() -> None:
    assert not edit_contact(book(), MARIE)
    assert not change_tags(book(), ["marie-dupont"], ["packaging"])
    assert not set_status(book(), ["zoe-laurent"], "resting")


def test_a_new_name_moves_the_card_and_every_mention() -> None:
    before = replace(
        book(),
        sessions={
            "2026-11-22": Session(
                id="2026-11-22",
                started=datetime(2026, 11, 22, 9),
                offered=("paul-roy",),
                decisions=(Decision(who="paul-roy", part="see", did="later"),),
            )
        },
    )
    after = before.apply(edit_contact(before, replace(before.contacts["paul-roy"], name="Paul Leroy")))
    assert "paul-roy" not in after.contacts
    assert after.contacts["paul-leroy"].name == "Paul Leroy"
    marie = after.contacts["marie-dupont"]
    assert marie.met is not None
    assert marie.met.through == "paul-leroy"
    assert marie.interactions[0].with_ == ("paul-leroy",)
    assert after.contacts["zoe-laurent"].not_same_as == ("paul-leroy",)
    assert after.introductions["marie-paul"].between == ("marie-dupont", "paul-leroy")
    assert after.sessions["2026-11-22"].offered == ("paul-leroy",)
    assert after.sessions["2026-11-22"].decisions[0].who == "paul-leroy"
    assert after.events["salon-sme-2026"].hope_to_meet == ("paul-leroy", "Inès")


def test_another_spelling_keeps_the_id() -> None:
    after = book().apply(edit_contact(book(), replace(book().contacts["zoe-laurent"], name="Zoe LAURENT")))
    assert after.contacts["zoe-laurent"].name == "Zoe LAURENT"


def test_deleting_leaves_no_mention_behind() -> None:
    change = delete_contacts(book(), ["paul-roy", "paul-roy"])
    after = book().apply(change)
    assert change.label == "Deleted Paul Roy"
    marie = after.contacts["marie-dupont"]
    assert marie.met is not None
    assert marie.met.through == "Paul Roy"
    assert marie.interactions[0].with_ == ()
    assert after.contacts["zoe-laurent"].not_same_as == ()
    assert after.introductions == {}
    assert after.events["salon-sme-2026"].hope_to_meet == ("Inès",)


def test_deleting_several_is_one_step() -> None:
    change = delete_contacts(book(), ["paul-roy", "marie-dupont"])
    assert change.label == "Deleted 2 contacts"
    assert set(book().apply(change).contacts) == {"zoe-laurent"}


def test_later_counts() -> None:
    change = snooze(book(), ["paul-roy"], NEXT_WEEK, "Tue 1 Dec")
    assert change.label == "Paul Roy: later, Tue 1 Dec"
    assert book().apply(change).contacts["paul-roy"].snoozes == 3
    assert snooze(book(), ["paul-roy", "zoe-laurent"], NEXT_WEEK, "Tue 1 Dec").label == "2 contacts: later, Tue 1 Dec"


def test_a_rhythm_is_chosen_and_given_back() -> None:
    change = set_cadence(book(), ["paul-roy", "zoe-laurent"], PRESETS[5])
    after = book().apply(change)
    assert change.label == "2 contacts: every 3 months"
    assert {str(after.contacts[who].cadence) for who in ("paul-roy", "zoe-laurent")} == {"3 months"}
    assert after.contacts["paul-roy"].snoozes == 0
    assert after.apply(set_cadence(after, ["paul-roy"], None)).contacts["paul-roy"].cadence is None


@pytest.mark.parametrize(("status", "label"), [("closed", "Zoé Laurent: let go"), ("active", "Zoé Laurent: back")])
def test_a_status_is_set_and_said(status: Status, label: str) -> None:
    change = set_status(book(), ["zoe-laurent"], status)
    assert change.label == label
    assert book().apply(change).contacts["zoe-laurent"].status == status


def test_tags_and_circles_are_added_and_removed_in_order() -> None:
    after = book().apply(change_tags(book(), ["marie-dupont"], ["printer"], ["packaging"]))
    assert after.contacts["marie-dupont"].tags == ("printer",)
    change = change_circles(book(), ["marie-dupont", "zoe-laurent"], ["sme"], ["hec"])
    assert change.label == "2 contacts: +sme -hec"
    assert book().apply(change).contacts["marie-dupont"].circles == ("sme",)


def test_joined_changes_of_one_record_become_one_edit() -> None:
    first = log(book(), "paul-roy", Interaction(on=TODAY), TODAY)
    second = set_status(book().apply(first), ["paul-roy"], "resting")
    both = joined("Both", [first, second])
    assert len(both.edits) == 1
    paul = book().apply(both).contacts["paul-roy"]
    assert (len(paul.interactions), paul.status) == (1, "resting")


_ACTIONS = st.sampled_from(
    [
        lambda who: delete_contacts(book(), who),
        lambda who: snooze(book(), who, NEXT_WEEK, "then"),
        lambda who: set_cadence(book(), who, PRESETS[0]),
        lambda who: set_status(book(), who, "closed"),
        lambda who: change_tags(book(), who, ["new"]),
    ]
)


@given(action=_ACTIONS, who=st.lists(st.sampled_from(sorted(book().contacts)), min_size=1, max_size=5))
def test_a_change_touches_each_record_once_and_says_what_it_did(action: object, who: list[str]) -> None:
    assert callable(action)
    change = action(who)
    assert isinstance(change, Change)
    records = [(edit.kind, record.id) for edit in change.edits if (record := edit.before or edit.after)]
    assert len(set(records)) == len(change.edits)
    assert change.label
