"""Event mode from the shell."""

from __future__ import annotations

import tomllib

import pytest

from tests.cli.conftest import Entretien


@pytest.fixture
def fair(entretien: Entretien) -> Entretien:
    """Three days of a fair, from today on."""
    entretien("add", "Paul Roy @Globex")
    entretien(
        *("event", "start", "Salon SME", "--place", "Paris", "--until", "2026-11-26", "--why", "find a printer"),
        *("--hope", "Paul Roy", "--hope", "Zoé Martin"),
    )
    return entretien


def test_everything_carries_the_event_while_it_runs(fair: Entretien) -> None:
    fair("add", "Ada")
    fair("log", "paul", "coffee at the stand")
    fair("add", "paul: launch slips to March")
    ada = tomllib.loads(fair.text("contacts/ada.toml"))
    assert ada["met"]["event"] == "salon-sme-2026"
    assert ada["interactions"][0]["event"] == "salon-sme-2026"
    paul = tomllib.loads(fair.text("contacts/paul-roy.toml"))
    assert [item["event"] for item in paul["interactions"]] == ["salon-sme-2026"] * 2


def test_it_ends_by_itself_after_its_last_day(fair: Entretien) -> None:
    fair("add", "Ada", ENTRETIEN_TODAY="2026-11-26")
    fair("add", "Bob", ENTRETIEN_TODAY="2026-11-27")
    assert 'event = "salon-sme-2026"' in fair.text("contacts/ada.toml")
    assert "event" not in tomllib.loads(fair.text("contacts/bob.toml"))["met"]
    assert "No event is running." in fair("event", "stop", code=2, ENTRETIEN_TODAY="2026-11-27").err


def test_it_shows_who_was_met_and_who_of_those_hoped_for(fair: Entretien) -> None:
    assert "hoped for  Paul Roy, Zoé Martin" in fair("event", "show").out
    fair("add", "MARTIN Zoé @Nord ; red glasses")
    shown = fair("event", "show").out
    assert "hoped for  Paul Roy, Zoé Martin (met)" in shown
    assert "1 person met" in shown
    assert "red glasses" in shown
    data = fair("event", "show", "salon", "--json").json
    assert data["hope_to_meet"] == [{"name": "Paul Roy", "met": False}, {"name": "Zoé Martin", "met": True}]
    assert data["met"] == [{"id": "martin-zoe", "name": "MARTIN Zoé"}]


def test_stopping_says_how_many_are_to_be_sorted(fair: Entretien) -> None:
    fair("add", stdin="Ada\nBob\n")
    assert "2 people to sort: entretien event sort" in fair("event", "stop").err
    assert "No event is running." in fair("event", "show", code=2).err


def test_a_last_day_that_has_passed_is_refused(entretien: Entretien) -> None:
    assert "would end before it starts" in entretien("event", "start", "Fair", "--until", "2026-11-20", code=2).err
    assert "is not a day" in entretien("event", "start", "Fair", "--until", "someday", code=2).err
    assert not (entretien.home / "events").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--minutes", "0"),
        ("--minutes", "0.05"),
        ("--minutes", "61"),
        ("--minutes", "nan"),
        ("--minutes", "inf"),
        ("--minutes", "two"),
        ("--count", "0"),
        ("--count", "201"),
        ("--count", "1.5"),
    ],
)
def test_a_timer_that_can_not_be_is_refused(entretien: Entretien, words: tuple[str, str]) -> None:
    result = entretien("event", "rounds", *words, code=2)
    assert words[1] in result.err
    assert "a round has 0.1 to 60 minutes" in result.err or "there are 1 to 200 rounds" in result.err


@pytest.mark.parametrize("verb", ["rounds", "sort"])
def test_what_needs_a_terminal_says_so(entretien: Entretien, verb: str) -> None:
    assert "needs a terminal" in entretien("event", verb, code=2).err


def test_an_unknown_event_can_not_be_sorted(entretien: Entretien) -> None:
    assert 'There is no event "fair"' in entretien("event", "sort", "fair", code=2).err
