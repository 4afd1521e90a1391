"""Changing one thing in a text, and what the text looks like then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.model.plain import Plain
from entretien.storage.reading import parse
from entretien.storage.toml_edit import _appended, _edited, edit
from entretien.storage.toml_text import locate
from tests.storage.documents import Chunk, documents

CARD = """\
# who
name = "Zoé" # n
tags = [
  "a", # first
  "b"  # second
]
met.on = 2026-01-01
own = {a = 1, b.c = 2}

# the offers
[[offers]]
what = "x"

# first coffee
[[interactions]]
on = 2026-01-01 # jan

[custom]
z = 1

[[interactions]]
on = 2026-01-02
"""

CASES: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    "a value": (lambda d: d.update(name="Ada"), '"Zoé" # n', '"Ada" # n'),
    "an item more": (lambda d: d["tags"].append("c"), '"b"  # second\n', '"b",  # second\n  "c"\n'),
    "an item less": (lambda d: d["tags"].remove("a"), '  "a", # first\n', ""),
    "a dotted key more": (
        lambda d: d["met"].update(cue="red"),
        "met.on = 2026-01-01\n",
        'met.on = 2026-01-01\nmet.cue = "red"\n',
    ),
    "a dotted key less": (lambda d: d.pop("met"), "met.on = 2026-01-01\n", ""),
    "an inline key more": (lambda d: d["own"].update(q=1), "b.c = 2}", "b.c = 2, q = 1}"),
    "an inline key less": (lambda d: d["own"].pop("a"), "{a = 1, b.c", "{b.c"),
    "a section more": (
        lambda d: d["interactions"].append({"on": 1}),
        "on = 2026-01-02\n",
        "on = 2026-01-02\n\n[[interactions]]\non = 1\n",
    ),
    "a section between": (
        lambda d: d["interactions"].insert(1, {"on": 1}),
        "# jan\n",
        "# jan\n\n[[interactions]]\non = 1\n",
    ),
    "a section less": (lambda d: d["interactions"].pop(), "\n[[interactions]]\non = 2026-01-02\n", ""),
    "a key in a section": (lambda d: d["interactions"][0].update(gave=True), "# jan\n", "# jan\ngave = true\n"),
    "all sections less": (lambda d: d.pop("offers"), '[[offers]]\nwhat = "x"\n', ""),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_that_changes(case: str, newline: str) -> None:
    change, old, new = CASES[case]
    said, wanted = parse(CARD), parse(CARD)
    change(wanted)
    assert CARD.count(old) == 1
    text = CARD.replace("\n", newline)
    assert edit(text, said, wanted) == CARD.replace(old, new).replace("\n", newline)


def test_a_table_known_by_its_inner_table_only_gets_a_header() -> None:
    text = 'name = "x"\n[met.own]\ny = 1\n'
    wanted = {"name": "x", "met": {"own": {"y": 1}, "cue": "red"}}
    assert edit(text, parse(text), wanted) == 'name = "x"\n[met]\ncue = "red"\n\n[met.own]\ny = 1\n'


def test_a_comma_in_a_remark_is_no_comma() -> None:
    text = 'tags = [\n  "a" # , b\n]\n'
    assert edit(text, parse(text), {"tags": ["a", "c"]}) == 'tags = [\n  "a", # , b\n  "c"\n]\n'


def test_an_empty_list_gives_way_to_sections() -> None:
    text = 'name = "x"\nseeks = []\nplace = "y"'
    wanted = {"name": "x", "seeks": [{"what": "z"}], "place": "y"}
    assert edit(text, parse(text), wanted) == 'name = "x"\nplace = "y"\n\n[[seeks]]\nwhat = "z"'


@pytest.mark.parametrize(
    ("way", "place"),
    [(("name",), (2, 1)), (("tags", 1), (5, 3)), (("own", "b", "c"), (8, 15)), (("interactions", 1, "on"), (22, 1))],
)
def test_every_value_has_its_place(way: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert locate(CARD, way) == place


NEW: Plain = {"on": 1, "note": "[[interactions]]\n", "own": {"y": 2}}


@given(documents(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_one_more_of_what_a_text_ends_with_is_written_as_in_any_place(
    chunks: list[Chunk], newline: str, closed: bool
) -> None:
    text = "".join(chunk.text for chunk in chunks)
    text = (text if closed else text.removesuffix("\n")).replace("\n", newline)
    said = parse(text)
    for key in ("interactions", "seeks", "custom"):
        wanted = {**said, key: [*said.get(key, []), NEW]}
        found = _appended(text, said, wanted)
        assert found in ("", _edited(text, said, wanted))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_that_ends_with_sections_gets_one_more_at_the_end(newline: str) -> None:
    text = CARD.replace("\n", newline)
    said = parse(text)
    wanted = {**said, "interactions": [*said["interactions"], {"on": 1}]}
    added = "\n[[interactions]]\non = 1\n".replace("\n", newline)
    assert _appended(text, said, wanted) == text + added


def test_what_looks_like_a_section_within_a_text_is_none() -> None:
    text = "[[interactions]]\non = 1\n[other]\nz = '''\n[[interactions]]\non = 1\n'''\n"
    said = parse(text)
    wanted = {**said, "interactions": [{"on": 1}, {"on": 2}]}
    assert _appended(text, said, wanted) == ""
    assert parse(edit(text, said, wanted)) == wanted
