"""The field above a list in which one types what to show."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input


class FilterField(Input):
    """One line behind a slash. Enter and the arrows go on to the list and keep the filter; Escape gives it up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down,up", "leave", show=False),
        Binding("escape", "give_up", show=False),
    ]

    virtual_size = Reactive(Size(0, 0), layout=False)
    """The room of what is typed; the field itself stays as large as it is, so that nothing is laid out anew."""

    class Left(Message):
        """On to the list; `kept` is False where the filter is given up."""

        def __init__(self, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False, id=id)

    def action_leave(self) -> None:
        """On to the list."""
        self.post_message(self.Left(kept=True))

    def action_give_up(self) -> None:
        """Back to the list, without a filter."""
        self.post_message(self.Left(kept=False))
