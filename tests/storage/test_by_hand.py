"""Records made by hand are the ones that the full check makes, and nothing is taken that it would refuse."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.model.network import KINDS, Kind
from entretien.model.plain import as_plain
from entretien.storage.by_hand import record_by_hand
from entretien.storage.schema import make_record
from entretien.storage.shape import Shape, shape_of

DAY = date(2026, 11, 24)
VALUES = st.sampled_from(
    [
        "", "x", " ", "in", "out", "me", "tu", "call", "active", "3 months", "none", "never", "see", "done", "asked",
        "05-03", "13-99", "2026-11-24", "true", "3", 0, 1, 2, 3, -1, 7, True, False, 0.0, 1.0, 2.5, float("nan"), DAY,
        datetime(2026, 11, 24, 18, 30), datetime(2026, 11, 24), [], ["a"], ["a", "b"], ["a", 1], [1], {}, [{}],
        [DAY], {"on": DAY}, [["a"]],
    ]
)  # fmt: skip


def tables(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    entries = {key: st.one_of(VALUES, *fitting(shape, key)) for key in shape.fields}
    return st.fixed_dictionaries({}, optional={**entries, "mine": VALUES})


def fitting(shape: Shape, key: str) -> tuple[st.SearchStrategy[Any], ...]:
    field = shape.fields[key]
    if field.table is None:
        return ()
    inner = tables(field.table)
    return (st.lists(inner, max_size=2),) if field.many else (inner,)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_made_by_hand_is_what_the_full_check_makes(kind: Kind, data: st.DataObject) -> None:
    plain = data.draw(tables(shape_of(kind)))
    by_hand = record_by_hand(kind, "some-id", plain)
    if by_hand is not None:
        checked = make_record(kind, "some-id", plain)
        assert by_hand == checked
        assert repr(by_hand) == repr(checked)


FULL: dict[Kind, dict[str, Any]] = {
    "contact": {
        "name": "Marie", "nickname": "M", "emails": ["a@b.example"], "cadence": "3 months", "status": "resting",
        "met": {"on": DAY, "event": "fair", "kept": DAY}, "seeks": [{"what": "a printer", "tags": ["x"]}],
        "dates": [{"label": "birthday", "on": "05-03"}], "promises": [{"what": "deck", "done": True, "due": DAY}],
        "interactions": [{"on": DAY, "channel": "meet", "depth": 3, "with": ["paul"], "felt": -1, "mine": 1}],
    },
    "circle": {"name": "HEC", "cadence": "none", "stake_confirmed": DAY},
    "event": {"name": "Fair", "starts": DAY, "hope_to_meet": ["paul"]},
    "introduction": {"between": ["a", "b"], "steps": [{"on": DAY, "state": "did-not"}]},
    "session": {
        "started": datetime(2026, 11, 24, 18, 30), "offered": ["a"],
        "decisions": [{"who": "a", "part": "see", "did": "let-go", "at": datetime(2026, 11, 24, 18, 31)}],
    },
    "template": {"text": "Hello", "address_as": "tu"},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_of_each_kind_is_made_by_hand(kind: Kind) -> None:
    record = record_by_hand(kind, "some-id", FULL[kind])
    assert record == make_record(kind, "some-id", FULL[kind])
    assert record is not None
    assert set(as_plain(record)) == set(FULL[kind])
