"""What a line was understood to say, as labels and values in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from entretien.capture.context import Context
from entretien.capture.draft import Draft
from entretien.i18n import _
from entretien.model.contact import Promise
from entretien.tui.spans import cell
from entretien.vocabulary import CHANNEL, DIRECTION
from entretien.words import short_date

_LABEL: Final = 13
_TWO_COLUMNS_FROM: Final = 68


class Chip(NamedTuple):
    """A thing that was understood. One that is not sure is shown with a sign and in another colour."""

    label: str
    value: str
    style: str = "$foreground"
    wide: bool = False


def chips(draft: Draft, context: Context, instead_of: str | None) -> list[Chip]:
    """What was understood, the person first."""
    found = [_person(draft, context, instead_of)]
    for circle in draft.circles:
        new = circle.id is None
        value = _("{name} (new circle)").format(name=circle.text) if new else circle.text
        found.append(Chip(_("circle"), value, "$warning" if new else "$accent"))
    found += [Chip(_("tag"), tag) for tag in draft.tags]
    found += [Chip(_("seeks"), what) for what in draft.seeks]
    found += [Chip(_("offers"), what) for what in draft.offers]
    found += [_promise(promise, context) for promise in draft.promises]
    if draft.cadence:
        found.append(Chip(_("cadence"), draft.cadence.words()))
    found += [Chip(_("e-mail"), email) for email in draft.emails]
    found += [Chip(_("phone"), phone) for phone in draft.phones]
    found += [Chip(_("link"), link) for link in draft.links]
    if draft.via:
        known = context.people.contacts.get(draft.via.id or "")
        found.append(Chip(_("through"), known.name if known else draft.via.text))
    if draft.event and (event := context.events.get(draft.event)) and event != context.event:
        found.append(Chip(_("event"), event.name))
    if draft.cue:
        found.append(Chip(_("cue"), draft.cue))
    note = draft.interaction.note if draft.interaction else draft.note
    if note:
        found.append(Chip(_("note"), note, wide=True))
    return found


def _person(draft: Draft, context: Context, instead_of: str | None) -> Chip:
    known = context.people.contacts.get(instead_of or draft.known)
    if known is None:
        if not draft.name:
            return Chip(_("new contact"), "…", "$faint")
        place = " · ".join(filter(None, (draft.name, _at(draft.title, draft.org))))
        return Chip(_("new contact"), place, "bold $foreground")
    happened = draft.interaction
    if happened is None:
        return Chip(_("log with"), " · ".join(filter(None, (known.name, known.org))), "bold $foreground")
    words = [known.name, _(CHANNEL[happened.channel])]
    if happened.channel in ("message", "letter"):
        words.append(_(DIRECTION[happened.effective_direction]))
    words.append(short_date(happened.on, context.today))
    return Chip(_("log with"), " · ".join(words), "bold $foreground")


def _at(title: str, org: str) -> str:
    if title and org:
        return _("{title} at {org}").format(title=title, org=org)
    return title or org


def _promise(promise: Promise, context: Context) -> Chip:
    label = _("promise") if promise.by == "me" else _("they promise")
    when = f", {short_date(promise.due, context.today)}" if promise.due else ""
    return Chip(label, f"{promise.what}{when}", "$warm")


def in_columns(found: Sequence[Chip], width: int) -> Content:
    """The chips set in as many columns as the width has room for; what is wider takes a line of its own."""
    columns = 2 if width >= _TWO_COLUMNS_FROM else 1
    room = width // columns - _LABEL - 2
    lines: list[list[Any]] = []
    column = 0
    for chip in found:
        across = chip.wide or columns == 1 or cell_len(chip.value) > room
        if column == 0 or across:
            lines.append([])
            column = 0
        space = width - _LABEL - 2 if across else room
        lines[-1] += [(cell(chip.label, _LABEL), "$muted"), (cell(chip.value, space), chip.style), "  "]
        column = 0 if across else (column + 1) % columns
    return Content("\n").join(Content.assemble(*line) for line in lines)
