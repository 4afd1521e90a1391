"""A box to tick, on one line of a form."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static


class TickBox(Static, can_focus=True):
    """`[x] what it means`; space and a click tick it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    ticked: reactive[bool] = reactive(False)

    class Changed(Message):
        """The box was ticked, or no longer is."""

        def __init__(self, box: TickBox, ticked: bool) -> None:
            super().__init__()
            self.box = box
            self.ticked = ticked

    def __init__(self, label: str, ticked: bool, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._label = label
        self.set_reactive(TickBox.ticked, ticked)

    def render(self) -> Content:
        """The box and its label."""
        return Content.assemble(("[x] " if self.ticked else "[ ] ", "bold"), (self._label, "$muted"))

    def watch_ticked(self, ticked: bool) -> None:
        """Tell."""
        self.post_message(self.Changed(self, ticked))

    def action_tick(self) -> None:
        """Tick it, or take the tick off."""
        self.ticked = not self.ticked

    def on_click(self) -> None:
        """Tick it, or take the tick off."""
        self.action_tick()
