from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.actions.contacts import set_cadence, set_status, snooze
from entretien.actions.interactions import wrote
from entretien.actions.promises import keep_promise
from entretien.actions.session import decide
from entretien.book import Book
from entretien.model.cadence import Cadence
from entretien.model.change import Change
from entretien.model.contact import Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Decision, Part, Session, Verdict
from entretien.relationship.plan import Fix, Slowing, slow_down
from entretien.relationship.queue import Card
from entretien.triage import Stopwatch, Triage, current_session, outcome, suggestion
from tests.sessions import (
    BIRTHDAY,
    CALM,
    DORMANT,
    EVERYBODY,
    JUST_MET,
    NOW,
    OWED,
    PROMISED,
    SEE,
    TODAY,
    ago,
    book,
    due,
    network,
)


def begin(*contacts: object, people: int = 3, skipped: Sequence[str] = ()) -> Triage:
    return Triage.at(network(book(*(contacts or EVERYBODY)), people=people), NOW, skipped)  # type: ignore[arg-type]


def waiting(triage: Triage) -> list[str]:
    return [card.who for card in triage.waiting]


def decided(
    triage: Triage, *decisions: tuple[str, Part, Verdict], day: date = TODAY, later: Book | None = None
) -> Triage:
    """The session after these judgements, on a network where nothing else changed (or on another book)."""
    made = tuple(Decision(who=who, part=part, did=did, at=NOW) for who, part, did in decisions)
    session = replace(triage.session, decisions=made)
    known = later or triage.network.book
    return Triage.at(network(replace(known, sessions={session.id: session}), day), NOW)


def test_the_sections_come_in_their_order_and_only_as_many_to_see_again_as_fit() -> None:
    triage = begin()
    assert [(section.part, [line.who for line in section.lines]) for section in triage.sections] == [
        ("promise", ["marie"]),
        ("reply", ["lea"]),
        ("met", ["paul"]),
        ("date", ["helene"]),
        ("see", ["ines", "hugo", "noe"]),
    ]
    assert [card.who for card in triage.another_week] == ["ugo", "eva"]
    assert (triage.settled, triage.total) == (0, 8)


@pytest.mark.parametrize(("minutes", "people", "fitting"), [(30, 5, 5), (12, 5, 2), (5, 5, 1), (60, 3, 3)])
def test_what_fits_is_limited_by_the_minutes_and_by_the_parameter(minutes: int, people: int, fitting: int) -> None:
    triage = Triage.at(network(book(*SEE), minutes=minutes, people=people), NOW)
    assert len(triage.waiting) == fitting
    assert len(triage.another_week) == len(SEE) - fitting


def test_the_one_to_revive_comes_after_two_were_reached() -> None:
    triage = begin()
    assert triage.one_to_revive
    assert "zoe" not in waiting(triage)
    after = decided(triage, ("lea", "reply", "done"), ("paul", "met", "later"))
    assert after.one_to_revive
    after = decided(triage, ("lea", "reply", "done"), ("paul", "met", "logged"))
    assert not after.one_to_revive
    assert waiting(after)[-1] == "zoe"


def test_the_one_to_revive_comes_at_once_where_nobody_else_waits() -> None:
    assert waiting(begin(DORMANT, CALM)) == ["zoe"]


def test_only_one_tie_is_revived_in_a_session() -> None:
    other = replace(DORMANT, id="yann", name="Yann")
    triage = begin(DORMANT, other)
    [first] = waiting(triage)
    touched = replace(triage.network.book.contacts[first], interactions=(Interaction(on=TODAY),))
    later = book(*(touched if known.id == first else known for known in (DORMANT, other)))
    after = decided(triage, (first, "revive", "done"), later=later)
    assert after.is_over


def test_the_order_stays_still_while_cards_are_judged() -> None:
    triage = begin()
    seen = waiting(triage)
    for index in range(1, len(seen)):
        done: list[tuple[str, Part, Verdict]] = [(card.who, card.part, "later") for card in triage.waiting[:index]]
        assert [who for who in waiting(decided(triage, *done)) if who != "zoe"] == seen[index:]


def test_a_judged_contact_keeps_the_place_with_the_verdict() -> None:
    triage = decided(begin(), ("hugo", "see", "later"))
    see = next(section for section in triage.sections if section.part == "see")
    assert [(line.who, line.verdict) for line in see.lines] == [("ines", None), ("hugo", "later"), ("noe", None)]


def test_the_card_below_follows_then_the_first_then_the_skipped_as_they_were_skipped() -> None:
    triage = begin(OWED, JUST_MET, *SEE[:2])
    assert waiting(triage) == ["lea", "paul", "ines", "hugo"]

    def after(who: str, *skipped: str) -> str | None:
        card = Triage(triage.network, triage.session, skipped).following(who)
        return card.who if card else None

    assert after("lea") == "paul"
    assert after("hugo") == "lea"
    assert after("lea", "paul") == "ines"
    assert after("hugo", "paul", "lea", "ines") == "paul"
    assert after("paul", "lea", "ines", "hugo", "paul") == "lea"


