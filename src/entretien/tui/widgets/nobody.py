"""What the triage shows when nobody waits: who comes next, or how to begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.content import Content
from textual.widgets import Static

from entretien.i18n import _, ngettext
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.triage import Triage
from entretien.words import day_words


class Nobody(Static):
    """A few quiet lines in the middle of the screen."""

    def __init__(self) -> None:
        super().__init__(markup=False, id="nobody")

    def show(self, triage: Triage) -> None:
        """Say why nobody is here, and what to press."""
        network = triage.network
        if not network.book.contacts:
            self.update(first_run())
            return
        lines: list[Any] = [(_("That was everybody.") if triage.is_over else _("Nobody is waiting."), "bold")]
        if following := next_due(network):
            who, day = following
            name = one_line(network.book.contacts[who].name, 60)
            when = day_words(day, network.today)
            lines.append((_("Next: {name}, {when}.").format(name=name, when=when), "$muted"))
        keys = []
        if waiting := len(triage.another_week):
            keys.append(("+", ngettext("{n} more can wait; take one", "{n} more can wait; take one", waiting)))
        if triage.session.decisions:
            keys.append(("S", _("what this session did")))
        keys.append(("C", _("all contacts")))
        self.update(Content("\n").join([*(Content.styled(*line) for line in lines), Content(""), *_table(keys)]))


def next_due(network: Network) -> tuple[str, date] | None:
    """Who is due next after today, and when."""
    coming = (
        (tie.relationship.due, tie.contact.name, tie.contact.id)
        for tie in network.ties()
        if tie.contact.status == "active" and tie.relationship.due and tie.relationship.due > network.today
    )
    first = min(coming, default=None)
    return (first[2], first[0]) if first else None


def first_run() -> Content:
    """What to press while there is nobody yet."""
    keys = [
        ("a", _("add somebody in one line")),
        ("I", _("import people from a file")),
        ("entretien demo", _("in the shell: look around with made-up people")),
    ]
    return Content("\n").join([Content.styled(_("Nobody is here yet."), "bold"), Content(""), *_table(keys)])


def _table(keys: list[tuple[str, str]]) -> list[Content]:
    width = max(len(key) for key, _text in keys)
    return [Content.assemble((f"{key:>{width}}", "bold $accent"), (f"  {text}", "$muted")) for key, text in keys]
