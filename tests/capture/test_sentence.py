"""`name: sentence`: whom it is about, and what it logs."""

from __future__ import annotations

from datetime import date

import pytest

from entretien.capture.draft import Draft
from entretien.capture.line import parse_line
from entretien.model.contact import Promise
from entretien.model.interaction import Channel, Direction, Interaction
from tests.capture.known import SALON, TODAY, context


def read(text: str) -> Draft:
    return parse_line(text, context())


def logged(text: str) -> Interaction:
    draft = read(text)
    assert draft.known == "marie-dupont"
    assert draft.problem == ""
    assert draft.interaction is not None
    return draft.interaction


def test_a_sentence_after_a_known_name_is_logged() -> None:
    draft = read("marie: coffee, launch slips to March !send deck fri")
    assert draft.known == "marie-dupont"
    assert draft.interaction == Interaction(on=TODAY, channel="meet", note="coffee, launch slips to March")
    assert draft.promises == (Promise(what="send deck", due=date(2026, 11, 27), made=TODAY),)


@pytest.mark.parametrize(
    "name", ["marie", "Marie", "MARIE DUPONT", "Dupont", "marie-dupont", "Dupont Marie", " marie "]
)
def test_the_name_in_many_ways(name: str) -> None:
    for colon in (":", " :"):
        assert read(f"{name}{colon} hello").known == "marie-dupont"


@pytest.mark.parametrize("name", ["mar", "mariette", "Marie Curie", "http", "Note"])
def test_other_names_are_somebody_new(name: str) -> None:
    draft = read(f"{name}: hello")
    assert (draft.known, draft.interaction, draft.name, draft.note) == ("", None, name, "hello")


def test_a_name_of_two_people_is_asked_about() -> None:
    draft = read("paul: hello")
    assert (draft.known, draft.candidates, draft.name) == ("", ("paul-blanc", "paul-roy"), "paul")
    assert "Paul Blanc, Paul Roy" in draft.problem
    assert [span.ok for span in draft.spans if span.role == "known"] == [False]


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [("coffee, ok", "meet"), ("café avec Paul", "meet"), ("déjeuner hier", "meet"), ("lunch", "meet"), ("rdv", "meet"),
     ("call, ok", "call"), ("appel", "call"), ("elle a téléphoné", "call"), ("coup de téléphone", "call"),
     ("visio", "video"), ("zoom with her team", "video"), ("mail", "message"), ("e-mail, ok", "message"),
     ("sms", "message"), ("carte de vœux", "letter"), ("launch slips, call it March", "message"), ("hello", "message")],
)  # fmt: skip
def test_the_channel_is_in_the_first_clause(sentence: str, channel: Channel) -> None:
    interaction = logged(f"marie: {sentence}")
    assert interaction.channel == channel
    assert interaction.note == sentence.removesuffix(" hier")


@pytest.mark.parametrize(
    ("sentence", "on", "note"),
    [
        ("coffee yesterday", date(2026, 11, 23), "coffee"),
        ("coffee yesterday, launch slips", date(2026, 11, 23), "coffee, launch slips"),
        ("yesterday: coffee", date(2026, 11, 23), "coffee"),
        ("hier, café", date(2026, 11, 23), "café"),
        ("call last friday", date(2026, 11, 20), "call"),
        ("lunch last friday with Paul", date(2026, 11, 20), "lunch with Paul"),
        ("coffee fri", date(2026, 11, 20), "coffee"),
        ("appel il y a 2 semaines", date(2026, 11, 10), "appel"),
        ("déjeuner le 12 novembre, très bien", date(2026, 11, 12), "déjeuner, très bien"),
        ("12/11 coffee", date(2026, 11, 12), "coffee"),
        ("launch slips to March", TODAY, "launch slips to March"),
        ("may be interested", TODAY, "may be interested"),
        ("coffee, sat next to Paul", TODAY, "coffee, sat next to Paul"),
        ("coffee tomorrow", TODAY, "coffee tomorrow"),
    ],
)
def test_the_day_beside_the_channel(sentence: str, on: date, note: str) -> None:
    interaction = logged(f"marie: {sentence}")
    assert (interaction.on, interaction.note) == (on, note)


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [("she called, all is well", "in"), ("elle a appelé hier", "in"), ("got her mail", "in"), ("reçu son mail", "in"),
     ("sent the mail", "out"), ("I called", "out"), ("mail", None), ("coffee", None), ("she had coffee with me", None)],
)  # fmt: skip
def test_who_started(sentence: str, direction: Direction | None) -> None:
    assert logged(f"marie: {sentence}").direction == direction


def test_in_a_sentence_only_what_is_unmistakable_is_a_marker() -> None:
    draft = read("marie: lunch @Bistrot ; 2+2 +1 +hec +nobody #food <a printer >a hand ~6m new mail m@x.example")
    assert draft.interaction is not None
    assert draft.interaction.note == "lunch @Bistrot ; 2+2 +1 +nobody new mail m@x.example"
    assert [circle.id for circle in draft.circles] == ["hec"]
    assert (draft.tags, draft.seeks, draft.offers, draft.org) == (("food",), ("a printer",), ("a hand",), "")
    assert str(draft.cadence) == "6 months"
    assert draft.emails == ("m@x.example",)


def test_at_an_event_it_is_a_meeting_there() -> None:
    draft = parse_line("marie: wants to see the printer", context(event=SALON))
    assert draft.interaction == Interaction(on=TODAY, channel="meet", event=SALON.id, note="wants to see the printer")
    earlier = parse_line("marie: call yesterday", context(event=SALON))
    assert earlier.interaction == Interaction(on=date(2026, 11, 23), channel="call", note="call")