def test_nobody_follows_the_only_one() -> None:
    assert begin(OWED).following("lea") is None


def test_a_kept_promise_leaves_what_else_is_open_with_that_person() -> None:
    kept = replace(PROMISED, promises=(replace(PROMISED.promises[0], done=TODAY), PROMISED.promises[1]))
    triage = begin(PROMISED, OWED)
    after = decided(triage, ("marie", "promise", "kept"), later=book(kept, OWED))
    assert waiting(after) == ["marie", "lea"]
    assert after.following("marie") == after.card("lea")
    card = after.card("marie")
    assert card is not None
    assert card.promise == PROMISED.promises[1]


@pytest.mark.parametrize("verdict", ["later", "cadence", "promised", "introduced", "logged", "done"])
def test_any_other_judgement_settles_the_person_for_the_day(verdict: Verdict) -> None:
    assert waiting(decided(begin(OWED, *SEE[:1]), ("lea", "reply", verdict))) == ["ines"]


def test_what_was_put_off_stays_away_on_a_later_day_and_what_calls_anew_comes() -> None:
    tomorrow = TODAY + timedelta(days=1)
    triage = begin(OWED, JUST_MET)
    after = decided(triage, ("lea", "reply", "later"), ("paul", "met", "logged"), day=tomorrow)
    assert waiting(after) == ["paul"]


def test_who_was_dealt_with_elsewhere_counts_as_settled() -> None:
    triage = begin(OWED, JUST_MET)
    answered = replace(OWED, interactions=(*OWED.interactions, Interaction(on=TODAY)))
    after = decided(triage, ("paul", "met", "later"), later=book(answered, JUST_MET))
    assert (after.settled, after.total, after.is_over) == (2, 2, True)


def test_a_deleted_contact_leaves_the_count() -> None:
    after = decided(begin(OWED, JUST_MET), ("paul", "met", "later"), later=book(JUST_MET))
    assert (after.settled, after.total) == (1, 1)
    assert [section.part for section in after.sections] == ["met"]


def test_who_calls_since_joins_the_session_unless_it_can_wait() -> None:
    triage = decided(begin(OWED, JUST_MET), ("lea", "reply", "later"))
    more = book(OWED, JUST_MET, BIRTHDAY, due("ines", 60))
    after = Triage.at(network(replace(more, sessions=triage.network.book.sessions)), NOW)
    assert waiting(after) == ["paul", "helene"]
    assert [card.who for card in after.another_week] == ["ines"]


def test_one_more_is_taken_from_those_who_could_wait() -> None:
    triage = begin(*SEE, people=3)
    session = triage.with_one_more()
    assert session is not None
    after = Triage(triage.network, session)
    assert waiting(after) == ["ines", "hugo", "noe", "ugo"]
    assert Triage(triage.network, replace(session, picked=("ugo", "eva"))).with_one_more() is None


def test_room_is_what_the_rest_of_the_minutes_allows() -> None:
    triage = begin()
    assert [triage.room(minutes) for minutes in (0, 5, 6, 29, 30, 90)] == [5, 4, 4, 0, 0, 0]


def session(day: date, *, finished: bool) -> Session:
    at = NOW.replace(year=day.year, month=day.month, day=day.day)
    return Session(id=day.isoformat(), started=at, finished=at if finished else None)


@pytest.mark.parametrize(
    ("day", "finished", "goes_on"),
    [
        (TODAY, False, True),
        (ago(6), False, True),
        (ago(7), False, False),
        (date(2026, 11, 23), True, True),
        (date(2026, 11, 22), True, False),
        (TODAY + timedelta(days=1), False, False),
    ],
)
def test_which_session_goes_on(day: date, finished: bool, goes_on: bool) -> None:
    known = session(day, finished=finished)
    found = current_session(replace(book(OWED), sessions={known.id: known}), TODAY)
    assert (found == known) is goes_on


def test_the_last_session_is_the_one_that_goes_on() -> None:
    open_one, later = session(ago(1), finished=False), session(TODAY, finished=True)
    assert current_session(replace(book(), sessions={open_one.id: open_one, later.id: later}), TODAY) == later


def test_a_session_whose_file_could_not_be_read_is_not_overwritten() -> None:
    known = replace(book(OWED), reserved=frozenset({("session", TODAY.isoformat())}))
    assert Triage.at(network(known), NOW).session.id == "2026-11-24-2"


def test_after_missed_weeks_the_list_is_no_longer_than_usual() -> None:
    known = replace(book(*SEE), sessions={"2026-10-20": session(ago(35), finished=False)})
    triage = Triage.at(network(known), NOW)
    assert triage.missed_weeks == 5
    assert len(triage.waiting) == 3


