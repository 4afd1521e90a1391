"""Waiting until the program has done all that it was asked to do, instead of until the processor seems to rest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from textual._context import active_app
from textual.app import App

from entretien.tui.typeahead import TypeAhead

LOOK = 0.001
"""Seconds between two looks whether a key has been handled."""
PATIENCE = 0.5
"""Seconds to wait for a thread: a test may hold one up to see what is on the screen meanwhile."""
SOON = 0.05
"""Seconds within which a timer that was set is part of what is under way."""


async def settled(_least: float = 0.0, _most: float = 0.0) -> None:
    """Return when nothing is left to do before somebody presses a key: no message, no drawing, no thread."""
    app: App[Any] = active_app.get()
    animator: Any = app.animator
    held_up: set[asyncio.Task[Any]] = set()
    while app.is_running:
        await _no_task_is_ready()
        if _draw(app):
            continue
        if isinstance(app, TypeAhead) and app._holder is not None:
            await asyncio.sleep(LOOK)
        elif not animator._complete_event.is_set():
            await animator.wait_until_complete()
        elif under_way := list(_timers(app)):
            await asyncio.wait(under_way)
        elif working := [task for worker in app.workers if (task := worker._task) is not None and task not in held_up]:
            await asyncio.wait(working, timeout=PATIENCE)
            held_up.update(working)
        else:
            return


async def _no_task_is_ready() -> None:
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


def _draw(app: App[Any]) -> bool:
    """What a screen would draw when its time comes, at once; False if there is nothing to draw."""
    timers: list[Any] = [screen._update_timer for screen in app._screen_stack]
    stale = [timer._callback for timer in timers if timer._active.is_set()]
    for draw in stale:
        draw()
    return bool(stale)


def _timers(app: App[Any]) -> Iterator[asyncio.Task[None]]:
    for pump in (app, *app._screen_stack):
        for timer in pump._timers:
            once = timer._repeat == 0 and timer._interval <= SOON
            if once and timer._task is not None and not timer._task.done():
                yield timer._task
