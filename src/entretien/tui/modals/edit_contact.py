"""The whole card in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from entretien.card_form import FIELDS, GROUPS, YES, CardForm, FormField
from entretien.i18n import _, ngettext
from entretien.plaintext import one_line
from entretien.tui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from entretien.outlook import Network
    from entretien.tui.app import EntretienApp


class EditAnswer(NamedTuple):
    """How the form was left: the texts that were changed, by field, what stood there before, and whether to save."""

    texts: Mapping[str, str]
    begun: Mapping[str, str]
    save: bool


class EditContactModal(ModalScreen[EditAnswer]):
    """Tab goes from field to field; Enter in a one-line field and ctrl+s anywhere save; Escape keeps the draft."""

    app: EntretienApp

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave"),
        ("enter,ctrl+s", "save"),
        ("ctrl+r", "start_anew"),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-normal")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, network: Network, who: str, draft: EditAnswer | None = None) -> None:
        """`draft`: what was changed and not saved when the form was last left."""
        super().__init__()
        self._form = CardForm(network.book, network.book.contacts[who], network.today, network.config.reads_day_first)
        self._written = self._form.texts()
        self._begun = {**self._written, **(draft.begun if draft else {})}
        self._texts = {**self._written, **(draft.texts if draft else {})}

    def compose(self) -> ComposeResult:
        """The fields in their groups."""
        with VerticalScroll(classes="dialog -card-form", can_focus=False) as box:
            box.border_title = Content(_("Edit · {name}").format(name=one_line(self._form.contact.name, 60)))
            for heading, fields in GROUPS:
                yield Static(Content(_(heading)), classes="group", markup=False)
                for field in fields:
                    with Horizontal(classes="field -lines" if field.lines else "field"):
                        yield Static(Content(_(field.label)), classes="field-label", markup=False)
                        yield self._input(field)
                        yield Static("", classes="field-note", id=f"note-{field.name}", markup=False)

    def _input(self, field: FormField) -> Input | TextArea | TickBox:
        text, placeholder = self._texts[field.name], _(field.placeholder) if field.placeholder else ""
        if field.box:
            return TickBox(placeholder, bool(text), id=f"card-{field.name}")
        if field.lines:
            return TextArea(
                text, id=f"card-{field.name}", compact=True, highlight_cursor_line=False, placeholder=placeholder
            )
        return Input(text, id=f"card-{field.name}", placeholder=placeholder, compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Say what is understood of what stands there."""
        self._show_all()

    @on(Input.Changed)
    def _line_changed(self, event: Input.Changed) -> None:
        self._take(event.input, event.value)

    @on(TextArea.Changed)
    def _lines_changed(self, event: TextArea.Changed) -> None:
        self._take(event.text_area, event.text_area.text)

    @on(TickBox.Changed)
    def _box_changed(self, event: TickBox.Changed) -> None:
        self._take(event.box, YES if event.ticked else "")

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Save; where something can't be used, go there instead."""
        for name, text in self._changed().items():
            if self._form.read(name, text).wrong:
                self.app.bell()
                self.query_one(f"#card-{name}").focus()
                return
        self._answer(save=True)

    def action_leave(self) -> None:
        """Close; what was changed is kept as a draft."""
        self._answer(save=False)

    def _answer(self, *, save: bool) -> None:
        changed = self._changed()
        self.dismiss(EditAnswer(changed, {name: self._begun[name] for name in changed}, save))

    def action_start_anew(self) -> None:
        """Give up the draft: every field as it is on the card."""
        self._begun = dict(self._written)
        for field in FIELDS:
            widget, text = self.query_one(f"#card-{field.name}"), self._written[field.name]
            match widget:
                case Input():
                    widget.value = text
                case TextArea():
                    widget.text = text
                case TickBox():
                    widget.ticked = bool(text)

    def _changed(self) -> dict[str, str]:
        return {name: text for name, text in self._texts.items() if text != self._written[name]}

    def _take(self, widget: Widget, text: str) -> None:
        name = (widget.id or "").removeprefix("card-")
        self._texts[name] = text
        self._show(name)
        self._show_keys()

    def _show_all(self) -> None:
        for field in FIELDS:
            self._show(field.name)
        self._show_keys()

    def _show(self, name: str) -> None:
        """Beside a field: what is understood, or what is wrong."""
        text = self._texts[name]
        reading = self._form.read(name, text) if text != self._written[name] or name == "cadence" else None
        note = self.query_one(f"#note-{name}", Static)
        note.update(reading.note if reading else "")
        note.set_class(bool(reading and reading.wrong), "-wrong")
        note.display = bool(reading and reading.note)

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """In the border: how much was changed, and the keys."""
        count = len(self._changed())
        parts = [_("ctrl+s save") if isinstance(self.focused, TextArea) else _("Enter save")]
        if count:
            parts.insert(0, ngettext("{n} change", "{n} changes", count))
            parts += [_("ctrl+r start anew"), _("Esc keep for later")]
        else:
            parts += [_("Tab next"), _("Esc close")]
        self.query_one(".dialog").border_subtitle = Content(" · ".join(parts))