def test_the_outcome_names_each_person_once_by_the_last_judgement() -> None:
    triage = decided(
        begin(PROMISED, OWED, JUST_MET, BIRTHDAY, *SEE[:3]),
        ("marie", "promise", "kept"),
        ("marie", "promise", "later"),
        ("lea", "reply", "done"),
        ("paul", "met", "logged"),
        ("helene", "date", "rested"),
        ("ines", "see", "cadence"),
    )
    assert outcome(triage) == (("lea",), ("paul",), ("marie",), ("helene",), ("ines",), ("hugo", "noe"))


NO_FIX = slow_down((), 30, 6)


def test_whoever_was_put_off_again_and_again_gives_the_suggestion() -> None:
    tired = replace(SEE[0], snoozes=3)
    triage = decided(begin(tired, OWED), ("ines", "see", "later"))
    found = suggestion(triage, NO_FIX)
    assert found is not None
    assert found.slowings == (Slowing("ines", 30, 60),)
    assert found.text.startswith("Ines. Put off 3 times in a row")


def test_the_fix_of_a_plan_that_asks_too_much_is_suggested() -> None:
    triage = decided(begin(*SEE), ("ines", "see", "later"))
    fix: Fix = slow_down(triage.network.ties(), 5, 60)
    found = suggestion(triage, fix)
    assert found is not None
    assert found.slowings == fix.slowings
    assert fix.sentence in found.text


def test_nothing_is_suggested_where_all_is_well() -> None:
    assert suggestion(decided(begin(OWED), ("lea", "reply", "done")), NO_FIX) is None


@given(st.permutations(range(8)), st.lists(st.integers(0, 7), max_size=12))
def test_every_card_comes_up_exactly_once_whatever_is_skipped(order: list[int], skips: list[int]) -> None:
    triage = begin()
    people = waiting(triage)
    skipped = tuple(dict.fromkeys(people[index] for index in skips if index < len(people)))
    now = Triage(triage.network, triage.session, skipped)
    assert sorted(card.who for card in now.dealt) == sorted(people)
    assert tuple(card.who for card in now.dealt[len(people) - len(skipped) :]) == skipped
    for index in order:
        if index < len(people) and len(people) > 1:
            card = now.following(people[index])
            assert card is not None
            assert card.who != people[index]


JUDGEMENTS = st.sampled_from(["done", "later", "rest", "cadence", "skip"])


@given(st.lists(JUDGEMENTS, min_size=60, max_size=60), st.sets(st.sampled_from([item.id for item in EVERYBODY])))
def test_whatever_is_decided_the_session_ends_with_everybody_judged_once(does: list[str], absent: set[str]) -> None:
    triage = begin(*(person for person in EVERYBODY if person.id not in absent), CALM)
    total, skipped, card = triage.total, list[str](), next(iter(triage.waiting), None)
    for verb in does:
        if card is None:
            break
        settled = triage.settled
        if verb == "skip":
            skipped = [*(who for who in skipped if who != card.who), card.who]
            triage = replace(triage, skipped=tuple(skipped))
            card = triage.following(card.who) or card
            continue
        change, verdict = judgement(triage.network.book, card, verb)
        decision = Decision(who=card.who, part=card.part, did=verdict, at=NOW)
        known = triage.network.book.apply(decide(triage.network.book, triage.session, change, decision, minutes=0))
        triage = Triage.at(triage.network.next(known), NOW, skipped)
        assert triage.total == total
        assert triage.settled >= settled
        card = triage.following(card.who) or triage.card(card.who)
    if card is None:
        assert triage.is_over or not total
        people = [decision.who for decision in triage.session.decisions]
        assert len(set(people)) == total
        assert [who for who in set(people) if people.count(who) > 1] in ([], ["marie"])


def judgement(known: Book, card: Card, verb: str) -> tuple[Change, Verdict]:
    """What the keys of the screen would do for this card."""
    match verb:
        case "later" if card.promise is None:
            return snooze(known, (card.who,), TODAY + timedelta(days=7), "next week"), "later"
        case "rest":
            return set_status(known, (card.who,), "resting"), "rested"
        case "cadence":
            return set_cadence(known, (card.who,), Cadence(1, "year")), "cadence"
        case _ if card.promise is not None:
            place = known.contacts[card.who].promises.index(card.promise)
            return keep_promise(known, card.who, place, TODAY), "kept"
        case _:
            return wrote(known, card.who, TODAY), "done"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_minutes_run_while_something_is_done_and_pauses_do_not_count() -> None:
    clock = Clock()
    watch = Stopwatch(clock, minutes=4)
    for seconds in (60, 200, 301, 3600, 60):
        clock.now += seconds
        watch.touch()
    assert watch.minutes == 4 + (60 + 200 + 60) // 60
    clock.now += 120
    assert watch.minutes == 4 + (60 + 200 + 60 + 120) // 60
    clock.now += 3600
    assert watch.minutes == 4 + (60 + 200 + 60) // 60


def test_a_promise_made_in_the_session_does_not_bring_the_person_straight_back() -> None:
    promised = replace(SEE[0], promises=(Promise(what="a book", due=TODAY),))
    triage = begin(SEE[0], OWED)
    assert waiting(decided(triage, ("ines", "see", "promised"), later=book(promised, OWED))) == ["lea"]
