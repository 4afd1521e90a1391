"""Writing to somebody: a draft from a template, changed at will, sent by the user's own means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from entretien.errors import EntretienError
from entretien.i18n import _
from entretien.messages import PLACEHOLDERS, Message
from entretien.model.contact import Contact
from entretien.plaintext import one_line, printable
from entretien.tui.verbs.opening import host_of, mailto, open_link, web_link
from entretien.tui.verbs.pad import Option, Pad

_SHORTEST_DETAIL: Final = 4
"""Cells below which a detail says nothing."""


@dataclass(frozen=True, slots=True)
class Form:
    """A template as the modal shows it: its title, and what it says once the detail is known."""

    id: str
    title: str
    fill: Callable[[str], Message]
    """From the one specific detail (empty where none is told) to the letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDraft:
    """A letter as far as it is written."""

    form: str
    """The id of the template it began with."""
    letter: Message
    detail: str = ""
    gave: bool = False

    @property
    def note(self) -> str:
        """What the log says of it: the subject, and the detail where the letter has it."""
        return " · ".join(filter(None, (self.letter.subject.strip(), self.detail_in_text)))

    @property
    def detail_in_text(self) -> str:
        """The detail, as far as it stands in the text."""
        detail = self.detail.strip().rstrip(".;,")
        return detail if detail in self.letter.text else ""


class WriteAnswer(NamedTuple):
    """How the form was left: sent, as the user says, or with a draft to come back to."""

    sent: bool
    draft: WriteDraft


