"""Logging with detail: three keys and a line, and Enter at any point saves what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from entretien.i18n import _
from entretien.model.interaction import Interaction
from entretien.plaintext import one_line
from entretien.relationship.sentences import before_asking
from entretien.tui.modals.log_draft import (
    CHANNEL_KEYS,
    DEPTH_KEYS,
    DIRECTION_KEYS,
    FELT_KEYS,
    LogDraft,
    Understood,
    understood,
)
from entretien.tui.verbs.pad import Option, Pad
from entretien.tui.verbs.people import NameSuggester
from entretien.vocabulary import CHANNEL, DEPTH, DIRECTION

if TYPE_CHECKING:
    from entretien.outlook import Network


class LogAnswer(NamedTuple):
    """How the form was left: with something to save, or with a draft to come back to."""

    interaction: Interaction | None
    draft: LogDraft


class LogModal(ModalScreen[LogAnswer]):
    """What happened with one or several contacts. Single keys choose, fields take what needs words."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]
    AUTO_FOCUS = "Pad"

    _FIELD_KEYS: ClassVar[dict[str, str]] = {"n": "#log-note", "w": "#log-others", "d": "#log-day"}

    def __init__(self, network: Network, who: Sequence[str], draft: LogDraft | None = None) -> None:
        super().__init__()
        self._network = network
        self._who = tuple(who)
        self._draft = draft or LogDraft()

    def compose(self) -> ComposeResult:
        """The keys, the fields, and what was understood."""
        book = self._network.book
        with VerticalScroll(classes="dialog -log", can_focus=False) as box:
            names = ", ".join(one_line(book.contacts[id].name, 60) for id in self._who[:3])
            more = f" +{len(self._who) - 3}" if len(self._who) > 3 else ""
            box.border_title = Content(_("Log · {names}").format(names=names + more))
            box.border_subtitle = Content(_("Enter save · Esc close (the draft is kept)"))
            yield Pad(id="log-pad")
            yield from self._field("d", _("Day"), "log-day", self._draft.day, _("today; or yesterday, fri, 20/11"))
            yield from self._field("w", _("With"), "log-others", self._draft.others, _("who else was there"))
            yield from self._field("n", _("Note"), "log-note", self._draft.note, _("one line, if you like"))
            yield Static("", markup=False, classes="reading", id="log-reading")
            yield Static("", markup=False, classes="warning", id="log-warning")

    def _field(self, key: str, label: str, id: str, value: str, placeholder: str) -> ComposeResult:
        suggester = NameSuggester(self._network.book, without=self._who) if id == "log-others" else None
        with Horizontal(classes="field"):
            yield Static(
                Content.assemble((key, "bold $accent"), (f" {label}", "$muted")), classes="field-label", markup=False
            )
            yield Input(value, placeholder=placeholder, id=id, compact=True, select_on_focus=False, suggester=suggester)

    def on_mount(self) -> None:
        """Draw."""
        self._redraw()

    def on_key(self, event: events.Key) -> None:
        """Single keys, as long as no field has the focus."""
        if isinstance(self.focused, Input):
            return
        key = event.character or event.key
        if event.key == "enter":
            self._save()
        elif event.key == "t":
            self.query_one("#log-day", Input).value = ""
        elif field := self._FIELD_KEYS.get(key):
            self.query_one(field, Input).focus()
        elif (draft := self._draft.pressed(key)) is not None and (key != "e" or self._understood().event):
            self._draft = draft
            self._redraw()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the words into the draft."""
        match event.input.id:
            case "log-day":
                self._draft = replace(self._draft, day=event.value)
            case "log-others":
                self._draft = replace(self._draft, others=event.value)
            case _:
                self._draft = replace(self._draft, note=event.value)
        self._redraw()

    def on_input_submitted(self) -> None:
        """Save what there is."""
        self._save()

    def action_leave(self) -> None:
        """Close; the draft is kept."""
        self.dismiss(LogAnswer(None, self._draft))

    def _understood(self) -> Understood:
        network = self._network
        return understood(self._draft, network.book, self._who, network.today, day_first=network.config.reads_day_first)

    def _save(self) -> None:
        interaction = self._understood().interaction
        if interaction is None:
            self.app.bell()
        else:
            self.dismiss(LogAnswer(interaction, self._draft))

    def _redraw(self) -> None:
        draft, meaning = self._draft, self._understood()
        channel = draft.channel or "message"
        rows = [
            (_("How"), [Option(key, _face(_(CHANNEL[it]), it), it == channel) for key, it in CHANNEL_KEYS.items()]),
            (_("Depth"), [Option(key, _(DEPTH[it]), it == draft.depth) for key, it in DEPTH_KEYS.items()]),
            (
                _("Useful"),
                [
                    Option("g", _("I gave"), draft.gave),
                    Option("r", _("I received"), draft.received),
                    Option("a", _("I asked"), draft.asked),
                ],
            ),
            (_("Who"), [Option(key, _(DIRECTION[it]), it == draft.direction) for key, it in DIRECTION_KEYS.items()]),
            (_("Felt"), [Option(key, _felt(key), it == draft.felt) for key, it in FELT_KEYS.items()]),
        ]
        if meaning.event:
            rows.append((_("Event"), [Option("e", one_line(meaning.event.name, 40), draft.is_at_event)]))
        self.query_one("#log-pad", Pad).show(rows)
        style = "$success" if meaning.interaction else "$warning"
        self.query_one("#log-reading", Static).update(Content.styled(one_line(meaning.line), style))
        advice = (
            before_asking(self._network.relationship(self._who[0]), self._network.parameters) if draft.asked else ""
        )
        warning = self.query_one("#log-warning", Static)
        warning.display = bool(advice)
        warning.update(Content(advice))


def _face(label: str, channel: str) -> str:
    """A meeting is called so that its key makes sense: f as in face to face, as in « en face »."""
    return _("face to face") if channel == "meet" else label


def _felt(key: str) -> str:
    return {"+": _("good"), "=": _("even"), "-": _("heavy")}[key]
