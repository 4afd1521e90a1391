from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from entretien.book import Book
from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Event
from entretien.outlook import Network
from entretien.tui.widgets.card import CardView
from entretien.tui.widgets.card_lines import Subject, facts, heading, timeline
from entretien.tui.widgets.flow import Line, flow, shortened
from entretien.tui.widgets.sparkline import bar, silences, track, warmth
from tests.sessions import OWED, TODAY, ago
from tests.tui.triage.desk import desk

MARIE = Contact(
    id="marie",
    name="Marie Dupont",
    org="Acme",
    title="CEO",
    emails=("marie@acme.example", "m@home.example"),
    phones=("+33 1 99 00 12 34",),
    links=("https://example.org/marie",),
    place="Montreuil",
    address_as="vous",
    tags=("packaging",),
    circles=("hec", "unknown"),
    cadence=Cadence(3, "month"),
    met=Met(on=date(2026, 9, 25), event="salon", through="paul", cue="red glasses"),
    notes="Sails.\nTwo children.\nPaints.",
    seeks=(Need(what="printer in Montreuil", tags=("printer",), why="launch", since=ago(18)), Need(what="an intern")),
    offers=(Need(what="introductions to retail chains", until=date(2027, 1, 1)),),
    dates=(Anniversary(label="birthday", on="05-03"), Anniversary(label="name day", on="11-30")),
    promises=(
        Promise(what="send the deck", due=ago(4)),
        Promise(what="her quote", by="them"),
        Promise(what="old news", done=True),
    ),
    interactions=(
        *(Interaction(on=ago(18 + 90 * step), channel="call") for step in (4, 3, 2, 1)),
        Interaction(on=ago(104), direction="out", gave=True, note="Sent the HEC article"),
        Interaction(on=ago(18), channel="meet", with_=("paul",), received=True, depth=3, note="Launch slips to March"),
        Interaction(on=TODAY + timedelta(days=9), channel="call", note="Ask about the launch"),
    ),
)
PAUL = Contact(id="paul", name="Paul Roy")


def book(*contacts: Contact) -> Book:
    return Book(
        contacts={contact.id: contact for contact in contacts},
        circles={"hec": Circle(id="hec", name="HEC Entrepreneur")},
        events={"salon": Event(id="salon", name="Salon SME")},
    )


def subject(contact: Contact = MARIE, *, queued: bool = False, width: int = 90, full: bool = False) -> Subject:
    network = Network(book(contact, PAUL), TODAY)
    card = next(card for card in network.queue() if card.who == contact.id) if queued else None
    return Subject(network, contact.id, card, width, full)


def text(lines: Iterator[Line]) -> str:
    return "\n".join("".join(piece for piece, _style in line).rstrip() for line in lines)


def test_the_title_says_who_it_is_and_how_to_address_them() -> None:
    title = "".join(piece for piece, _style in heading(subject()))
    assert title == "Marie Dupont ── CEO, Acme ── HEC Entrepreneur · unknown · #packaging ── vous"


def test_a_card_of_the_queue_says_why_now_and_what_there_is_to_know() -> None:
    assert (
        text(facts(subject(queued=True)))
        == """\
WHY NOW    You promised "send the deck" for Fri 20 Nov.

LAST       Fri 6 Nov · ⇄ meeting · 18 days ago
           Launch slips to March
RHYTHM     every 3 months · usually 90 days · regular  ▅▅▅▅\N{NO-BREAK SPACE}▂
WARMTH     ● warm 93\N{NO-BREAK SPACE}%  ▇▆█▇▆█▇▆█▇▆█  halves every 180 days of silence
BALANCE    In two years you gave 1 time, received 1 time.

PROMISES   ← her quote
SEEKS      printer in Montreuil · an intern
OFFERS     introductions to retail chains
DATES      name day  Mon 30 Nov, in 6 days

MET        red glasses  Fri 25 Sep · Salon SME · through Paul Roy
REACH      marie@acme.example · m@home.example · +33 1 99 00 12 34 · Montreuil
NOTES      Sails.
           Two children.…"""
    )


def test_unfolded_it_tells_everything() -> None:
    told = text(facts(subject(full=True)))
    for words in (
        "Silent 18 days; you usually speak every 90 days",
        "Quality: of the last 5",
        "Intensity",
        "Rhythm kept",
        "printer in Montreuil  #printer  launch  since Fri 6 Nov",
        "until 1 Jan 2027",
        "birthday",
        "example.org/marie",
        "Paints.",
    ):
        assert words in told


def test_outside_the_queue_it_says_where_the_tie_stands() -> None:
    calm = replace(MARIE, promises=(), dates=(), interactions=MARIE.interactions[:-1])
    assert text(facts(subject(calm))).startswith("NOW        In rhythm; next on")


def test_a_hold_and_an_advice_are_said() -> None:
    pressed = replace(
        MARIE,
        snoozes=3,
        interactions=(*MARIE.interactions[:6], *(Interaction(on=ago(days)) for days in (14, 10, 6))),
    )
    told = text(facts(subject(pressed)))
    assert "Let it rest until" in told
    assert "Put off 3 times in a row: perhaps every 6 months suits better." in told


def test_a_name_alone_makes_a_card() -> None:
    told = text(facts(subject(PAUL)))
    assert "No exchange noted yet" in told
    assert "Warmth —" in told
    assert text(timeline(subject(PAUL))) == ""


