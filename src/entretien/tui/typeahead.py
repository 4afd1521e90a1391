"""Keys in the order in which they were typed, each handled before the next: typing ahead is never lost or misread.

Textual hands a key to the widget that has the focus when the key arrives. When somebody types `a` and a name in one go,
or `s` and `2`, the first key opens something, and the others would arrive before it is there: lost, or taken for
commands of the screen behind. Here a key waits until the one before has been handled everywhere and what it opened is
ready.

A key that no widget on its way reads is looked up among the bindings at once: on the usual way it is passed up from
widget to widget, each of which takes it from a queue of its own, before the app looks.
"""

from __future__ import annotations

import gc
from collections import deque
from functools import cache
from time import monotonic
from typing import Any, Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from entretien.tui.painting import PromptScreen, is_told_more

PATIENCE: Final = 1.0
"""Seconds after which the next key is let in although the one before has not been answered for."""
_LOOK: Final = 0.02
"""Seconds between looks whether the widget that has the key is still there."""


class Handled(Message):
    """Follows a key through the same queues: when it arrives at the app, the key has been handled.

    It goes round twice: what a widget tells of a key, such as that a line was submitted, sets out while the key is
    being handled, after the first round has set out and before the second.
    """

    def __init__(self, screen: Screen[Any], *, again: bool) -> None:
        super().__init__()
        self.screen = screen
        self.again = again


class TypeAhead(App[None]):
    """An app that takes one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed_at = 0.0
        """When the key in hand was pressed, on the monotonic clock: it was not meant for what was drawn later."""
        self._ahead: deque[tuple[events.Key | events.Paste, float]] = deque()
        self._holder: Widget | None = None
        self._looks = 0
        self._watch: Timer | None = None

    @property
    def has_key_in_hand(self) -> bool:
        """A key has not been handled everywhere yet."""
        return self._holder is not None

    async def on_event(self, event: events.Event) -> None:
        """Keep a key back while another one is being handled."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._holder is not None:
            self._ahead.append((event, monotonic()))
        else:
            await self._take(event, monotonic())

    async def on_handled(self, message: Handled) -> None:
        """Let the next key in, once the screen that the last one opened has its focus."""
        message.stop()
        if message.screen is not self.screen:
            self._give_to(self.screen)
        elif message.again and self._holder is not None and self._holder.is_attached:
            self._holder.post_message(Handled(self.screen, again=False))
        else:
            await self._next()

    def painted(self) -> None:
        """The frame that a key has asked for is on its way to the terminal, or won't come."""

    async def _take(self, event: events.Key | events.Paste, pressed_at: float) -> None:
        self.painted()
        self.pressed_at = pressed_at
        gc.disable()
        screen, holder = self.screen, self.focused or self.screen
        self._holder = holder
        if isinstance(event, events.Paste) or _is_read(event, holder):
            await super().on_event(event)
            self._give_to(holder)
            return
        self.app_focus = True
        if not await self._check_bindings(event.key, priority=True):
            await self._check_bindings(event.key)
        if self.screen is screen and not self._ahead and _is_quiet(holder):
            await self._next()
        else:
            self._give_to(holder if holder.is_attached else self.screen, Handled(screen, again=False))

    def _give_to(self, holder: Widget, handled: Handled | None = None) -> None:
        self._holder, self._looks = holder, 0
        if self._watch is None:
            self._watch = self.set_interval(_LOOK, self._look)
        else:
            self._watch.reset()
            self._watch.resume()
        holder.post_message(handled or Handled(self.screen, again=True))

    async def _look(self) -> None:
        """A widget that was closed by its own key can't answer for it."""
        self._looks += 1
        if self._holder is None or not self._holder.is_attached or self._looks * _LOOK > PATIENCE:
            await self._next()

    async def _next(self) -> None:
        self._holder = None
        if self._watch is not None:
            self._watch.pause()
        prompt = [screen for screen in self.screen_stack if isinstance(screen, PromptScreen)]
        for screen in prompt:
            screen.paint()
        if not prompt:
            gc.enable()
        if self._ahead:
            await self._take(*self._ahead.popleft())


def _is_read(event: events.Key, holder: Widget) -> bool:
    """Whether a widget does something with the key itself on its way through the app."""
    names = tuple(event.name_aliases)
    return any(_reads(type(node), names) for node in holder.ancestors_with_self)


def _is_quiet(holder: Widget) -> bool:
    """Whether nothing waits to be handled by a widget or by those it is in."""
    way = [node for node in holder.ancestors_with_self if not isinstance(node, App)]
    return holder.is_attached and not any(is_told_more(node) for node in way)


@cache
def _reads(kind: type[DOMNode], key: tuple[str, ...]) -> bool:
    """Whether widgets of this kind do something with a key of these names themselves, besides their bindings."""
    if hasattr(kind, "on_key") or getattr(kind, "_on_key", None) not in (Widget._on_key, App._on_key):
        return True
    own = any(hasattr(kind, f"{prefix}{name}") for name in key for prefix in ("key_", "_key_"))
    return own or any(events.Key in getattr(base, "_decorated_handlers", ()) for base in kind.__mro__)
