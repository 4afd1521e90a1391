"""A question answered by one key: cadence, later, what to write with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.plaintext import one_line, printable
from entretien.tui.commands import key_label
from entretien.tui.widgets.prose import Prose

Value = TypeVar("Value")


class ChoiceModal(ModalScreen[Value | None], Generic[Value]):
    """Options on single keys; Escape answers None. Any other key does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)")]

    def __init__(self, title: str, options: Sequence[tuple[str, str, Value]], note: str = "") -> None:
        """`options`: the key, what it means, and the answer it gives; without a meaning, the key is not shown."""
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._note = note

    def compose(self) -> ComposeResult:
        """A small box at the foot of the screen."""
        with Vertical(classes="dialog -choice") as box:
            box.border_title = Content(one_line(self._title, 90))
            parts: list[Any] = []
            for key, label, _value in filter(lambda option: option[1], self._options):
                parts += [(f" {key_label(key)} ", "bold $accent"), f" {one_line(label)}\n"]
            yield Static(Content.assemble(*parts).rstrip(), classes="options")
            if self._note:
                yield Prose(Content(printable(self._note)), classes="note")

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        for key, _label, value in self._options:
            if key in (event.key, event.character):
                event.stop()
                self.dismiss(value)
                return
