from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from entretien.actions.interactions import wrote
from entretien.actions.session import decide, pick
from entretien.book import Book
from entretien.model.network import Decision, Session
from tests.actions.people import TODAY, book

NOW = datetime(2026, 11, 24, 18, 0)
FRESH = Session(id="2026-11-24", started=NOW, offered=("marie-dupont", "paul-roy"))
WROTE_MARIE = Decision(who="marie-dupont", part="reply", did="done", at=NOW)
WROTE_PAUL = Decision(who="paul-roy", part="see", did="done", at=NOW)


def judged(
    known: Book, session: Session, decision: Decision, minutes: int = 0, finished: datetime | None = None
) -> Book:
    change = wrote(known, decision.who, TODAY)
    whole = decide(known, session, change, decision, minutes=minutes, finished=finished)
    assert whole.label == change.label
    return known.apply(whole)


def test_the_first_judgement_begins_the_session_in_the_same_step() -> None:
    after = judged(book(), FRESH, WROTE_MARIE, minutes=2)
    assert after.contacts["marie-dupont"].interactions[-1].on == TODAY
    assert after.sessions == {FRESH.id: replace(FRESH, decisions=(WROTE_MARIE,), minutes=2)}


def test_the_next_one_goes_on_with_it_and_the_last_one_ends_it() -> None:
    first = judged(book(), FRESH, WROTE_MARIE, minutes=5)
    after = judged(first, first.sessions[FRESH.id], WROTE_PAUL, minutes=3, finished=NOW)
    assert after.sessions[FRESH.id] == replace(FRESH, decisions=(WROTE_MARIE, WROTE_PAUL), minutes=5, finished=NOW)


def test_another_judgement_opens_a_finished_session_again() -> None:
    done = replace(FRESH, decisions=(WROTE_MARIE,), finished=NOW)
    after = judged(replace(book(), sessions={done.id: done}), done, WROTE_PAUL)
    assert after.sessions[done.id].finished is None


def test_a_session_left_open_is_closed_at_its_last_judgement() -> None:
    long_ago = NOW - timedelta(days=20)
    left = Session(
        id="2026-11-04", started=long_ago, decisions=(replace(WROTE_PAUL, at=long_ago + timedelta(minutes=9)),)
    )
    idle = Session(id="2026-10-20", started=long_ago - timedelta(days=15))
    known = replace(book(), sessions={left.id: left, idle.id: idle})
    after = judged(known, FRESH, WROTE_MARIE)
    assert after.sessions[left.id].finished == long_ago + timedelta(minutes=9)
    assert after.sessions[idle.id].finished == idle.started
    assert after.sessions[FRESH.id].finished is None


def test_one_more_is_recorded_before_anything_was_judged() -> None:
    picked = replace(FRESH, picked=("zoe-laurent",))
    change = pick(book(), picked, "One more this week: Zoé")
    assert book().apply(change).sessions == {FRESH.id: picked}
