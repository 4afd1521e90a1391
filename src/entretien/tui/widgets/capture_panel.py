"""The line in which a person is captured: highlighted as it is understood, with what it says under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Final

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from entretien.actions.capture import Capture
from entretien.book import Book
from entretien.capture.completion import Completion
from entretien.capture.draft import Draft, Role
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.model.contact import Contact
from entretien.plaintext import one_line, printable
from entretien.tui.capture_desk import CaptureDesk, one_field
from entretien.tui.spans import cell
from entretien.tui.widgets.capture_chips import chips, in_columns

_LOOKS: Final[dict[Role, str]] = {
    "name": "person", "known": "person", "org": "org", "title": "org", "tag": "group", "circle": "group",
    "email": "reach", "phone": "reach", "link": "reach", "seeks": "need", "offers": "need", "promise": "promise",
    "owed": "promise", "due": "day", "on": "day", "cadence": "day", "channel": "day", "via": "person", "event": "group",
    "cue": "note", "note": "note",
}  # fmt: skip


class CaptureInput(Input):
    """A field whose text is coloured by what its parts were understood as. Pasted lines become one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *Input.COMPONENT_CLASSES,
        *(f"capture--{look}" for look in (*_LOOKS.values(), "doubt")),
    }

    def __init__(self, desk: CaptureDesk) -> None:
        self.draft = desk.read("")
        self._desk = desk
        super().__init__(
            placeholder=_("Marie Dupont @Acme CEO #tag +circle !promise fri ; red glasses"),
            highlighter=_Spans(self),
            compact=True,
            select_on_focus=False,
            id="capture-line",
        )

    def read(self) -> Draft:
        """Understand what stands there now."""
        if self.draft.text != self.value:
            self.draft = self._desk.read(self.value)
        return self.draft

    def read_anew(self) -> Draft:
        """Understand it against what is known by now."""
        self.draft = self._desk.read(self.value)
        return self.draft

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = one_field(printable(event.text.strip("\r\n")))
        self.replace(text, *self.selection)


class _Spans(Highlighter):
    """Colours the text of a capture line by its spans."""

    def __init__(self, field: CaptureInput) -> None:
        self._field = field

    def highlight(self, text: Text) -> None:
        for span in self._field.read().spans:
            look = _LOOKS[span.role] if span.ok else "doubt"
            text.stylize(self._field.get_component_rich_style(f"capture--{look}", partial=True), span.start, span.end)


