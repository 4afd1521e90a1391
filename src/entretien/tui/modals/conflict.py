"""A file that was changed elsewhere meanwhile: both versions side by side, and which one to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.i18n import _
from entretien.plaintext import printable
from entretien.storage.errors import Clash
from entretien.tui.commands import key_label

Side = Literal["mine", "theirs"]

_LONGEST = 600
"""Characters of a value that are shown."""


class ConflictModal(ModalScreen[Side | None]):
    """`m` keeps what was decided here, `t` what the files say now; Escape writes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("m", "dismiss('mine')"),
        ("t", "dismiss('theirs')"),
        ("escape", "dismiss(None)"),
    ]

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__()
        self._clashes = tuple(clashes)

    def compose(self) -> ComposeResult:
        """A row for each field: its name, and what either side says."""
        with Vertical(classes="dialog -conflict") as box:
            box.border_title = Content(_("Changed elsewhere meanwhile"))
            box.border_subtitle = Content(_("nothing is written yet"))
            with VerticalScroll(classes="clashes", can_focus=False):
                for clash in self._clashes:
                    yield Static(Content.styled(_where(clash), "$muted"), classes="clash-field")
                    with Horizontal(classes="clash"):
                        for heading, value in ((_("Yours"), clash.mine), (_("In the file"), clash.theirs)):
                            text = Content.assemble((f"{heading}\n", "bold $accent"), printable(_value(value)))
                            yield Static(text, classes="side")
            yield Static(
                Content.assemble(
                    ("m", "bold $accent"), f" {_('keep yours')}   ", ("t", "bold $accent"),
                    f" {_('keep what is in the file')}   ", (key_label("escape"), "bold $accent"),
                    f" {_('write nothing')}",
                ),
                classes="keys",
            )  # fmt: skip


def _where(clash: Clash) -> str:
    return f"{clash.id} · {clash.field}" if clash.field else clash.id


def _value(value: Any) -> str:
    match value:
        case None:
            return _("(nothing)")
        case list():
            text = "\n".join(_value(item) for item in value)
        case dict():
            text = "\n".join(f"{key}: {_value(item)}" for key, item in value.items())
        case bool():
            return _("yes") if value else _("no")
        case _:
            text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
