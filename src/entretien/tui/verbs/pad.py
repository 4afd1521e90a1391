"""Options on single keys inside a larger form: drawn in rows, chosen ones marked, drawn again in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.content import Content
from textual.widgets import Static

from entretien.tui.commands import key_label


class Option(NamedTuple):
    """A key and what it means; `chosen` is marked with a sign as well as a colour."""

    key: str
    label: str
    chosen: bool = False


class Pad(Static, can_focus=True):
    """Rows of options. While it has the focus, the form's single keys work; in a field they are text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id, classes="pad")

    def show(self, rows: Sequence[tuple[str, Sequence[Option]]]) -> None:
        """Draw these rows: a heading, and its options."""
        width = max((len(heading) for heading, _options in rows), default=0)
        lines: list[Any] = []
        for heading, options in rows:
            lines.append((f"{heading:<{width}}  ", "$muted"))
            for option in options:
                mark, style = ("●", "bold $accent") if option.chosen else (" ", "$foreground")
                lines += [
                    (mark, "$accent"), (key_label(option.key), "bold $accent"), (f" {option.label} ", style),
                ]  # fmt: skip
            lines.append("\n")
        self.update(Content.assemble(*lines[:-1]))
