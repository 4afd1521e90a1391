"""A few one-line fields, with a live reading of what they say under them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from entretien.i18n import _
from entretien.plaintext import one_line
from entretien.tui.widgets.prose import Prose

Value = TypeVar("Value")

Understanding = Callable[[Mapping[str, str]], tuple[Value | None, str]]
"""From the fields' texts to (what they mean, or None if they can't be used yet; a line that says so)."""


class Field(NamedTuple):
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    suggester: Suggester | None = None


class FormModal(ModalScreen[Value | None], Generic[Value]):
    """Tab goes to the next field, Enter saves from any of them, Escape closes with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)"),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(self, title: str, fields: Sequence[Field], understand: Understanding[Value]) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._understand = understand

    def compose(self) -> ComposeResult:
        """The fields, and what was understood."""
        with VerticalScroll(classes="dialog -form", can_focus=False) as box:
            box.border_title = Content(one_line(self._title, 60))
            box.border_subtitle = Content(_("Enter save · Tab next · Esc close"))
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Static(Content.styled(field.label, "$muted"), classes="field-label", markup=False)
                    yield Input(
                        field.value,
                        placeholder=field.placeholder,
                        id=f"field-{field.name}",
                        compact=True,
                        select_on_focus=False,
                        suggester=field.suggester,
                    )
            yield Prose("", markup=False, classes="reading")

    def on_mount(self) -> None:
        """Read what stands there already."""
        self._show()

    def on_input_changed(self) -> None:
        """Say what is understood so far."""
        self._show()

    def on_input_submitted(self) -> None:
        """Answer, if it can be used."""
        meaning, _line = self._understand(self._texts())
        if meaning is None:
            self.app.bell()
        else:
            self.dismiss(meaning)

    def _texts(self) -> Mapping[str, str]:
        return {field.name: self.query_one(f"#field-{field.name}", Input).value.strip() for field in self._fields}

    def _show(self) -> None:
        meaning, line = self._understand(self._texts())
        style = "$success" if meaning is not None else "$muted"
        self.query_one(".reading", Prose).update(Content.styled(one_line(line), style))
