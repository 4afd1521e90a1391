from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.labels import Labels, completed, resolved


@pytest.mark.parametrize(
    ("text", "add", "remove"),
    [
        ("packaging -old", ("packaging",), ("old",)),
        ("#a, +b -#c", ("a", "b"), ("c",)),
        ('"Wine lovers" -"old friends"', ("Wine lovers",), ("old friends",)),
        ("a a -a", (), ("a",)),
        ("- # + ", (), ()),
        ('"unfinished', ("unfinished",), ()),
        ("", (), ()),
    ],
)
def test_what_a_line_adds_and_takes_away(text: str, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    assert Labels.parse(text) == Labels(add, remove)


@given(st.text(max_size=50))
def test_any_line_can_be_read(text: str) -> None:
    labels = Labels.parse(text)
    assert not set(labels.add) & set(labels.remove)


def test_names_and_ids_mean_the_same() -> None:
    known = {"hec": "HEC Entrepreneur", "sme": "Salon des PME"}
    assert resolved(["HÉC", "salon des pme", "wine"], known) == (("hec", "sme"), ("wine",))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("pa", "packaging"),
        ("old -Pa", "old -packaging"),
        ("#pa", "#packaging"),
        ("packaging", None),
        ("", None),
        ("old ", None),
        ("x", None),
    ],
)
def test_the_last_label_is_written_out(text: str, line: str | None) -> None:
    assert completed(text, ["packaging", "retail"]) == line
