"""An evening at a fair in a real terminal: badges captured, sorted and followed up by keys alone."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entretien.model.network import Event
from tests.test_terminal import Terminal
from tests.tui.places.helpers import TODAY, write

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

BADGES = (
    "Marie Dupont @Acme CEO #packaging marie@acme.example <printer in Montreuil",
    'Zoé Martin @"Imprimerie du Nord" +hec !"send the deck" fri ; red glasses',
    "José García López @Banco 06 12 34 56 78",
    "王伟 @Huawei",
    "Hugo Blanc",
)
MOST_KEYS = 2
"""Keys for a person beside those of the text: one to open the line, Enter."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(tmp_path / "home", [Event(id="salon", name="Salon SME", starts=TODAY, ends=TODAY)])
    return tmp_path / "home"


@pytest.fixture
def terminal(tmp_path: Path, home: Path) -> Iterator[Terminal]:
    terminal = Terminal(
        tmp_path,
        (110, 34),
        {
            "ENTRETIEN_HOME": str(home),
            "ENTRETIEN_CONFIG": str(tmp_path / "config"),
            "ENTRETIEN_CACHE": str(tmp_path / "cache"),
            "ENTRETIEN_TODAY": TODAY.isoformat(),
            "LANG": "en_GB.UTF-8",
            "COLORTERM": "truecolor",
        },
    )
    yield terminal
    terminal.close()


def contacts(home: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (home / "contacts").glob("*.toml")}


def test_badges_are_captured_sorted_and_followed_up_by_keys_alone(terminal: Terminal, home: Path) -> None:
    terminal.wait_for("Salon SME · 0 captured")
    keys = 1
    terminal.press("a")
    for badge in BADGES:
        terminal.press("-l", badge)
        terminal.press("Enter")
        keys += 1
    terminal.wait_for(f"{len(BADGES)} captured today")
    assert keys / len(BADGES) <= MOST_KEYS
    terminal.press("Escape")
    terminal.wait_until_gone("captured today")

    terminal.press("A")
    terminal.wait_for("5 to sort")
    terminal.press("x", "Enter", "Enter", "Enter", "Enter")
    terminal.wait_for("All sorted: 4 kept, all fit.", "✕ Hugo Blanc")
    terminal.press("G")
    terminal.wait_for("▌✓ 王伟")
    terminal.press("g", "j", "j")
    terminal.wait_for("▌✓ Marie Dupont")
    terminal.press("w")
    terminal.wait_for("What stayed with me: printer in", "I sent it")
    terminal.press("y")
    terminal.wait_for("Logged a message", "▌→ Marie Dupont")
    terminal.press("q")
    terminal.wait_for("exit code 0")

    people = contacts(home)
    names = {person["name"] for person in people.values()}
    assert names == {"Marie Dupont", "Zoé Martin", "José García López", "王伟", "Hugo Blanc"}
    marie = people["marie-dupont"]
    assert marie["met"] == {"on": TODAY, "event": "salon", "kept": TODAY}
    assert [item.get("channel", "message") for item in marie["interactions"]] == ["meet", "message"]
    assert people["hugo-blanc"]["status"] == "closed"
    zoe = people["zoe-martin"]
    assert zoe["promises"] == [{"what": "send the deck", "due": date(2026, 11, 27), "made": TODAY}]
    assert zoe["circles"] == ["hec"]
    assert (home / "circles" / "hec.toml").exists()
