"""Work that takes its time: told as it goes, called off with Escape."""

from __future__ import annotations

from pathlib import Path

import pytest

from entretien.errors import EntretienError
from entretien.tui.modals import work
from entretien.tui.modals.work import Report, WorkModal
from tests.tui.places.helpers import network, program, ready, text_of, write


def endless(report: Report) -> int:
    while True:
        report("3 rows read", 3, 10)


async def test_it_is_told_with_a_bar_and_called_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_SHOWN_AFTER", 0.001)
    app = program(write(tmp_path, network()))
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        results: list[int | EntretienError | None] = []
        app.push_screen(WorkModal("Reading", endless), results.append)
        while "30%" not in text_of(app):
            await pilot.pause()
        assert "3 rows read" in text_of(app)
        await pilot.press("escape")
        await ready(pilot)
        await ready(pilot)
        assert results == [None]
        assert "3 rows read" not in text_of(app)


async def test_what_is_quick_shows_nothing_and_errors_come_back(tmp_path: Path) -> None:
    app = program(write(tmp_path, network()))

    def fails(_report: Report) -> int:
        raise EntretienError("The disk is full.")

    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        results: list[int | EntretienError | None] = []
        app.push_screen(WorkModal("Reading", lambda _report: 7), results.append)
        await ready(pilot)
        await ready(pilot)
        app.push_screen(WorkModal("Reading", fails), results.append)
        await ready(pilot)
        await ready(pilot)
        assert results[0] == 7
        assert str(results[1]) == "The disk is full."
