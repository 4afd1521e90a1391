"""The edge cases of the model's document, one by one, and bad input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entretien.model.interaction import Interaction
from entretien.relationship.parameters import Parameters
from entretien.relationship.standing import assess
from tests.relationship.histories import TODAY, call, meet, on, out, received, standing


def test_no_interaction_is_new_and_never_late() -> None:
    tie = standing(first_due=on(-400))
    assert tie.state == "new"
    assert (tie.regularity, tie.intensity, tie.quality, tie.warmth, tie.dueness) == (None, None, None, None, None)
    assert tie.due == on(-400)
    assert tie.is_due
    assert not standing(first_due=on(1)).is_due
    assert not standing().is_due


def test_one_interaction_gives_warmth_from_the_cadence_and_no_rhythm() -> None:
    tie = standing(call(-30), cadence=30)
    assert tie.warmth == pytest.approx(0.7071, abs=1e-3)
    assert (tie.regularity, tie.median_gap, tie.silence, tie.drift) == (None, None, None, False)


def test_without_a_cadence_nothing_is_due_but_the_measures_stay() -> None:
    tie = standing(call(-500), call(-470), call(-440), call(-410), cadence=None)
    assert tie.state == "none"
    assert (tie.due, tie.plan, tie.dueness, tie.kept, tie.advice) == (None, None, None, None, None)
    assert tie.regularity is not None
    assert tie.warmth is not None


def test_without_a_cadence_and_with_too_few_silences_there_is_no_warmth() -> None:
    assert standing(call(-60), call(-30), cadence=None).warmth is None


def test_a_later_day_is_planned_and_counts_nowhere() -> None:
    tie = standing(call(-10), meet(7), meet(3))
    assert (tie.state, tie.planned_on, tie.exchanges) == ("planned", on(3), 1)


def test_what_was_planned_counts_once_its_day_has_come() -> None:
    assert standing(meet(0)).state == "ok"


def test_a_burst_on_one_day_is_one_exchange_started_by_the_first() -> None:
    tie = standing(received(-4), out(-4), received(-4))
    assert (tie.exchanges, tie.initiative.theirs, tie.initiative.mine) == (1, 1, 0)


def test_only_unanswered_messages_have_no_warmth_and_the_guard_applies() -> None:
    tie = standing(out(-40), out(-20), out(-16))
    assert (tie.warmth, tie.quality, tie.level, tie.state) == (None, 0, 3, "rest")


def test_a_late_reply_closes_the_latest_message_only() -> None:
    tie = standing(out(-60), out(-40), received(-15))
    assert (tie.exchanges, tie.two_way, tie.pressure) == (2, 1, 0)


def test_a_reply_after_a_month_is_a_new_exchange_of_theirs_and_lifts_the_pressure() -> None:
    tie = standing(out(-60), received(-29))
    assert (tie.exchanges, tie.initiative.theirs, tie.pressure) == (2, 1, 0)


def test_my_own_messages_in_a_row_start_anew_two_days_after_the_first() -> None:
    assert standing(out(-10), out(-9), out(-8)).exchanges == 1
    assert standing(out(-10), out(-9), out(-8), out(-7)).exchanges == 2


def test_equal_silences_are_perfectly_regular() -> None:
    assert standing(*(call(-day) for day in (120, 90, 60, 30))).regularity == 1


def test_a_clock_set_back_makes_the_past_a_plan() -> None:
    log = [call(-10), call(-5)]
    tie = assess(log, 90, on(-7))
    assert (tie.state, tie.exchanges) == ("planned", 1)


def test_leap_days_are_days() -> None:
    tie = assess([Interaction(on=date(2024, 2, 28), channel="call")], 30, date(2024, 3, 1))
    assert tie.since_touch == 2


def test_a_new_cadence_counts_from_the_last_interaction() -> None:
    assert standing(call(-40), cadence=30).due == on(-10)
    assert standing(call(-40), cadence=60).due == on(20)


def test_logging_moves_the_due_day_from_the_day_it_happened() -> None:
    assert standing(call(-100), cadence=90).state == "due"
    assert standing(call(-100), out(-30), cadence=90).due == on(60)


def test_an_unsorted_log_is_put_in_order() -> None:
    assert standing(call(-5), call(-100), call(-50)) == standing(call(-100), call(-50), call(-5))


def test_a_log_of_5000_interactions_on_one_day_or_on_many() -> None:
    assert standing(*[call(-3)] * 5_000).exchanges == 1
    drip = standing(*(out(-day) for day in range(5_000, 0, -1)))
    assert drip.state == "rest"
    assert drip.exchanges == pytest.approx(5_000 / 3, abs=1)


@pytest.mark.parametrize("first", [date.min, date(1, 1, 2), date(1900, 1, 1)])
def test_dates_before_anything(first: date) -> None:
    tie = assess([Interaction(on=first, channel="call")], 3650, TODAY)
    assert tie.state == "dormant"
    assert tie.warmth == pytest.approx(0, abs=1e-9)


def test_dates_at_the_end_of_time() -> None:
    end = date.max - timedelta(days=1)
    tie = assess([Interaction(on=end, channel="call"), Interaction(on=date.max)], 3650, end, first_due=date.max)
    assert (tie.state, tie.due) == ("planned", date.max)
    resting = assess([Interaction(on=date.max, direction="out", asked=True)] * 3, 90, date.max)
    assert resting.state == "waiting"


def test_snoozed_until_today_is_over() -> None:
    assert standing(call(-100), snoozed_until=TODAY, snoozes=1).state == "due"
    assert standing(call(-100), snoozed_until=on(1), snoozes=1).state == "snoozed"


def test_a_snooze_never_brings_the_day_forward() -> None:
    assert standing(call(-10), cadence=90, snoozed_until=on(5), snoozes=1).due == on(80)


def test_the_first_day_that_an_import_gave_is_no_snooze() -> None:
    tie = standing(snoozed_until=on(12))
    assert (tie.state, tie.due, tie.is_due) == ("new", on(12), False)
    put_off = standing(snoozed_until=on(12), snoozes=1)
    assert put_off.state == "snoozed"
    assert standing(snoozed_until=on(-1)).is_due


def test_a_hold_ends_on_its_day() -> None:
    tie = standing(meet(-60), out(-14))
    assert (tie.hold_until, tie.on_hold, tie.state) == (TODAY, False, "ok")
    assert standing(meet(-60), out(-13)).state == "waiting"


@pytest.mark.parametrize(
    "wrong",
    [
        {"merge_days": 0},
        {"merge_days": 2.5},
        {"soon": 1.2},
        {"late": 0.9},
        {"dormant_floor": 2000},
        {"gaps_kept": 2},
        {"last_call_warmth": 1.0},
        {"wait_days": True},
        {"slide_share": "a lot"},
    ],
)
def test_parameters_that_can_not_work_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(Parameters(), **wrong)  # type: ignore[arg-type]


def test_parameters_count() -> None:
    tie = assess([call(-40)], 30, TODAY, Parameters(late=1.2))
    assert tie.state == "late"
