"""The shell as a person uses it: a subprocess with a home of its own and a fixed day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TODAY = "2026-11-24"


@dataclass(frozen=True)
class Result:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Entretien:
    """Runs commands on one home."""

    home: Path
    folder: Path

    def __call__(self, *words: str, code: int = 0, stdin: str | None = None, **environment: str) -> Result:
        env = {
            "PATH": os.environ["PATH"],
            "ENTRETIEN_HOME": str(self.home),
            "ENTRETIEN_CONFIG": str(self.folder / "config"),
            "ENTRETIEN_CACHE": str(self.folder / "cache"),
            "ENTRETIEN_TODAY": TODAY,
            "LANG": "en_GB.UTF-8",
            "PYTHONUTF8": "1",
            **environment,
        }
        done = subprocess.run(
            [sys.executable, "-m", "entretien", *words],
            env=env,
            capture_output=True,
            encoding="utf-8",
            input=stdin or "",
            check=False,
        )
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return Result(done.returncode, done.stdout, done.stderr)

    def file(self, name: str, text: str) -> Path:
        """Write a file of the home by hand."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def text(self, name: str) -> str:
        """A file of the home."""
        return (self.home / name).read_text(encoding="utf-8")


@pytest.fixture
def entretien(tmp_path: Path) -> Entretien:
    return Entretien(tmp_path / "home", tmp_path)


@pytest.fixture
def people(entretien: Entretien) -> Entretien:
    """A small network: somebody promised something, somebody due, somebody fine."""
    entretien.file(
        "contacts/marie-dupont.toml",
        """\
name = "Marie Dupont"  # from the fair
org = "Acme"
title = "CEO"
tags = ["packaging"]
circles = ["hec"]
cadence = "3 months"

[[promises]]
what = "send the deck"
due = 2026-11-20
made = 2026-11-06

[[interactions]]
on = 2026-11-06
channel = "meet"
note = "Launch slips to March"
""",
    )
    entretien.file(
        "contacts/hugo-blanc.toml",
        'name = "Hugo Blanc"\ncadence = "1 month"\n\n[[interactions]]\non = 2026-10-15\nchannel = "call"\n',
    )
    entretien.file(
        "contacts/hugo-noir.toml",
        'name = "Hugo Noir"\n\n[[interactions]]\non = 2026-11-20\nchannel = "call"\nwith = ["marie-dupont"]\n',
    )
    entretien.file("circles/hec.toml", 'name = "HEC"\nstake = "Missions for students"\n')
    return entretien
