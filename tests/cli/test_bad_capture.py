"""Bad input to `entretien add`: always saved or clearly refused, never half."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.cli.conftest import Entretien

PAGE = (
    'Marie Dupont\nCEO, Acme\nhttps://acme.example/team?x=1\n\ttabs and "quotes" and [markup] = yes\n'
    + "Lorem ipsum. " * 300
)


def contacts(entretien: Entretien) -> dict[str, dict[str, Any]]:
    folder = entretien.home / "contacts"
    files = sorted(folder.iterdir()) if folder.exists() else []
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}


def words(value: object) -> str:
    """Every text of a file, in one."""
    if isinstance(value, dict):
        return " ".join(words(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(words(item) for item in value)
    return str(value)


def test_ten_thousand_characters_are_saved_as_a_note(entretien: Entretien) -> None:
    text = "Ada Lovelace ; " + "word " * 2_000
    entretien("add", text)
    ada = contacts(entretien)["ada-lovelace"]
    assert words(ada).split().count("word") == 2_000


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 2_000, "1" * 10_000, "@" * 10_000, '"' * 10_001])
def test_ten_thousand_characters_that_are_no_name_are_refused(entretien: Entretien, text: str) -> None:
    result = entretien("add", text, code=1)
    assert result.err.strip()
    assert "was not saved" in result.err
    assert contacts(entretien) == {}


def test_control_characters_do_not_reach_the_terminal(entretien: Entretien) -> None:
    result = entretien("add", stdin="Ada \x1b[31mLove\x00lace\x07 ; red\x1b]0;x\x07 glasses\n")
    assert not any(ord(char) < 0x20 and char != "\n" for char in result.out + result.err)
    (ada,) = contacts(entretien).values()
    assert ada["name"].isprintable()
    assert "glasses" in words(ada)


def test_a_pasted_page_is_one_person_and_every_word_is_kept(entretien: Entretien) -> None:
    entretien("add", PAGE)
    marie = contacts(entretien)["marie-dupont"]
    assert marie["links"] == ["https://acme.example/team?x=1"]
    kept = words(marie)
    assert all(word in kept for word in PAGE.split())


def test_the_lines_of_a_pipe_are_saved_or_refused_one_by_one(entretien: Entretien) -> None:
    result = entretien("add", stdin="Ada\n\n@\n" + "x" * 200 + "\nBob @Acme\n", code=1)
    assert set(contacts(entretien)) == {"ada", "bob"}
    assert "2 lines were not saved" in result.err


def test_two_addresses_are_both_kept(entretien: Entretien) -> None:
    entretien("add", "Ada ada@one.example <ADA@two.example>, ada@one.example")
    assert contacts(entretien)["ada"]["emails"] == ["ada@one.example", "ADA@two.example"]


def test_of_three_dates_in_a_row_none_is_guessed(entretien: Entretien) -> None:
    result = entretien("add", "Ada !deck 12 mar fri 2026-12-01")
    assert "is not understood as a day" in result.err
    (promise,) = contacts(entretien)["ada"]["promises"]
    assert promise["what"] == "deck 12 mar fri 2026-12-01"
    assert "due" not in promise


def test_three_promises_have_three_days(entretien: Entretien) -> None:
    entretien("add", "Ada !deck fri !quote mon ?price 12/01/2027")
    promises = contacts(entretien)["ada"]["promises"]
    assert [str(promise["due"]) for promise in promises] == ["2026-11-27", "2026-11-30", "2027-12-01"]


@pytest.mark.parametrize("text", ["@", "@ ", "#", "!", "...", "@Acme", "+hec ~3m", "06 12 34 56 78"])
def test_a_line_without_a_name_is_refused(entretien: Entretien, text: str) -> None:
    result = entretien("add", text, code=1)
    assert "A name is missing." in result.err
    assert not entretien.home.exists() or contacts(entretien) == {}
    assert not (entretien.home / "circles").exists()


def test_an_unknown_circle_is_made_in_the_same_step(entretien: Entretien) -> None:
    entretien("add", "Ada +Choir")
    assert contacts(entretien)["ada"]["circles"] == ["choir"]
    assert 'name = "Choir"' in entretien.text("circles/choir.toml")
    entretien("undo")
    assert contacts(entretien) == {}
    assert not (entretien.home / "circles" / "choir.toml").exists()


def test_an_event_name_twice_goes_on_with_it(entretien: Entretien) -> None:
    entretien("event", "start", "Salon", "SME", "--until", "2026-11-26", "--place", "Paris")
    again = entretien("event", "start", "salon sme")
    assert "Salon SME goes on" in again.err
    (event,) = entretien("event", "list", "--json").json
    assert (event["ends"], event["place"], event["running"]) == ("2026-11-26", "Paris", True)
