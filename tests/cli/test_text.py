"""Whatever stands in the files or on the command line is only text: no command's lines act on a terminal."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Entretien

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")
NAME = "Ada\x1b[2J\x1b]0;owned\x07\x9b31m \u202egnp\u202c\u200b\u2028z\r\nFORGED\ttab [bold]"
QUOTED = json.dumps(NAME, ensure_ascii=True)
PERSON = f"""\
name = {QUOTED}
org = {QUOTED}
notes = {QUOTED}
tags = [{QUOTED}]
emails = [{QUOTED}]
circles = ["circle", {QUOTED}]
cadence = "1 month"
met = {{ on = 2026-11-20, event = "event", through = {QUOTED}, cue = {QUOTED} }}

[[seeks]]
what = {QUOTED}

[[promises]]
what = {QUOTED}
due = 2026-11-20

[[interactions]]
on = 2026-01-01
note = {QUOTED}
with = [{QUOTED}]
"""


@pytest.fixture
def hostile(entretien: Entretien) -> Entretien:
    for id in ("ada", "ada-2"):
        entretien.file(f"contacts/{id}.toml", PERSON)
    entretien.file("contacts/bad\x1b[31m\nFORGED.toml", "broken")
    entretien.file("contacts/bad.toml", f'name = "x"\nstatus = {QUOTED}\n"em\\u001bails" = 1\n')
    entretien.file("circles/circle.toml", f"name = {QUOTED}\nstake = {QUOTED}\n")
    entretien.file("events/event.toml", f"name = {QUOTED}\nstarts = 2026-11-24\nplace = {QUOTED}\n")
    return entretien


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list",), 0),
        (("due",), 0),
        (("show", "ada"), 0),
        (("why", "ada"), 0),
        (("show", "Ada"), 2),
        (("show", NAME), 2),
        (("list", "is:\x1b[2J"), 2),
        (("event", "show", "event"), 0),
        (("event", "show", f"no {NAME}"), 2),
        (("plan",), 0),
        (("duplicates",), 0),
        (("doctor",), 1),
        (("import", NAME), 1),
        (("log", "ada", NAME), 0),
        (("not-same", "ada", "ada-2"), 0),
        (("erase", "ada", "--yes"), 0),
    ],
)
def test_no_line_acts_on_the_terminal_or_is_forged(hostile: Entretien, words: tuple[str, ...], code: int) -> None:
    said = hostile(*words, code=code)
    assert said.err or said.out
    for text in (said.out, said.err):
        assert not ACTS.search(text), repr(text)
        assert not re.search("^FORGED", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "code"), [("list", 0), ("due", 0), ("show ada", 0), ("doctor", 1), ("plan", 0), ("history", 0)]
)
def test_data_for_scripts_is_whole_and_acts_on_nothing(hostile: Entretien, words: str, code: int) -> None:
    hostile("log", "ada", NAME)
    said = hostile(*words.split(), "--json", code=code)
    assert not ACTS.search(said.out)
    assert "FORGED" in str(said.json)


def test_a_file_name_that_is_no_text_is_told(entretien: Entretien) -> None:
    folder = entretien.home / "contacts"
    folder.mkdir(parents=True)
    (folder / "caf\udce9.toml").write_text('name = "x"\n')
    assert "caf" in entretien("doctor", code=1).out
    files = [item["file"] for item in entretien("doctor", "--json", code=1).json]
    assert str(folder / "caf\udce9.toml") in files
