"""A key that nobody on its way reads is looked up at once; whoever reads keys gets them first, as in Textual."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from entretien.tui.painting import PromptScreen
from entretien.tui.typeahead import TypeAhead


class Silent(Widget, can_focus=True):
    pass


class Reader(Vertical):
    """Takes the letter x."""

    def key_x(self, event: events.Key) -> None:
        event.stop()
        assert isinstance(self.app, Keys)
        self.app.done.append("key_x")


class Listener(Vertical):
    def on_key(self, event: events.Key) -> None:
        assert isinstance(self.app, Keys)
        self.app.done.append(f"on_key {event.key}")


class Decorated(Vertical):
    @on(events.Key)
    def _heard(self, event: events.Key) -> None:
        assert isinstance(self.app, Keys)
        self.app.done.append(f"@on {event.key}")


class OneScreen(PromptScreen[None]):
    def __init__(self, around: type[Vertical]) -> None:
        super().__init__()
        self._around = around

    def compose(self) -> ComposeResult:
        with self._around():
            yield Silent()


class Keys(TypeAhead):
    BINDINGS: ClassVar[list[BindingType]] = [("x", "note('x')"), ("y", "note('y')")]

    def __init__(self, around: type[Vertical]) -> None:
        super().__init__()
        self.done: list[str] = []
        self._around = around

    def on_mount(self) -> None:
        self.push_screen(OneScreen(self._around))

    def action_note(self, key: str) -> None:
        self.done.append(key)


@pytest.mark.parametrize(
    ("around", "done"),
    [
        (Vertical, ["x", "y"]),
        (Reader, ["key_x", "y"]),
        (Listener, ["on_key x", "x", "on_key y", "y"]),
        (Decorated, ["@on x", "x", "@on y", "y"]),
    ],
)
async def test_who_reads_keys_gets_them_first(around: type[Vertical], done: list[str]) -> None:
    app = Keys(around)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.focused, Silent)
        await pilot.press("x", "y")
        await pilot.pause()
        assert app.done == done
