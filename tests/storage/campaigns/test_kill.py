"""Campaign: the process is killed at random moments and at every kind of system call of random actions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.helpers import size

ROOT = Path(__file__).parents[3]


@pytest.mark.campaign
def test_a_restart_finds_the_state_before_or_after(tmp_path: Path) -> None:
    rounds = size(40, 1000)
    command = [sys.executable, "-m", "tests.storage.campaigns.killing", str(tmp_path), str(rounds), "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    results: dict[str, int] = json.loads(done.stdout)
    assert sum(results.values()) == rounds
    assert {result for result in results if not result.startswith("ok")} == set(), results
    assert any("taken back" in result for result in results), "no kill hit an action half-way"
    assert any("by the index" in result for result in results), "no restart had an index"
    print(results)
