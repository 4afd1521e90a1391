"""Words without an option are understood without the parser, and as the parser understands them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.cli.main import _WORDY, _words_alone
from entretien.cli.parser import parsed

WORDS = st.lists(st.text(min_size=1, max_size=8).filter(lambda word: not word.startswith("-")), min_size=1, max_size=4)


@given(st.sampled_from(sorted(_WORDY)), WORDS)
def test_they_mean_the_same(command: str, words: list[str]) -> None:
    found = _words_alone([command, *words])
    assert found is not None
    assert vars(found) == vars(parsed([command, *words]))


OTHERS = ("add", "list", "due", "add Ada --dry-run", "--home x add Ada", "log -- x", "x y")


@pytest.mark.parametrize("line", OTHERS)
def test_everything_else_takes_the_parser(line: str) -> None:
    assert _words_alone(line.split()) is None
