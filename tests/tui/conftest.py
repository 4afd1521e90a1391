"""The screens are driven by what they have done, not by the clock."""

from __future__ import annotations

import pytest

from tests.tui.settled import settled


@pytest.fixture(autouse=True)
def no_waiting_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot takes a processor that is busy with something else for a program that has come to rest."""
    monkeypatch.setattr("textual.app.wait_for_idle", settled)
    monkeypatch.setattr("textual.pilot.wait_for_idle", settled)
