"""The file of the history after an interruption."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from entretien.storage.log import FileChange, Log, Record

CHANGES = [FileChange("contacts/a.toml", None, b"one"), FileChange("contacts/b.toml", b"two", None)]


def step(number: int) -> Record:
    return Record("step", number, datetime(2026, 11, 24), f"Step {number}")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "history")


def test_what_was_appended_is_read(log: Log) -> None:
    assert log.last() is None
    placed = log.append(step(1), CHANGES)
    log.mark(placed, b"D")
    log.append(step(2), [])
    assert [(record.number, record.label, record.state) for record in log.records()] == [
        (1, "Step 1", b"D"),
        (2, "Step 2", b"P"),
    ]
    assert log.changes(log.records()[0]) == CHANGES
    assert log.last() == log.records()[-1]


def test_a_record_cut_off_anywhere_counts_for_nothing_and_is_written_over(log: Log) -> None:
    first = log.append(step(1), CHANGES)
    log.mark(first, b"D")
    whole = log.append(step(2), CHANGES)
    content = log.path.read_bytes()
    for size in range(first.end, whole.end):
        log.path.write_bytes(content[:size])
        last = log.last()
        assert last is not None
        assert last.number == 1
    log.append(step(3), [])
    assert [record.number for record in log.records()] == [1, 3]


def test_a_record_of_which_a_part_did_not_reach_the_disk_counts_for_nothing(log: Log) -> None:
    log.mark(log.append(step(1), CHANGES), b"D")
    second = log.append(step(2), CHANGES)
    content = bytearray(log.path.read_bytes())
    content[second.contents + 2 : second.contents + 6] = bytes(4)
    log.path.write_bytes(content)
    assert [record.number for record in log.records()] == [1]


def test_a_forgotten_record_leaves_the_log_as_it_was(log: Log) -> None:
    log.append(step(1), CHANGES)
    before = log.path.read_bytes()
    log.forget(log.append(step(2), CHANGES))
    assert log.path.read_bytes() == before
