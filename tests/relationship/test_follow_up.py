"""The first word after meeting somebody, and the second contact about a month later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from entretien.model.contact import Contact, Met
from entretien.model.interaction import Interaction
from entretien.relationship.follow_up import awaits_first_word
from entretien.relationship.sentences import advice, state_sentence, what_would_change
from entretien.relationship.standing import Relationship, assess

MET = date(2026, 11, 24)
MEETING = Interaction(on=MET, channel="meet")


def after(days: int, **fields: str) -> Interaction:
    return Interaction(on=MET + timedelta(days=days), **fields)  # type: ignore[arg-type]


def tie(*log: Interaction, days: int, cadence: int | None = 90) -> Relationship:
    return assess(log, cadence, MET + timedelta(days=days), met=MET)


def test_the_second_contact_is_due_a_month_after_the_first_word() -> None:
    standing = tie(MEETING, after(1), days=1)
    assert standing.second_contact
    assert standing.due == date(2026, 12, 25)
    assert standing.state == "ok"
    assert tie(MEETING, after(1), days=31).state == "due"
    assert (
        state_sentence(tie(MEETING, after(1), days=31))
        == "Last contact 30 days ago; a second one now makes the tie last."
    )


def test_what_follows_in_the_first_days_counts_from_the_last_word() -> None:
    talk = (MEETING, after(1), after(3, direction="in"), after(4))
    assert tie(*talk, days=4).due == MET + timedelta(days=34)


def test_then_the_rhythm_is_the_one_that_was_chosen() -> None:
    standing = tie(MEETING, after(1), after(31), days=31)
    assert not standing.second_contact
    assert standing.due == MET + timedelta(days=31 + 90)


def test_an_exchange_of_today_says_what_it_would_bring() -> None:
    assert "Thu 24 Dec" in what_would_change(tie(MEETING, days=0))
    assert "25 Mar 2027" in what_would_change(tie(MEETING, after(1), days=31))


@pytest.mark.parametrize(("cadence", "days"), [(7, 7), (30, 30), (365, 30)])
def test_a_quicker_rhythm_stays(cadence: int, days: int) -> None:
    assert tie(MEETING, days=0, cadence=cadence).due == MET + timedelta(days=days)


def test_no_rhythm_asks_for_nothing() -> None:
    assert tie(MEETING, after(1), days=31, cadence=None).state == "none"


def test_what_was_met_long_ago_has_its_rhythm() -> None:
    assert tie(MEETING, days=60, cadence=365).state == "late"
    assert tie(MEETING, days=61, cadence=365).state == "ok"


def test_the_rest_of_the_model_knows_nothing_of_it() -> None:
    with_day, without = tie(MEETING, after(1), days=20), assess((MEETING, after(1)), 90, MET + timedelta(days=20))
    assert (with_day.warmth, with_day.dormant_after, with_day.cadence) == (
        without.warmth,
        without.dormant_after,
        without.cadence,
    )


@pytest.mark.parametrize(
    ("log", "days", "waits"),
    [
        ((), 0, True),
        ((MEETING,), 14, True),
        ((MEETING,), 15, False),
        ((MEETING, after(0)), 0, False),
        ((MEETING, after(1, direction="in")), 1, True),
        ((MEETING, after(1)), 1, False),
        ((MEETING, after(1, channel="call")), 1, False),
    ],
)
def test_the_first_word_is_mine_or_together_after_the_meeting(
    log: tuple[Interaction, ...], days: int, waits: bool
) -> None:
    contact = Contact(name="Zoé", met=Met(on=MET))
    assert awaits_first_word(contact, log, MET + timedelta(days=days)) is waits


OLD = (
    Interaction(on=MET - timedelta(days=900), channel="meet"),
    Interaction(on=MET - timedelta(days=800), channel="meet"),
)
ANSWER = (Interaction(on=MET - timedelta(days=1), direction="out"), Interaction(on=MET, direction="in"))


def woken(*later: Interaction, days: int, cadence: int = 90) -> Relationship:
    return assess((*OLD, *ANSWER, *later), cadence, MET + timedelta(days=days))


def test_a_dormant_tie_that_answers_is_seen_to_once_after_a_month() -> None:
    assert assess(OLD, 90, MET).state == "dormant"
    assert woken(days=0).due == MET + timedelta(days=30)
    assert woken(days=29).state == "soon"
    check = woken(days=31)
    assert (check.state, check.woke_after) == ("due", 799)
    assert (
        state_sentence(check)
        == "Last contact 31 days ago, after 799 days of silence; a second one keeps the tie awake."
    )
    assert woken(days=61).state == "ok"


def test_after_the_check_the_slowest_rhythm_that_fits_is_proposed_once() -> None:
    once = woken(after(30, channel="call"), days=30)
    assert (once.due, once.advice) == (MET + timedelta(days=120), 365)
    assert advice(once) == "Awake again after 799 days of silence: perhaps every year suits better."
    twice = woken(after(30, channel="call"), after(100, channel="call"), days=100)
    assert (twice.advice, twice.woke_after) == (None, None)


def test_what_is_proposed_after_waking_up_is_no_slower_than_the_silence_was() -> None:
    log = (Interaction(on=MET - timedelta(days=100), channel="call"), MEETING, after(30, channel="call"))
    assert assess(log, 7, MET + timedelta(days=30)).advice == 90


def test_a_silence_of_the_usual_length_wakes_nobody_up() -> None:
    yearly = [Interaction(on=MET - timedelta(days=700 * back), channel="call") for back in (5, 4, 3, 2, 1, 0)]
    assert assess(yearly, 30, MET).woke_after is None
