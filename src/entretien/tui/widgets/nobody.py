"""What the triage shows when nobody waits: who comes next, or how to begin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets import Static

from entretien.i18n import _, ngettext
from entretien.model.network import Introduction
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.relationship.introductions import Proposal, day_of
from entretien.triage import Triage
from entretien.tui.commands import BY_ID, keys_of
from entretien.tui.modals.introduce import name_of, stage_words
from entretien.words import day_words

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp


class Nobody(Static):
    """A few quiet lines in the middle of the screen."""

    app: EntretienApp

    def __init__(self) -> None:
        super().__init__(markup=False, id="nobody")

    def show(self, triage: Triage) -> None:
        """Say why nobody is here, and what to press."""
        network = triage.network
        if not network.book.contacts:
            self.update(first_run(self.app.keys))
            return
        lines: list[Any] = [(_("That was everybody.") if triage.is_over else _("Nobody is waiting."), "bold")]
        if following := next_due(network):
            who, day = following
            name = one_line(network.book.contacts[who].name, 60)
            when = day_words(day, network.today)
            lines.append((_("Next: {name}, {when}.").format(name=name, when=when), "$muted"))
        keys = []
        if triage.gift:
            said, does = _gift(triage.gift, network)
            lines.append((one_line(said, 200), "$muted"))
            keys.append((self._key("contact.introduce"), does))
        if waiting := len(triage.another_week):
            more = ngettext("{n} more can wait; take one", "{n} more can wait; take one", waiting)
            keys.append((self._key("triage.more"), more))
        if triage.session.decisions:
            keys.append((self._key("triage.summary"), _("what this session did")))
        keys.append((self._key("app.contacts"), _("all contacts")))
        self.update(Content("\n").join([*(Content.styled(*line) for line in lines), Content(""), *_table(keys)]))

    def _key(self, command: str) -> str:
        return _key(command, self.app.keys)


def _gift(gift: Introduction | Proposal, network: Network) -> tuple[str, str]:
    """The sentence about an introduction to hear about or to make, and what its key does."""
    match gift:
        case Introduction(between=between):
            a, b = (name_of(network.book, id) for id in between)
            if day := day_of(gift, "introduced"):
                said = _("You introduced {a} and {b} {when}: did it take?")
                return said.format(a=a, b=b, when=day_words(day, network.today)), _("say how it went")
            return f"{a} ⇄ {b} · {stage_words(network, gift)}", _("go on with it")
        case Proposal():
            return gift.why, _("introduce them")


def next_due(network: Network) -> tuple[str, date] | None:
    """Who is due next after today, and when."""
    coming = (
        (tie.relationship.due, tie.contact.name, tie.contact.id)
        for tie in network.ties()
        if tie.contact.status == "active" and tie.relationship.due and tie.relationship.due > network.today
    )
    first = min(coming, default=None)
    return (first[2], first[0]) if first else None


def first_run(keymap: Mapping[str, str] | None = None) -> Content:
    """What to press while there is nobody yet, as the keys are bound by `keymap`."""
    keys = [
        (_key("app.add", keymap or {}), _("add somebody in one line")),
        (_key("app.import", keymap or {}), _("import people from a file")),
        ("entretien demo", _("in the shell: look around with made-up people")),
    ]
    return Content("\n").join([Content.styled(_("Nobody is here yet."), "bold"), Content(""), *_table(keys)])


def _key(command: str, keymap: Mapping[str, str]) -> str:
    """The first key of a command, as it is bound now."""
    return next(iter(keys_of(BY_ID[command], keymap)), "")


def _table(keys: list[tuple[str, str]]) -> list[Content]:
    width = max(len(key) for key, _text in keys)
    return [Content.assemble((f"{key:>{width}}", "bold $accent"), (f"  {text}", "$muted")) for key, text in keys]
