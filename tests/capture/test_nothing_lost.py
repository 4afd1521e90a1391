"""Whatever is typed: always a draft, and every character of it in a field or in the note."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.capture.draft import Draft
from entretien.capture.lexer import clean
from entretien.capture.line import parse_line
from tests.capture.known import SALON, context

SYNTAX: Final = set("@#+<>!?~%;:\\\"«»“”„,.()[]{}'-")
"""Characters that may be part of the grammar; whether they are kept depends on where they stand."""

CONVERTED: Final = {"due", "on", "cadence", "phone", "link"}
"""Roles whose text is kept as what it means, not as it was typed."""

KNOWN: Final = {"known", "circle", "org", "tag", "via", "event"}
"""Roles whose text may be kept as the spelling, or the id, of what is known."""

LINES: Final = 100_000 if os.environ.get("ENTRETIEN_CAMPAIGN") == "full" else 3_000
BARE: Final = context()
FAIR: Final = context(event=SALON)


def core(text: str) -> str:
    return "".join(char for char in clean(text) if not char.isspace() and char not in SYNTAX)


def kept(draft: Draft) -> str:
    """Everything that the draft keeps, as text."""
    values: list[object] = [
        draft.name, draft.org, draft.title, *draft.tags, *(circle.text for circle in draft.circles), *draft.emails,
        *draft.phones, *draft.links, *draft.seeks, *draft.offers, *(promise.what for promise in draft.promises),
        draft.via.text if draft.via else "", draft.cue, draft.note, draft.interaction.note if draft.interaction else "",
    ]  # fmt: skip
    return "\n".join(core(str(value)) for value in values)


def check(text: str, draft: Draft) -> None:
    assert draft.text == text
    line = clean(text)
    position = 0
    everything = kept(draft)
    for span in draft.spans:
        assert position <= span.start < span.end <= len(text), (text, span)
        assert not line[position : span.start].strip(), (text, span)
        position = span.end
        part = core(line[span.start : span.end])
        if span.role == "via":
            part = part[3:]
        lost = span.role not in CONVERTED and not (span.role in KNOWN and span.ok)
        if lost:
            assert part in everything, (text, span, everything)
    assert not line[position:].strip(), (text, "left over", line[position:])


PIECES: Final = (
    "Marie", "Dupont", "marie", "paul", "Zoé", "van", "O'Brien", "王伟", "@Acme", "@", "CEO", "#x", "#", "+hec", "+new",
    "+", "<printer", ">intro", "!send", "?quote", '!"send the deck"', '"', "«", "»", "“", "”", "fri", "31", "nov",
    "next", "in", "2", "weeks", "le", "3", "~3m", "~", "~x", "via", "Paul", "Roy", ";", ";hat", "hat;", ":", "marie:",
    "\\", "\\@", "lea@x.example", "<lea@x.example>", "a@x.example,b@y.example", "06", "12", "34", "56", "78", "+33",
    "0612345678", "linkedin.com/in/x", "https://x.example/?a=b", "www.x.example", "coffee", "hier", "yesterday,",
    "elle", "a", "appelé", "%salon-sme", "%nope", "&", "-", ",", ".", "…", "👩‍💻", "\u202e", "\x00", "\x1b[31m", "\n",
    "\t", "\ud800", "É", "é", "ß", "²", "٣", "1/2", "12/03", "12/03/2027", "€", "100%", "C++", "R&D", "()", "[x]",
    "{y}", "=", "'", "’", "to", "à",
)  # fmt: skip


def random_line(dice: random.Random) -> str:
    pieces = (dice.choice(PIECES) for _ in range(dice.randint(0, 24)))
    blanks = ("", " ", " ", " ", " ", "  ")
    return "".join(f"{dice.choice(blanks)}{piece}" for piece in pieces)


def random_lines() -> Iterator[str]:
    dice = random.Random(20261124)
    return (random_line(dice) for _ in range(LINES))


@pytest.mark.campaign
def test_random_lines_lose_no_character() -> None:
    for text in random_lines():
        check(text, parse_line(text, BARE))


@given(st.text(max_size=200))
def test_any_text_loses_no_character(text: str) -> None:
    check(text, parse_line(text, BARE))
    check(f"marie: {text}", parse_line(f"marie: {text}", FAIR))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), st.integers(0, 200))
def test_a_line_that_is_being_typed_loses_no_character(text: str, cursor: int) -> None:
    check(text[:cursor], parse_line(text[:cursor], FAIR))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_a_line_is_saved_or_clearly_refused(text: str) -> None:
    draft = parse_line(text, BARE)
    assert draft.problem or draft.known or any(char.isalnum() for char in draft.name)


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "@a ",
        "#a ",
        "+a ",
        '!"a" fri ',
        "via via ",
        "<a@",
        '"',
        "06 12 ",
        "a@b.c ",
        ";",
        "\\",
        "www.a",
        "!a fri mon ",
    ],
)
def test_the_work_grows_with_the_length_only(piece: str) -> None:
    short, long = (_calls(f"Léa {piece * (length // len(piece))}") for length in (2_000, 8_000))
    assert long < 6 * short


@pytest.mark.parametrize(
    "group", ["12 ", "0612 ", "06 12 34 56 78 ", "0612345678 ", "(06) ", "06.12.34.56.78 ", "12/03 "]
)
def test_a_wall_of_digits_is_no_list_of_phone_numbers(group: str) -> None:
    parse_line("Léa 06 12 34 56 78", BARE)
    text = f"Léa ; {group * (20_000 // len(group))}"
    draft = parse_line(text, BARE)
    assert draft.phones == ()
    assert draft.cue.replace(" ", "") == text.removeprefix("Léa ; ").replace(" ", "")
    assert _calls(text) < 25 * len(text)


def test_several_numbers_in_a_row_are_found() -> None:
    line = "Léa 06 12 34 56 78 0698765432 +44 20 7946 0018 01.99.00.12.34"
    assert parse_line(line, BARE).phones == (
        "+33 6 12 34 56 78",
        "+33 6 98 76 54 32",
        "+44 20 7946 0018",
        "+33 1 99 00 12 34",
    )


def _calls(text: str) -> int:
    """How many calls reading a line takes: the work it is, whatever else the machine does."""
    count = 0

    def counting(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        parse_line(text, BARE)
    finally:
        sys.setprofile(None)
    return count
