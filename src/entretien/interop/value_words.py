"""The value of a field in words, for showing what the card says beside what the source says."""

from __future__ import annotations

from typing import Any, cast

from entretien.i18n import _
from entretien.model.contact import Anniversary, Need, Promise, Status
from entretien.model.interaction import Interaction
from entretien.vocabulary import CHANNEL, STATUS


def value_words(field: str, value: Any) -> str:
    """The value of a contact's field on one line; "" for an empty one. Entries of a list are separated by " · "."""
    if field == "status":
        return _(STATUS[cast(Status, value)])
    if isinstance(value, tuple):
        return " · ".join(filter(None, map(_words, value)))
    return _words(value)


def _words(value: Any) -> str:
    match value:
        case None | False | "":
            return ""
        case True:
            return _("yes")
        case Need():
            return value.what
        case Anniversary():
            return f"{value.label} {value.on}"
        case Promise():
            who = _("mine: {what}") if value.by == "me" else _("theirs: {what}")
            return who.format(what=f"{value.what} ({value.due})" if value.due else value.what)
        case Interaction():
            said = f"{value.on} {_(CHANNEL[value.channel])}"
            return f"{said}: {value.note}" if value.note else said
    return " ".join(str(value).split())
