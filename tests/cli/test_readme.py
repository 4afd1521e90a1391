"""What the shell can do is in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entretien.cli.commands import COMMANDS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("## Shell")[2].partition("## Files")[0]


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"^\|.*(?:`|entretien ){command}\b", TABLE, re.MULTILINE)
