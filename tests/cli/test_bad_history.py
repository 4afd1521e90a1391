"""Histories that nobody would expect, through files and the shell: figures and sentences, never an exception."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import TODAY, Entretien

LATEST = date.fromisoformat(TODAY)


def log(*days: date | str, more: str = 'channel = "call"\n') -> str:
    return "".join(f"\n[[interactions]]\non = {day}\n{more}" for day in days)


def look(entretien: Entretien, today: str = TODAY) -> str:
    """Everything that the shell says of Ada, and of the network she is in."""
    said = [
        entretien(*words, ENTRETIEN_TODAY=today).out
        for words in (
            ("due",),
            ("list", "--json"),
            ("show", "ada"),
            ("show", "ada", "--json"),
            ("why", "ada"),
            ("plan",),
        )
    ]
    text = "\n".join(said)
    assert not {"inf", "nan", "Infinity", "NaN"}.intersection(text.split())
    return text


def state(entretien: Entretien, today: str = TODAY) -> object:
    look(entretien, today)
    return entretien("show", "ada", "--json", ENTRETIEN_TODAY=today).json["relationship"]["state"]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("", "new"),
        (log("2026-12-24", "9999-12-31"), "planned"),
        (log("0001-01-01"), "dormant"),
        (log("1970-01-01", TODAY), "ok"),
        (log(*["2026-11-01"] * 40), "ok"),
        (log(*["2026-11-20"] * 3, more='direction = "out"\n'), "waiting"),
        (log("2026-11-20", "2026-01-20", "2026-11-20"), "ok"),
        ("snoozed_until = 9999-12-31\nsnoozes = 1\n" + log("2026-01-01"), "snoozed"),
        ("met = { on = 9999-12-31 }\n", "new"),
    ],
    ids=[
        "none",
        "future",
        "first day",
        "before the file",
        "burst",
        "three at once",
        "unsorted",
        "far snooze",
        "met later",
    ],
)
def test_odd_days(entretien: Entretien, history: str, expected: str) -> None:
    entretien.file("contacts/ada.toml", f'name = "Ada"\n{history}')
    assert state(entretien) == expected


def test_a_long_log(entretien: Entretien) -> None:
    days = (LATEST - timedelta(days=2 * number) for number in range(5_000))
    entretien.file("contacts/ada.toml", 'name = "Ada"\n' + log(*days))
    assert state(entretien) == "ok"


def test_a_clock_set_back_makes_plans_of_what_is_later(entretien: Entretien) -> None:
    entretien.file("contacts/ada.toml", 'name = "Ada"\n' + log("2026-10-01", TODAY))
    assert state(entretien, "2026-11-01") == "planned"
    assert state(entretien, "1900-01-01") == "planned"
    assert state(entretien, "9999-12-31") == "dormant"


@pytest.mark.parametrize(
    "cadence", ['"0 days"', '"every blue moon"', '"-3 months"', '"99999 years"', "0", "true", '""']
)
def test_a_rhythm_that_is_none_is_named_and_the_rest_works(entretien: Entretien, cadence: str) -> None:
    path = entretien.file("contacts/ada.toml", f'name = "Ada"\ncadence = {cadence}\n' + log("2026-11-01"))
    entretien.file("contacts/bo.toml", 'name = "Bo"\ncadence = "1 month"\n' + log("2026-10-01"))
    before = path.read_bytes()
    due = entretien("due")
    assert "Bo" in due.out
    assert "ada.toml:2" in due.err
    assert "3 months" in due.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("late = 0.5", "soon at most 1, late at least 1"),
        ("wait_days = 0", "a number above 0"),
        ("wait_days = 2.5", "a whole number"),
        ('dormant_multiple = "eight"', "a number"),
        ("dormant_multipel = 8", 'Did you mean "dormant_multiple"?'),
    ],
)
def test_a_number_of_the_model_that_can_not_work_is_named(entretien: Entretien, setting: str, said: str) -> None:
    entretien.file("../config/config.toml", f"[model]\n{setting}\n")
    failed = entretien("due", code=1)
    assert "config.toml:2" in failed.err
    assert said in failed.err


def test_a_number_of_the_model_counts_from_the_settings(entretien: Entretien) -> None:
    entretien.file("contacts/ada.toml", 'name = "Ada"\ncadence = "1 month"\n' + log("2026-10-15"))
    assert state(entretien) == "due"
    entretien.file("../config/config.toml", "[model]\nlate = 1.2\n")
    assert state(entretien) == "late"