class WriteModal(ModalScreen[WriteAnswer]):
    """The letter in fields, the ways to send it on single keys. It counts as sent only when the user says so."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]
    AUTO_FOCUS = None

    def __init__(
        self,
        contact: Contact,
        forms: Sequence[Form],
        *,
        addresses: Sequence[str],
        is_specific: Callable[[Message], bool] | None = None,
        manner: str = "",
        gave: bool = False,
        detail: str = "",
        draft: WriteDraft | None = None,
        edit: Callable[[str], Sequence[Form]] | None = None,
    ) -> None:
        """`forms`: one to nine, the fittest first. `manner`: how they are addressed. `gave`: it brings something.

        With `is_specific`, a letter that neither passes it nor holds the detail can't be sent; `detail` is proposed.
        `edit` lets the user change a template, by its id, and gives the forms as they are then.
        """
        super().__init__()
        self._contact = contact
        self._forms = tuple(forms)
        self._addresses = tuple(addresses)
        self._is_specific = is_specific
        self._manner = manner
        self._edit = edit
        first = self._forms[0]
        self._draft = draft or WriteDraft(form=first.id, letter=first.fill(detail), detail=detail, gave=gave)
        self._generated = self._form.fill(self._draft.detail)

    def compose(self) -> ComposeResult:
        """Templates, detail, subject, text, and how to send it."""
        draft = self._draft
        with Vertical(classes="dialog -write") as box:
            name = one_line(self._contact.name, 60)
            box.border_title = Content(" · ".join(filter(None, (_("Write"), name, self._manner))))
            box.border_subtitle = Content(_("Tab between the fields · Esc close (the draft is kept)"))
            yield Pad(id="write-pad")
            yield Static("", markup=False, id="write-reading")
            with Horizontal(classes="field"):
                yield Static(_label("d", _("Detail")), classes="field-label")
                placeholder = _("one thing only the two of you know")
                yield Input(
                    draft.detail, placeholder=placeholder, id="write-detail", compact=True, select_on_focus=False
                )
            with Horizontal(classes="field"):
                yield Static(_label("s", _("Subject")), classes="field-label")
                yield Input(draft.letter.subject, id="write-subject", compact=True, select_on_focus=False)
            yield Static(_label("t", _("Text")), classes="field-label")
            yield TextArea(draft.letter.text, id="write-text", compact=True, show_line_numbers=False)

    def on_mount(self) -> None:
        """Begin with the detail where one is needed, else with the keys."""
        self._redraw()
        first = "#write-pad" if self._may_go else "#write-detail"
        self.query_one(first).focus()

    def on_key(self, event: events.Key) -> None:
        """Single keys, as long as no field has the focus."""
        if isinstance(self.focused, Input | TextArea):
            return
        match event.character or event.key:
            case digit if digit.isdecimal() and 1 <= int(digit) <= len(self._forms):
                self._take(self._forms[int(digit) - 1])
            case "d":
                self.query_one("#write-detail").focus()
            case "s":
                self.query_one("#write-subject").focus()
            case "t":
                self.query_one("#write-text").focus()
            case "g":
                self._draft = replace(self._draft, gave=not self._draft.gave)
                self._redraw()
            case "E":
                self._edit_template()
            case "m":
                self._send(self._mail)
            case "c":
                self._send(self._copy)
            case "o" if self._contact.links:
                self._send(self._open)
            case "y":
                self._send(self._sent)
            case _:
                return
        event.stop()
        event.prevent_default()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the words into the draft; the detail into a text that was not changed by hand."""
        if event.input.id == "write-detail":
            untouched = self._draft.letter == self._generated
            self._draft = replace(self._draft, detail=event.value)
            if untouched:
                self._write(self._form.fill(event.value))
        else:
            self._draft = replace(self._draft, letter=replace(self._draft.letter, subject=event.value))
        self._redraw()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Take the text into the draft."""
        self._draft = replace(self._draft, letter=replace(self._draft.letter, text=event.text_area.text))

    def on_input_submitted(self) -> None:
        """To the keys."""
        self.query_one("#write-pad").focus()

    def action_leave(self) -> None:
        """Close; the draft is kept."""
        self.dismiss(WriteAnswer(False, self._draft))

    @property
    def _may_go(self) -> bool:
        """It says something specific, where it must."""
        draft = self._draft
        told = cell_len(draft.detail_in_text) >= _SHORTEST_DETAIL
        return self._is_specific is None or self._is_specific(draft.letter) or told

    @property
    def _form(self) -> Form:
        return next((form for form in self._forms if form.id == self._draft.form), self._forms[0])

    def _take(self, form: Form) -> None:
        """Begin again with another template."""
        self._draft = replace(self._draft, form=form.id)
        self._write(form.fill(self._draft.detail))
        self._redraw()

    def _edit_template(self) -> None:
        """Change the template in the editor; a letter that was not changed by hand begins again with it."""
        if self._edit is None or not self._form.id:
            return
        untouched = self._draft.letter == self._generated
        self._forms = tuple(self._edit(self._form.id))
        if untouched:
            self._take(self._form)
        else:
            self._redraw()

    def _write(self, letter: Message) -> None:
        """Put a letter into the fields."""
        self._generated = letter
        self._draft = replace(self._draft, letter=letter)
        with self.prevent(Input.Changed, TextArea.Changed):
            self.query_one("#write-subject", Input).value = letter.subject
            self.query_one("#write-text", TextArea).text = letter.text

    def _send(self, way: Callable[[], None]) -> None:
        """Go one of the ways, unless the detail is missing."""
        if not self._may_go:
            self._say(_("A first message needs one specific detail: without it, it is living spam."), "$warning")
            self.query_one("#write-detail").focus()
        else:
            way()

    def _mail(self) -> None:
        link = mailto(self._addresses, self._draft.letter.subject, self._draft.letter.text)
        self.run_worker(self._handed_over(link, _("In your mail program.")), exclusive=True)

    def _open(self) -> None:
        self._copy()
        link = web_link(self._contact.links[0])
        self.run_worker(self._handed_over(link, _("Copied, and the page is open.")), exclusive=True)

    async def _handed_over(self, link: str, said: str) -> None:
        """Open a link, without holding up the keys."""
        try:
            await asyncio.to_thread(open_link, link)
        except EntretienError as error:
            self._say(str(error), "$warning")
        else:
            self._say(_("{done} Once it is sent: y").format(done=said), "$success")

    def _copy(self) -> None:
        self.app.copy_to_clipboard(self._draft.letter.text)
        self._say(_("{done} Once it is sent: y").format(done=_("Copied.")), "$success")

    def _sent(self) -> None:
        self.dismiss(WriteAnswer(True, self._draft))

    def _say(self, text: str, style: str) -> None:
        self.query_one("#write-reading", Static).update(Content.styled(printable(text), style))

    def _redraw(self) -> None:
        """Draw the keys anew."""
        templates = [
            Option(str(number), one_line(form.title, 30), form.id == self._form.id)
            for number, form in enumerate(self._forms, 1)
        ]
        if self._edit is not None and self._form.id:
            templates.append(Option("E", _("change the template")))
        rows = [
            (_("Template"), templates),
            (_("Send"), self._ways()),
            (_("Log"), [Option("g", _("brings something"), self._draft.gave), Option("y", _("I sent it"))]),
        ]
        self.query_one("#write-pad", Pad).show(rows)
        self._say(self._gaps(), "$warning")

    def _gaps(self) -> str:
        """What the text has a "…" for."""
        unknown = [_(PLACEHOLDERS[name]) for name in self._draft.letter.missing if name in PLACEHOLDERS]
        if not unknown or "…" not in self._draft.letter.text + self._draft.letter.subject:
            return ""
        return _("… stands for: {names}").format(names=", ".join(unknown))

    def _ways(self) -> list[Option]:
        address = one_line(", ".join(self._addresses), 60)
        mail = _("mail to {address}").format(address=address) if address else _("mail, without an address")
        ways = [Option("m", mail), Option("c", _("copy"))]
        if self._contact.links:
            ways.append(Option("o", one_line(host_of(self._contact.links[0]), 30)))
        return ways


def _label(key: str, label: str) -> Content:
    return Content.assemble((key, "bold $accent"), (f" {label}", "$muted"))
