"""The shell as a person uses it: a process with a home of its own and a fixed day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.prepared import Prepared

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
    prepared: Prepared

    def __call__(self, *words: str, code: int = 0, stdin: str | None = None, **environment: str) -> Result:
        """A command in a process of its own, which is ready at once."""
        return self._result(code, *self.prepared.run(words, self._env(environment), stdin or ""))

    def from_scratch(self, *words: str, code: int = 0, stdin: str | None = None, **environment: str) -> Result:
        """A command exactly as a shell runs it."""
        done = subprocess.run(
            [sys.executable, "-m", "entretien", *words],
            env=self._env(environment),
            capture_output=True,
            encoding="utf-8",
            input=stdin or "",
            check=False,
        )
        return self._result(code, done.returncode, done.stdout, done.stderr)

    def _env(self, environment: dict[str, str]) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "ENTRETIEN_HOME": str(self.home),
            "ENTRETIEN_CONFIG": str(self.folder / "config"),
            "ENTRETIEN_CACHE": str(self.folder / "cache"),
            "ENTRETIEN_TODAY": TODAY,
            "LANG": "en_GB.UTF-8",
            "PYTHONUTF8": "1",
            **environment,
        }

    @staticmethod
    def _result(expected: int, code: int, out: str, err: str) -> Result:
        assert code == expected, (code, out, err)
        assert "Traceback" not in err
        return Result(code, out, err)

    def file(self, name: str, text: str) -> Path:
        """Write a file of the home by hand."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def text(self, name: str) -> str:
        """A file of the home."""
        return (self.home / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def prepared() -> Iterator[Prepared]:
    prepared = Prepared()
    yield prepared
    prepared.close()


@pytest.fixture
def entretien(tmp_path: Path, prepared: Prepared) -> Entretien:
    return Entretien(tmp_path / "home", tmp_path, prepared)


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
