"""`export WHO`: all that is known about one person, for whoever asks to see it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Entretien


@pytest.fixture
def known(entretien: Entretien) -> Entretien:
    entretien.file(
        "contacts/marie-dupont.toml",
        'name = "Marie Dupont"\nown = "key"\nnumber = nan\n[table]\nx = 1\n'
        '[[interactions]]\non = 2026-01-01\nmood = "good"\n',
    )
    entretien.file("contacts/paul.toml", 'name = "Paul"\n\nnotes = "Knows Marie Dupont"\n')
    entretien.file(
        "sessions/2026-11-20.toml",
        'started = 2026-11-20T10:00:00\noffered = ["marie-dupont", "paul"]\npicked = ["paul"]\n',
    )
    return entretien


def test_keys_of_ones_own_are_in_it(known: Entretien) -> None:
    marie = known("export", "marie").json["contacts"]["marie-dupont"]
    assert (marie["own"], marie["number"], marie["table"]) == ("key", "nan", {"x": 1})
    assert marie["interactions"] == [{"on": "2026-01-01", "mood": "good"}]


def test_what_sessions_tell_is_in_it(known: Entretien) -> None:
    assert known("export", "marie").json["elsewhere"]["sessions"] == {"2026-11-20": {"offered": ["marie-dupont"]}}


def test_where_else_they_are_named_is_said(known: Entretien) -> None:
    said = known("export", "marie").err
    assert f"{known.home}/contacts/paul.toml:3" in said
    assert "marie-dupont.toml" not in said


def test_it_comes_in_again(known: Entretien) -> None:
    path = known.folder / "marie.json"
    known("export", "marie", "--to", str(path))
    before = known.text("contacts/marie-dupont.toml")
    assert "1 unchanged" in known("import", str(path)).out
    assert known.text("contacts/marie-dupont.toml") == before
