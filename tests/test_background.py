"""Who gives way to the screen, and who doesn't."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator

import pytest

from entretien import background


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    interval = sys.getswitchinterval()
    noted: list[float] = []
    monkeypatch.setattr(background, "_screen", None)
    monkeypatch.setattr(time, "sleep", noted.append)
    yield noted
    sys.setswitchinterval(interval)


def test_only_another_thread_than_the_screens_gives_way(waits: list[float]) -> None:
    background.give_way()
    assert waits == []
    background.screen_goes_first()
    background.give_way()
    assert waits == []
    thread = threading.Thread(target=background.give_way)
    thread.start()
    thread.join()
    assert len(waits) == 1
