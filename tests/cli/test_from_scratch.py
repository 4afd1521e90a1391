"""Each command exactly as a shell runs it: it does and says the same as in the process that the other tests prepare."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from entretien.cli.commands import COMMANDS
from tests.cli.conftest import Entretien, Result
from tests.storage.helpers import snapshot

WORDS = {
    "due": (),
    "list": ("--json",),
    "show": ("marie",),
    "why": ("marie",),
    "log": ("marie", "Zoé's stand", "--channel", "meet"),
    "add": (),
    "edit": ("marie",),
    "event": ("start", "Fair"),
    "plan": (),
    "import": ("people.csv",),
    "export": ("--format", "vcard"),
    "duplicates": (),
    "merge": ("hugo-blanc", "hugo-noir"),
    "not-same": ("hugo-blanc", "hugo-noir"),
    "agenda": ("week.ics",),
    "undo": (),
    "redo": (),
    "history": (),
    "doctor": (),
    "erase": ("marie", "--yes"),
    "path": (),
    "demo": ("--to", "demo"),
}
GIVEN = {"add": "Ada Lovelace @Engines\nZoé\n"}
NOT_TO_BE_DONE = ("undo", "redo", "doctor")
ICS = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261126
SUMMARY:Lunch with Marie Dupont
END:VEVENT
END:VCALENDAR
"""


def test_each_command_is_tried() -> None:
    assert WORDS.keys() == {command.name for command in COMMANDS}


@pytest.mark.parametrize("command", WORDS)
def test_it_does_and_says_the_same(
    people: Entretien, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    before = tmp_path / "before"
    shutil.copytree(people.home, before)

    def done(*, from_scratch: bool) -> tuple[Result, dict[str, bytes], dict[str, bytes]]:
        shutil.rmtree(people.home)
        shutil.copytree(before, people.home)
        shutil.rmtree(work / "demo", ignore_errors=True)
        (work / "people.csv").write_text("First Name,Last Name,E-mail\nZoé,Martin,zoe@acme.example\n")
        (work / "week.ics").write_text(ICS)
        run = people.from_scratch if from_scratch else people
        code = 1 if command in NOT_TO_BE_DONE else 0
        result = run(command, *WORDS[command], code=code, stdin=GIVEN.get(command), EDITOR="true")
        return result, snapshot(people.home), snapshot(work)

    assert done(from_scratch=True) == done(from_scratch=False)


def test_a_line_with_no_command_known_is_refused(people: Entretien) -> None:
    assert people.from_scratch("dues", code=2) == people("dues", code=2)
    assert people.from_scratch("--version") == people("--version")