def test_a_solid_tie_shows_no_warmth() -> None:
    assert "A solid tie: it keeps without being measured." in text(facts(subject(replace(MARIE, solid=True))))


def test_the_timeline_stands_under_the_months_newest_first() -> None:
    assert text(timeline(subject(width=60))).startswith("""\
── December 2026 ───────────────────────────────────────────
 3  ⇄ call        Ask about the launch               planned
── November 2026 ───────────────────────────────────────────
 6  ⇄ meeting     Launch slips to…     with Paul Roy, recei…
── August 2026 ─────────────────────────────────────────────
12  → message     Sent the HEC article                  gave
 8  ⇄ call
""")


def test_what_was_shared_stands_on_both_timelines() -> None:
    network = Network(book(MARIE, PAUL), TODAY)
    assert "with Marie Dupont" in text(timeline(Subject(network, "paul", None, 90)))
    assert "with Paul Roy" in text(timeline(Subject(network, "marie", None, 90)))


@pytest.mark.parametrize("full", [False, True])
@given(width=st.integers(1, 140))
def test_no_line_is_wider_than_the_card(full: bool, width: int) -> None:
    shown = subject(queued=True, width=max(width, 40), full=full)
    for line in (*facts(shown), *timeline(shown)):
        assert sum(cell_len(piece) for piece, _style in line) <= shown.width


@given(
    st.lists(st.tuples(st.text("ab 日é", max_size=20), st.sampled_from(["text", "muted"])), max_size=4),
    st.integers(2, 12),
)
def test_flowing_keeps_every_word_in_its_style_and_within_the_width(spans: list[tuple[str, str]], width: int) -> None:
    lines = flow(spans, width)
    assert all(sum(cell_len(piece) for piece, _style in line) <= width for line in lines)
    for style in ("text", "muted"):
        before = "".join(piece for piece, name in spans if name == style).replace(" ", "")
        after = "".join(piece for line in lines for piece, name in line if name == style).replace(" ", "")
        assert before == after


def test_a_word_of_several_styles_is_not_broken() -> None:
    spans = [("ab ", "text"), ("▁", "faint"), ("▂\N{NO-BREAK SPACE}", "cooling"), ("▃ c", "text")]
    assert flow(spans, 5) == [
        [("ab ", "text")],
        [("▁", "faint"), ("▂\N{NO-BREAK SPACE}", "cooling"), ("▃", "text")],
        [("c", "text")],
    ]


@given(st.text("ab 日", max_size=60), st.integers(2, 12), st.integers(1, 3))
def test_shortening_ends_with_an_ellipsis_within_the_width(words: str, width: int, most: int) -> None:
    lines = flow([(words, "text")], width)
    kept = shortened(lines, most, width)
    assert len(kept) == min(len(lines), most)
    if len(lines) > most:
        assert kept[-1][-1][0].endswith("…")
        assert sum(cell_len(piece) for piece, _style in kept[-1]) <= width


def test_half_the_height_of_a_silence_is_the_rhythm() -> None:
    network = Network(book(MARIE, PAUL), TODAY)
    bars = silences(network.relationship("marie"), network.parameters)
    assert [piece for piece, _style in bars] == [bar(0.5)] * 4 + ["\N{NO-BREAK SPACE}", bar(18 / 180)]
    assert {style for piece, style in bars if piece.strip()} == {"faint"}
    late = replace(MARIE, cadence=Cadence(1, "month"))
    slow = silences(Network(book(late), TODAY).relationship("marie"), network.parameters)
    assert [style for _piece, style in slow][:4] == ["cooling"] * 4


def test_warmth_over_the_year_ends_today_and_needs_a_past() -> None:
    network = Network(book(MARIE, replace(PAUL, interactions=(Interaction(on=ago(3), channel="meet"),))), TODAY)
    assert len(warmth(network.relationship("marie"), network.tie("marie").log)) == 12
    assert warmth(network.relationship("paul"), network.tie("paul").log) == []


@given(st.floats(-1, 3), st.integers(1, 40))
def test_a_track_is_as_wide_as_asked(share: float, width: int) -> None:
    assert cell_len("".join(piece for piece, _style in track(share, width))) == width


async def test_a_log_of_5000_entries_is_made_as_it_is_scrolled_to(tmp_path: Path) -> None:
    log = tuple(Interaction(on=ago(5010 - day), channel="meet", note=f"Meeting {day}") for day in range(5000))
    long = replace(OWED, interactions=(*log, *OWED.interactions))
    async with desk(tmp_path, (long,)) as it:
        card = it.app.screen.query_one("#card", CardView)
        assert card.virtual_size.height < 400
        assert "Meeting 4999" in it.text
        for _page in range(40):
            await it.press("ctrl+d")
        assert 400 < card.virtual_size.height < 2000
        assert "Meeting 4999" not in it.text


async def test_folding_keeps_the_place_and_another_contact_begins_at_the_top(tmp_path: Path) -> None:
    long = replace(OWED, notes="\n".join(f"note {number}" for number in range(60)))
    async with desk(tmp_path, (long, MARIE, PAUL)) as it:
        await it.press("G", "g", "j", "v")
        assert "note 9" in it.text
        await it.press("ctrl+d", "ctrl+d")
        card = it.app.screen.query_one("#card", CardView)
        assert card.scroll_offset.y > 0
        await it.press("k")
        assert card.scroll_offset.y == 0
