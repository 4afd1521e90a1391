"""What is said: one line for each state and measure, counted on one's fingers, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from entretien.i18n import Language, set_language
from entretien.relationship import sentences
from entretien.relationship.standing import STATES, Relationship, State
from tests.relationship.histories import Vector, call, meet, on, out, received, standing, vectors

EVERY_20 = tuple(call(-day) for day in (165, 145, 125, 105, 85, 65))

EXAMPLES: dict[State, tuple[Relationship, str]] = {
    "none": (standing(call(-10), cadence=None), "No rhythm is asked for, so nothing is ever due."),
    "planned": (standing(call(-10), meet(7)), "Planned for Tue 1 Dec, in 7 days."),
    "snoozed": (standing(call(-100), snoozed_until=on(18), snoozes=1), "Put off until Sat 12 Dec."),
    "new": (standing(first_due=on(14)), "No exchange noted yet; a first word on Tue 8 Dec, in 2 weeks."),
    "dormant": (standing(call(-800)), "Dormant: 800 days without a sign of life; the limit is 720 days."),
    "rest": (
        standing(meet(-160), out(-70), out(-40), out(-10), cadence=30),
        "3 messages since their last sign of life, nothing given. Let it rest until 13 May 2027.",
    ),
    "waiting": (
        standing(meet(-60), out(-5, asked=True)),
        "1 message since their last sign of life, nothing given. Leave time for an answer until Thu 3 Dec.",
    ),
    "last_call": (
        standing(call(-185), cadence=30),
        "Last call: 185 days without a sign of life, dormant after 240 days.",
    ),
    "quiet": (
        standing(*EVERY_20),
        "Silent 65 days; you usually speak every 20 days; longer than 5 of your last 5 silences.",
    ),
    "late": (
        standing(call(-150)),
        "It has been a while: last contact 150 days ago; the rhythm is every 3 months.",
    ),
    "due": (standing(call(-100)), "Last contact 100 days ago; the rhythm is every 3 months."),
    "soon": (standing(call(-80)), "Soon: due on Fri 4 Dec, in 10 days."),
    "ok": (standing(call(-1)), "In rhythm; next on 21 Feb 2027, in 3 months."),
}


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    set_language(request.param)
    yield request.param
    set_language("en")


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_sentence(state: State) -> None:
    tie, sentence = EXAMPLES[state]
    assert tie.state == state
    assert sentences.state_sentence(tie) == sentence


@pytest.mark.parametrize("state", STATES)
def test_each_state_speaks_in_both_languages(state: State, language: Language) -> None:
    sentence = sentences.state_sentence(EXAMPLES[state][0])
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    assert "{" not in sentence


def test_regularity() -> None:
    steady = standing(*(call(-day) for day in (121, 93, 60, 30, 0)))
    assert sentences.regularity(steady) == "Regular: silences of 28 to 33 days."
    assert sentences.regularity(standing(*EVERY_20)) == "Fairly regular: silences of 20 days, and 65 days now."
    burst = standing(*(call(-day) for day in (200, 197, 194, 191, 20)))
    assert sentences.regularity(burst) == "In fits and starts: silences of 3 to 171 days."
    assert sentences.regularity(standing(call(-3))) == "Regularity —: it takes 4 exchanges; noted so far: 1."


def test_rhythm() -> None:
    assert sentences.rhythm(standing(*EVERY_20)) == "every 3 months · usually 20 days · fairly regular"
    assert sentences.rhythm(standing(call(-3))) == "every 3 months"
    assert sentences.rhythm(standing(cadence=None)) == "no rhythm"


def test_intensity() -> None:
    tie = standing(meet(-50, depth=3), call(-30), received(-10))
    assert (
        sentences.intensity(tie)
        == "Intensity 56\N{NO-BREAK SPACE}%: last 3 exchanges: 1 sign, 1 with news, 1 of substance, 1 meeting."
    )
    assert sentences.intensity(standing()) == "Intensity —: it takes 1 exchange; noted so far: 0."


def test_quality() -> None:
    tie = standing(call(-90, gave=True, felt=1), call(-60, received=True), out(-30))
    assert sentences.quality(tie) == "Quality: of the last 3, 2 answered, 2 useful, 1 felt good."
    unfelt = standing(call(-90), call(-60, received=True))
    assert sentences.quality(unfelt) == "Quality: of the last 2, 2 answered, 1 useful."
    assert (
        sentences.quality(standing(call(-90, felt=-1)))
        == "Quality of the last exchange: 1 answered, 0 useful, 0 felt good."
    )
    assert sentences.quality(standing(out(-3))) == "Quality —: it takes 1 exchange; noted so far: 0."


def test_initiative_accuses_nobody_of_two_messages() -> None:
    twice = standing(out(-60), out(-30))
    assert sentences.initiative(twice) == "Initiative —: it takes 3 exchanges that one of you started; noted so far: 2."
    assert sentences.initiative(standing(out(-90), out(-60), out(-30))) == "You started 3 of the last 3."
    theirs = standing(received(-90), received(-60), received(-30), out(-10))
    assert sentences.initiative(theirs) == "You started 1 of the last 4."
    always = standing(*(received(-day) for day in (120, 90, 60, 30)))
    assert sentences.initiative(always) == "They started 4 of the last 4."


def test_services_are_no_debt() -> None:
    assert sentences.services(standing(call(-3))) == "Nothing given or received noted in two years."
    few = standing(call(-30, gave=True), call(-3, received=True))
    assert sentences.services(few) == "In two years you gave 1 time, received 1 time."
    giving = standing(*(call(-day, gave=True) for day in (90, 60, 30)))
    assert sentences.services(giving) == "You mostly give: in two years you gave 3 times, received 0 times."
    taking = standing(*(call(-day, received=True) for day in (90, 60, 30)))
    assert sentences.services(taking) == "They mostly give: in two years you gave 0 times, received 3 times."
    even = standing(call(-30, gave=True), call(-20, gave=True), call(-3, received=True))
    assert sentences.services(even) == "Balanced: in two years you gave 2 times, received 1 time."


def test_before_asking_again() -> None:
    helped = standing(call(-60, received=True), call(-30, received=True))
    assert (
        sentences.before_asking(helped) == "They helped 2 times this year, you 0 times: perhaps bring something first."
    )
    assert sentences.before_asking(standing(call(-30, received=True))) == ""
    assert sentences.before_asking(standing(call(-400, received=True), call(-380, received=True))) == ""


def test_warmth() -> None:
    assert (
        sentences.warmth(standing(call(-60), cadence=30))
        == "Warmth 50\N{NO-BREAK SPACE}%, cooling: halves every 60 days of silence; dormant after 240 days."
    )
    assert sentences.warmth(standing(out(-3))) == "Warmth —: it takes 1 exchange; noted so far: 0."
    assert (
        sentences.warmth(standing(call(-3), cadence=None))
        == "Warmth —: it takes a rhythm, chosen or known from the exchanges."
    )


def test_a_solid_tie_is_spared_the_words_of_warmth() -> None:
    tie = standing(call(-60), cadence=30)
    assert sentences.warmth(tie, solid=True) == "A solid tie: it keeps without being measured."
    assert not any("Warmth" in line for line in sentences.explanation(tie, solid=True))


def test_the_guard_speaks_by_level() -> None:
    assert sentences.hold(standing(call(-3))) == ""
    second = standing(meet(-60), out(-30), out(-10), cadence=30)
    assert sentences.hold(second) == (
        "2 messages since their last sign of life, nothing given. "
        "Bring something or change channel; not before Mon 14 Dec."
    )
    over = standing(meet(-60), out(-30, gave=True), out(-20))
    assert sentences.hold(over) == "2 messages since their last sign of life, 1 brought something."


def test_kept() -> None:
    assert sentences.kept(standing(*EVERY_20)) == "Rhythm kept 5 of the last 5 times."
    assert sentences.kept(standing(call(-3))) == "Rhythm kept —: it takes 2 exchanges; noted so far: 1."
    assert sentences.kept(standing(call(-3), cadence=None)) == ""


def test_advice() -> None:
    assert (
        sentences.advice(standing(*EVERY_20)) == "You usually speak every 20 days: perhaps every 3 weeks suits better."
    )
    assert sentences.advice(standing(call(-3))) == ""
    tired = standing(call(-100), snoozes=3)
    assert sentences.advice(tired) == "Put off 3 times in a row: perhaps every 6 months suits better."
    yearly = standing(call(-400), snoozes=4, cadence=365)
    assert sentences.advice(yearly) == "Put off 4 times in a row: perhaps no rhythm suits better."


def test_silence_without_a_rhythm() -> None:
    assert sentences.silence(standing()) == "No sign of life noted yet."
    assert sentences.silence(standing(call(0))) == "Last sign of life today."
    assert sentences.silence(standing(call(-1))) == "Last sign of life yesterday."
    assert sentences.silence(standing(call(-65))) == "Last sign of life 65 days ago."


def test_a_silence_shorter_than_all_others_is_compared_with_the_usual_one_only() -> None:
    steady = standing(*(call(-day) for day in (65, 45, 25, 5)))
    assert sentences.silence(steady) == "Silent 5 days; you usually speak every 20 days."


def test_an_early_silence_that_breaks_the_rhythm_is_told_as_one() -> None:
    nearly = standing(*(call(-day) for day in (140, 120, 100, 80, 60, 34)))
    assert nearly.state == "soon"
    assert sentences.state_sentence(nearly).startswith("Silent 34 days")


def test_a_first_word_now_or_without_a_day() -> None:
    assert (
        sentences.state_sentence(standing(first_due=on(-3))) == "No exchange noted yet: a good time for a first word."
    )
    assert sentences.state_sentence(standing()) == "No exchange noted yet."


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_every_history_explains_itself_without_saying_anything_twice(vector: Vector, language: Language) -> None:
    tie = standing(*vector.log, cadence=vector.cadence)
    lines = sentences.explanation(tie)
    assert lines[0] == sentences.state_sentence(tie)
    assert len(lines) == len(set(lines))
    assert all(lines)


def test_what_the_state_has_counted_is_not_counted_again() -> None:
    assert not any(line.startswith(("Last sign", "The rhythm")) for line in sentences.explanation(standing(call(-150))))
    answerless = sentences.explanation(standing(call(-150), out(-100)))
    assert "Last sign of life 150 days ago." in answerless
    dormant = sentences.explanation(standing(call(-800)))
    assert "The rhythm is every 3 months." in dormant
    assert sum("800" in line for line in dormant) == 1


def test_what_would_change_names_the_day() -> None:
    assert (
        sentences.what_would_change(standing(call(-100), cadence=30))
        == "An exchange noted today would make the next one due on Thu 24 Dec."
    )


def test_the_state_is_told_even_where_figures_are_missing() -> None:
    bare = replace(standing(call(-100)), due=None, planned_on=None, state="planned")
    assert sentences.state_sentence(bare) == "Planned."
