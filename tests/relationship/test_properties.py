"""What holds for every history."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.relationship.queue import card_for, queue
from entretien.relationship.sentences import explanation, state_sentence, what_would_change
from entretien.relationship.standing import STATES, as_json, assess
from entretien.relationship.tie import Tie
from tests.relationship.histories import CADENCES, TODAY, in_order, logs, on


@given(logs(), CADENCES, st.data())
def test_the_same_again_on_the_same_day_changes_neither_regularity_nor_dueness(
    log: list[Interaction], cadence: int | None, data: st.DataObject
) -> None:
    if not log:
        return
    place = data.draw(st.integers(0, len(log) - 1))
    before = assess(log, cadence, TODAY)
    after = assess([*log[: place + 1], log[place], *log[place + 1 :]], cadence, TODAY)
    assert (after.regularity, after.dueness, after.gaps) == (before.regularity, before.dueness, before.gaps)


@given(logs(), CADENCES, st.integers(0, 60))
def test_one_more_message_without_an_answer_improves_nothing(
    log: list[Interaction], cadence: int | None, ago: int
) -> None:
    day = max(on(-ago), log[-1].on) if log else on(-ago)
    before = assess(log, cadence, TODAY)
    after = assess([*log, Interaction(on=day, direction="out")], cadence, TODAY)
    assert after.warmth == before.warmth
    assert after.regularity == before.regularity
    assert (after.quality or 0) <= (before.quality or 0) + 1e-12
    assert after.pressure >= before.pressure


@given(logs(), st.sampled_from((7, 30, 90, 365)), st.sampled_from(("in", "mutual")))
def test_a_sign_of_life_today_makes_it_warm_and_lifts_all_pressure(
    log: list[Interaction], cadence: int, direction: str
) -> None:
    life = Interaction(on=TODAY, direction="in" if direction == "in" else "mutual")
    after = assess([*log, life], cadence, TODAY)
    assert after.warmth == 1
    assert after.pressure == 0
    assert after.level == 0
    assert after.state in ("ok", "soon", "due")


@given(logs(latest=40), CADENCES)
def test_bounds(log: list[Interaction], cadence: int | None) -> None:
    tie = assess(log, cadence, TODAY)
    assert tie.state in STATES
    assert all(gap >= 3 for gap in tie.gaps)
    assert len(tie.gaps) <= 8
    for share in (tie.regularity, tie.closed_regularity, tie.intensity, tie.quality, tie.warmth, tie.bond):
        assert share is None or 0 <= share <= 1
    assert -1 < tie.initiative.balance < 1
    assert -1 < tie.services.balance < 1
    assert tie.two_way <= tie.exchanges <= len(log)


@given(logs(latest=40), CADENCES)
def test_the_future_counts_for_nothing(log: list[Interaction], cadence: int | None) -> None:
    past = [item for item in log if item.on <= TODAY]
    with_future, without = as_json(assess(log, cadence, TODAY)), as_json(assess(past, cadence, TODAY))
    with_future.pop("state")
    without.pop("state")
    assert with_future == without


@given(logs(), CADENCES, st.randoms(use_true_random=False))
def test_the_order_of_the_file_counts_within_a_day_only(
    log: list[Interaction], cadence: int | None, chance: st.DataObject
) -> None:
    days = {item.on for item in log}
    one_a_day = [next(item for item in log if item.on == day) for day in days]
    assert assess(one_a_day, cadence, TODAY) == assess(in_order(one_a_day), cadence, TODAY)


@given(logs(), CADENCES, st.integers(1, 100))
def test_putting_off_moves_nothing_but_the_day_and_the_state(
    log: list[Interaction], cadence: int | None, days: int
) -> None:
    plain = assess(log, cadence, TODAY)
    put_off = assess(log, cadence, TODAY, snoozed_until=on(days), snoozes=1)
    back = replace(put_off, state=plain.state, due=plain.due, snoozed_until=None, snoozes=0)
    assert back == plain
    if cadence is not None:
        assert put_off.state == "snoozed"
        assert put_off.due is not None
        assert put_off.due >= on(days)


@given(logs(), CADENCES)
def test_who_is_on_hold_is_never_to_be_seen_again(log: list[Interaction], cadence: int | None) -> None:
    contact = Contact(id="a", name="A", interactions=tuple(log))
    tie = Tie(contact, log, assess(log, cadence, TODAY))
    card = card_for(tie, TODAY)
    if tie.relationship.on_hold:
        assert card is None or card.part not in ("see", "revive")
        assert all(card.part not in ("see", "revive") for card in queue([tie], TODAY))


@given(logs(latest=40), CADENCES, st.booleans())
def test_there_is_always_something_to_say(log: list[Interaction], cadence: int | None, solid: bool) -> None:
    tie = assess(log, cadence, TODAY)
    assert state_sentence(tie)
    assert what_would_change(tie)
    for sentence in explanation(tie, solid=solid):
        assert sentence == sentence.strip()
        assert sentence[-1] in ".?"
        assert "{" not in sentence
        assert "None" not in sentence