class CapturePanel(Vertical):
    """The line, what was understood, what Tab would do, and the last captures."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "tab"),
        ("up", "correct(1)"),
        ("down", "correct(-1)"),
    ]

    class State(Message):
        """The line is about another thing now: a new capture, or the correction of one."""

        def __init__(self, corrects: Capture | None) -> None:
            super().__init__()
            self.corrects = corrects

    def __init__(
        self, desk: CaptureDesk, book: Callable[[], Book], today: date, apply: Callable[[Change], bool]
    ) -> None:
        """`apply` carries out a change and says whether it was; `book` gives the book as it is then."""
        super().__init__(id="capture")
        self._desk = desk
        self._book = book
        self._today = today
        self._apply = apply
        self._corrects: Capture | None = None
        self._instead_of: str | None = None
        self._completions: tuple[Completion, ...] = ()
        self._same: Contact | None = None
        desk.look_at(book(), today)

    def compose(self) -> ComposeResult:
        """The field, with everything else under it as text."""
        yield CaptureInput(self._desk)
        yield Static("", markup=False, id="capture-chips")
        yield Static("", markup=False, id="capture-hint")
        yield Static("", markup=False, id="capture-recent")

    def on_mount(self) -> None:
        """Go on with the line that was left."""
        self._put(self._desk.line)
        self._show_recent()
        self.run_worker(self._desk.warm_up, thread=True, group="warm-up", exclusive=True)

    def on_resize(self) -> None:
        """Fit the width."""
        self._show()
        self._show_recent()

    @property
    def field(self) -> CaptureInput:
        """The line."""
        return self.query_one(CaptureInput)

    @property
    def is_correcting(self) -> bool:
        """An earlier capture is in the line."""
        return self._corrects is not None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood so far."""
        event.stop()
        if not self.is_correcting:
            self._desk.line = event.value
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save, and be ready for the next; a line that can't be saved stays, with the reason."""
        event.stop()
        self._desk.look_at(self._book(), self._today)
        draft = self.field.read_anew()
        if not draft.text.strip():
            return
        if self._instead_of not in self._desk.context.people.contacts:
            self._instead_of = None
        try:
            saved = self._desk.save(draft, self._apply, instead_of=self._instead_of, corrects=self._corrects)
        except UsageError as error:
            self.app.bell()
            self._hint(Content.styled(str(error), "$error"))
            return
        if saved:
            if not self.is_correcting:
                self._desk.line = ""
            self._desk.look_at(self._book(), self._today)
            self.run_worker(self._desk.warm_up, thread=True, group="warm-up", exclusive=True)
            self.back_to_draft()

    def look_again(self) -> None:
        """Read the line against what is known by now."""
        self.field.read_anew()
        self.field.refresh()
        self._show()
        self._show_recent()

    def back_to_draft(self) -> None:
        """Leave a correction, and go on with the line that was begun."""
        self._corrects = None
        self._put(self._desk.line)
        self._show_recent()
        self.post_message(self.State(None))

    def action_tab(self) -> None:
        """Complete the word, or change between somebody new and the one who is here already."""
        if self._completions:
            value, cursor = self._completions[0].applied(self.field.value)
            self.field.value = value
            self.field.cursor_position = cursor
        elif self._same is not None:
            self._instead_of = None if self._instead_of else self._same.id
            self._show()

    def action_correct(self, by: int) -> None:
        """Bring an earlier capture into the line, or the draft back."""
        captures = self._desk.captures
        place = captures.index(self._corrects) if self._corrects in captures else -1
        wanted = max(-1, min(place + by, len(captures) - 1))
        if wanted == place:
            return
        if wanted < 0:
            self.back_to_draft()
            return
        self._corrects = captures[wanted]
        self._put(self._corrects.text)
        if self._corrects.before is not None and not self.field.read().known:
            self._instead_of = self._corrects.after.id
            self._show()
        self._show_recent()
        self.post_message(self.State(self._corrects))

    def _put(self, line: str) -> None:
        field = self.field
        self._instead_of = None
        with self.prevent(Input.Changed):
            field.value = line
        field.cursor_position = len(line)
        field.read_anew()
        self._show()

    def _show(self) -> None:
        field = self.field
        draft = field.read()
        self._completions = self._desk.completions(field.value, field.cursor_position)
        self._same = self._desk.likely_same(draft, self._corrects)
        if self._instead_of and not (self._same and self._same.id == self._instead_of):
            keeps = self._corrects is not None and self._corrects.after.id == self._instead_of
            self._instead_of = self._instead_of if keeps else None
        width = self.content_size.width
        shown = self.query_one("#capture-chips", Static)
        understood = chips(draft, self._desk.context, self._instead_of) if draft.text.strip() else []
        shown.update(in_columns(understood, width))
        self._show_hint(draft)

    def _show_hint(self, draft: Draft) -> None:
        self._hint(*(line for line in (self._what_tab_does(), _what_to_know(draft)) if line))

    def _what_tab_does(self) -> Content:
        tab = (_("Tab"), "bold $accent")
        if self._completions:
            first, *others = (one_line(proposal.label, 40) for proposal in self._completions)
            return Content.assemble(tab, f"  {first}", ("".join(f"  · {label}" for label in others), "$muted"))
        if self._same is None:
            return Content("")
        name = _named(self._same)
        if self._instead_of:
            said, other = (_("Logged with {name}.").format(name=name), "$success"), _("somebody new after all")
        else:
            said = (_("{name} is here already.").format(name=name), "$warning")
            other = _("log this with that contact instead")
        return Content.assemble(said, "  ", tab, (f" {other}", "$muted"))

    def _hint(self, *lines: Content) -> None:
        self.query_one("#capture-hint", Static).update(Content("\n").join(lines))

    def _show_recent(self) -> None:
        count = self._desk.captured_today
        parts: list[Any] = [(ngettext("{n} captured today", "{n} captured today", count), "$muted")] if count else []
        if self._desk.captures:
            parts.append((" · " + _("↑ corrects the last ones"), "$faint"))
        width = self.content_size.width
        for capture in self._desk.captures:
            here = capture is self._corrects
            contact = capture.after
            what = contact.name if capture.before is None else _("with {name}").format(name=contact.name)
            parts += ["\n", ("▌ " if here else "  ", "$accent"), (cell(what, 24), "bold" if here else "$foreground"),
                      "  ", (cell(capture.text, max(4, width - 30)), "$muted")]  # fmt: skip
        self.query_one("#capture-recent", Static).update(Content.assemble(*parts))


def _what_to_know(draft: Draft) -> Content:
    """What was not understood, what is missing, or what will be made along with it."""
    if draft.doubts:
        return Content.styled(one_line(draft.doubts[0]), "$warning")
    if draft.problem and draft.text.strip():
        return Content.styled(one_line(draft.problem), "$muted")
    new = draft.unknown_circles
    if not new:
        return Content("")
    made = ngettext("Enter makes the circle {names} too.", "Enter makes the circles {names} too.", len(new))
    return Content.styled(one_line(made.format(names=", ".join(new))), "$muted")


def _named(contact: Contact) -> str:
    name = one_line(contact.name, 40)
    return f"{name} ({one_line(contact.org, 30)})" if contact.org else name
