"""A one-line question with a live reading of what was understood under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from entretien.plaintext import one_line
from entretien.tui.widgets.prose import Prose

Reading = Callable[[str], tuple[Any | None, str]]
"""From the text to (what it means, or None if it can't be used yet; one line to show under the field)."""


class LineModal(ModalScreen[Any]):
    """One field. Enter gives what was understood, Escape None; a text that can't be used stays, with the reason."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)")]

    def __init__(self, title: str, reading: Reading, *, value: str = "", placeholder: str = "") -> None:
        super().__init__()
        self._title = title
        self._reading = reading
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The field, and what was understood."""
        with Vertical(classes="dialog -line") as box:
            box.border_title = Content(one_line(self._title, 90))
            yield Input(self._value, placeholder=self._placeholder, compact=True, select_on_focus=False)
            yield Prose("", markup=False, classes="reading")

    def on_mount(self) -> None:
        """Read what stands there already."""
        self._show(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood so far."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, if it can be used."""
        meaning, _line = self._reading(event.value)
        if meaning is None:
            self.app.bell()
        else:
            self.dismiss(meaning)

    def _show(self, text: str) -> None:
        meaning, line = self._reading(text)
        style = "$success" if meaning is not None else "$muted"
        self.query_one(".reading", Prose).update(Content.styled(one_line(line), style))
