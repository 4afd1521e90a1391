"""Speed meetings by a clock that the test moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entretien.rounds import NOTE_SECONDS, QUESTIONS, Rounds


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def rounds(minutes: float = 2, count: int = 3) -> tuple[Rounds, Clock]:
    clock = Clock()
    return Rounds(minutes, count, clock), clock


def test_a_round_a_bell_a_line_the_next_round() -> None:
    it, clock = rounds()
    clock.now = 119.9
    assert not it.look()
    assert (it.phase, it.number, it.finished) == ("round", 1, 0)
    clock.now = 120
    assert it.look()
    assert (it.phase, it.number, it.finished, it.left) == ("line", 1, 1, NOTE_SECONDS)
    clock.now = 130
    assert it.look()
    assert (it.phase, it.number, it.left) == ("round", 2, 120)


def test_it_is_over_after_the_line_of_the_last_round() -> None:
    it, clock = rounds(count=1)
    clock.now = 125
    it.look()
    assert (it.phase, it.left) == ("line", 5)
    clock.now = 1_000
    assert it.look()
    assert (it.phase, it.finished) == ("over", 1)
    assert not it.look()


def test_a_long_pause_of_the_program_skips_no_bell() -> None:
    it, clock = rounds()
    clock.now = 120 + 10 + 120 + 4
    assert it.look()
    assert (it.phase, it.number, it.left) == ("line", 2, 6)


def test_paused_time_does_not_count() -> None:
    it, clock = rounds()
    clock.now = 60
    it.pause()
    clock.now = 500
    assert not it.look()
    assert it.left == 60
    it.pause()
    clock.now = 560
    assert it.look()


def test_next_ends_the_round_and_then_the_line() -> None:
    it, _clock = rounds(count=2)
    it.next()
    assert (it.phase, it.finished) == ("line", 1)
    it.next()
    assert (it.phase, it.number) == ("round", 2)
    it.pause()
    it.next()
    assert not it.paused
    it.next()
    it.next()
    assert it.phase == "over"


def test_each_round_has_another_question_until_all_were_asked() -> None:
    it, _clock = rounds(count=len(QUESTIONS) + 1)
    asked = []
    for _round in range(it.count):
        asked.append(it.question)
        it.next()
        it.next()
    assert len(set(asked)) == len(QUESTIONS)
    assert asked[0] == asked[-1]


@given(
    st.floats(0.1, 60),
    st.integers(1, 200),
    st.lists(st.floats(0, 500) | st.sampled_from(["pause", "next"]), max_size=40),
)
def test_the_clock_never_runs_backwards_nor_beyond_the_last_round(
    minutes: float, count: int, deeds: list[float | str]
) -> None:
    it, clock = rounds(minutes, count)
    finished = 0
    for deed in deeds:
        if deed == "pause":
            it.pause()
        elif deed == "next":
            it.next()
        else:
            clock.now += float(deed)
            it.look()
        assert finished <= it.finished <= count
        assert 0 <= it.left <= max(NOTE_SECONDS, minutes * 60)
        assert -1e-9 <= it.share <= 1
        finished = it.finished
