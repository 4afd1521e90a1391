"""What is wrong with a file, in words that help."""

from __future__ import annotations

import os
from errno import EACCES
from pathlib import Path

import pytest

from entretien.model.problem import Problem
from entretien.paths import Places
from entretien.storage.doctor import examine, mend
from entretien.storage.store import Store
from tests.storage.helpers import snapshot, write


def problems(places: Places, text: str | bytes, name: str = "contacts/marie.toml") -> tuple[Problem, ...]:
    write(places, name, text)
    return Store(places).load().problems


WORDS = [
    ('name = "a"\nsolid = "yes!"\n', ":2:1", 'solid can\'t be "yes!".', "true or false"),
    ('name = "a"\nstatus = "gone"\n', ":2:1", 'status can\'t be "gone".', '"active", "resting" or "closed"'),
    ('name = "a"\nsnoozed_until = "soon"\n', ":2:1", 'snoozed_until can\'t be "soon".', "2026-11-24"),
    ('name = "a"\ntags = "x"\n', ":2:1", 'tags can\'t be "x".', '["a", "b"]'),
    ('name = "a"\ncadence = "often"\n', ":2:1", 'cadence: "often" is not a rhythm', ""),
    ('name = "a"\nmet = { cue = 1 }\n', ":2:9", "met, cue can't be 1.", "text in quotes"),
    ('nmae = "a"\n', ":1:1", "name is missing.", 'Did you mean "name" where it says "nmae"?'),
    ('name = "a"\n[[interactions]]\nnote = "x"\n', ":2:1", "interactions 1, on is missing.", "on ="),
    (
        'name = "a"\n[[interactions]]\non = 2026-01-01\ndepth = 7\n',
        ":4:1",
        "interactions 1, depth can't be 7.",
        "1, 2 or 3",
    ),
    ('name = "a"\n\nx = \n', ":3:5", "Not valid TOML", "quotes"),
    (b'name = "a"\norg = "\xe9"\n', ":2", "not UTF-8: byte 0xe9", "UTF-8"),
    ('name = "a"\n<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\n', ":2", "merge conflict", "delete those"),
    ('name = "a"\nnotes = """\n<<<<<<< HEAD\n=======\n>>>>>>> b\n"""\n', ":3", "merge conflict", ""),
]


@pytest.mark.parametrize(("text", "where", "reason", "hint"), WORDS)
def test_a_problem_says_where_what_and_what_to_do(
    places: Places, text: str | bytes, where: str, reason: str, hint: str
) -> None:
    (problem,) = problems(places, text)
    assert problem.where.endswith(f"marie.toml{where}")
    assert reason in problem.reason
    assert hint in problem.hint
    assert problem.serious


def test_every_wrong_field_is_named(places: Places) -> None:
    found = problems(places, 'name = 1\nsolid = 2\n[[promises]]\nwhat = "x"\ndone = "u"\n')
    assert [problem.line for problem in found] == [1, 2, 5]


def test_a_misspelt_key_is_a_warning_and_own_keys_are_none(places: Places) -> None:
    (problem,) = problems(places, 'name = "a"\nemail = "x"\nshoe_size = 38\n')
    assert (problem.line, problem.kind, problem.serious) == (2, "unknown-key", False)
    assert 'Did you mean "emails"?' in problem.hint


def test_a_key_is_seen_to_be_misspelt_in_every_file_and_in_tables(places: Places) -> None:
    text = 'name = "a"\nshoe_size = 38\n[[interactions]]\non = 2026-01-01\nnots = "x"\n'
    for name in ("ada", "bea"):
        write(places, f"contacts/{name}.toml", text)
    found = Store(places).load().problems
    assert [(problem.path.name, problem.line, problem.serious) for problem in found] == [
        ("ada.toml", 5, False),
        ("bea.toml", 5, False),
    ]
    assert {problem.reason for problem in found} == {
        '"interactions 1, nots" is not a key that Entretien knows; it is kept as it is.'
    }


def test_names_that_differ_by_case_are_told(places: Places) -> None:
    write(places, "contacts/marie.toml", 'name = "a"\n')
    (problem,) = problems(places, 'name = "b"\n', "contacts/Marie.toml")
    assert problem.kind == "duplicate-id"


def test_dangling_references_are_warnings(places: Places) -> None:
    write(places, "contacts/paul.toml", "broken")
    text = 'name = "a"\ncircles = ["hec"]\n[[interactions]]\non = 2026-01-01\nwith = ["paul", "nobody"]\n'
    write(places, "contacts/marie.toml", text).chmod(0o600)
    found = [problem for problem in examine(Store(places)) if problem.kind == "dangling"]
    assert [(problem.line, problem.column, problem.serious) for problem in found] == [(2, 12, False), (5, 17, False)]
    assert 'names "hec"' in found[0].reason


def test_mending_is_one_step_and_leaves_what_is_not_sure(places: Places) -> None:
    write(places, "contacts/marie.toml", 'nmae = "Marie" # hers\r\n[own]\r\nx = 1\r\n')
    write(places, "contacts/Zoé Roy.toml", 'name = "Zoé"\n')
    write(places, "contacts/paul.toml", 'name = "Paul"\n')
    write(places, "contacts/paul.sync-conflict-20261124-101112-ABCDEFG.toml", 'name = "Paul"\n')
    write(places, "contacts/anna (conflicted copy 2026-11-24).toml", 'name = "Anna"\n')
    write(places, "contacts/broken.toml", "broken")
    before = snapshot(places.home)
    store = Store(places)
    lines = mend(store)
    assert any("nmae → name" in line for line in lines)
    assert (places.home / "contacts/marie.toml").read_bytes() == b'name = "Marie" # hers\r\n[own]\r\nx = 1\r\n'
    assert sorted(store.load().contacts) == ["marie", "paul", "zoe-roy"]
    assert [problem.kind for problem in examine(store)] == ["conflict-copy", "syntax"]
    assert len(store.history()) == 1
    store.undo()
    assert snapshot(places.home) == before


def test_what_goes_away_or_is_shut_while_it_is_examined_is_no_error(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(places, "contacts/ada.toml", 'name = "Ada"\n')
    store = Store(places)
    store.load()
    mend(store)

    look = Path.stat

    def refused(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if "contacts" in self.parts:
            raise PermissionError(EACCES, os.strerror(EACCES), str(self))
        return look(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refused)
    assert examine(store) == ()
    assert mend(store) == ()


def test_a_name_in_another_encoding_is_mended_and_undone_too(store: Store, places: Places) -> None:
    path = write(places, "contacts/ada.toml", 'name = "Ada"\n').rename(
        os.fsdecode(os.fsencode(places.home) + b"/contacts/\xff.toml")
    )
    assert [problem.kind for problem in store.load().problems] == ["bad-name"]
    mend(store)
    assert [entry.name for entry in path.parent.iterdir()] == ["contact.toml"]
    store.undo()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
