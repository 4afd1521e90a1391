"""The end of a session, or its state so far: what was done, what the coming weeks ask for, one suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.actions.contacts import set_cadence
from entretien.actions.plan import accept_fix
from entretien.i18n import _, ngettext, pgettext
from entretien.model.cadence import Cadence
from entretien.model.change import Change
from entretien.plaintext import one_line
from entretien.relationship.plan import Week, plan
from entretien.triage import Suggestion, Triage, outcome, suggestion
from entretien.tui.widgets.prose import Prose
from entretien.tui.widgets.sparkline import track
from entretien.words import short_date

WEEKS: Final = 6
"""Weeks of the forecast."""
_LOW: Final = 30
"""Lines of a screen below which only the first weeks are shown, so that the suggestion is in sight."""
_FIRST_WEEKS: Final = 3
_BAR: Final = 30
"""Cells of a week's bar; it is full where the room there is is filled."""
_NAMED: Final = 3
"""People named in a line before the rest is counted."""
_ACCEPT: Final = frozenset({"y", "o"})
"""Yes, oui."""


class SummaryModal(ModalScreen[Change | None]):
    """Escape, Enter or q leaves; y accepts the suggestion and gives its change."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,q", "dismiss(None)")]

    def __init__(self, triage: Triage) -> None:
        super().__init__()
        self._triage = triage
        network = triage.network
        config = network.config
        self._plan = plan(
            network.ties(), network.today, WEEKS, config.session_minutes, config.minutes_per_touch, network.parameters
        )
        self._suggestion = suggestion(triage, self._plan.fix)

    def compose(self) -> ComposeResult:
        """What was done, the weeks, the suggestion."""
        triage = self._triage
        with VerticalScroll(classes="dialog", id="summary") as box:
            week = triage.network.today.isocalendar().week
            box.border_title = Content(_("Week {number}").format(number=week))
            minutes = triage.session.minutes
            spent = ngettext("{n} minute", "{n} minutes", minutes) if minutes else ""
            box.border_subtitle = _subtitle(spent, self._suggestion)
            yield Static(_opening_line(triage), classes="opening")
            yield Static(_people(triage), classes="people")
            room = ngettext("room for {n} a week", "room for {n} a week", self._plan.room)
            yield Static(_heading(_("The coming weeks"), room))
            shown = self._plan.weeks if self.app.size.height >= _LOW else self._plan.weeks[:_FIRST_WEEKS]
            yield Static(_weeks(shown, self._plan.room, triage))
            if self._suggestion:
                yield Static(_heading(_("One thought")))
                yield Prose(Content(one_line(self._suggestion.text)), classes="thought")

    def on_key(self, event: events.Key) -> None:
        """Accept the suggestion."""
        if self._suggestion is not None and event.key in _ACCEPT:
            event.stop()
            self.dismiss(_change(self._triage, self._suggestion))


def _change(triage: Triage, accepted: Suggestion) -> Change:
    """The change that a suggestion proposes, as one step."""
    book = triage.network.book
    if len(accepted.slowings) == 1:
        who, _before, after = accepted.slowings[0]
        return set_cadence(book, (who,), Cadence.of_days(after) if after else Cadence.parse("none"))
    return accept_fix(book, accepted.slowings)


def _subtitle(spent: str, suggested: Suggestion | None) -> Content:
    """The minutes, and the keys."""
    parts: list[Any] = [(f"{spent} · ", "$muted")] if spent else []
    if suggested:
        parts += [("y", "bold $accent"), (f" {_('do that')} · ", "$muted")]
    return Content.assemble(*parts, ("⏎", "bold $accent"), (f" {_('close')}", "$muted"))


def _opening_line(triage: Triage) -> Content:
    if triage.is_over:
        return Content.styled(_("That was everybody for this week."), "bold")
    return Content.styled(_("{settled} of {total} so far.").format(settled=triage.settled, total=triage.total), "bold")


def _people(triage: Triage) -> Content:
    """A line for each kind of judgement: how many, and who."""
    found = outcome(triage)
    rows = [
        (pgettext("people", "reached"), found.reached),
        (pgettext("people", "logged"), found.logged),
        (pgettext("people", "put off"), found.put_off),
        (pgettext("people", "let rest"), found.rested),
        (pgettext("people", "arranged"), found.other),
        (pgettext("people", "left"), found.left),
    ]
    shown = [(label, who) for label, who in rows if who]
    width = max((len(label) for label, _who in shown), default=0)
    lines = [
        Content.assemble(
            (f"{len(who):>3}", "bold $accent" if who is not found.left else "bold $muted"),
            f"  {label:<{width}}   ",
            (_names(triage, who), "$muted"),
        )
        for label, who in shown
    ]
    return Content("\n").join(lines)


def _names(triage: Triage, who: tuple[str, ...]) -> str:
    names = [one_line(triage.network.book.contacts[id].name, 40) for id in who[:_NAMED]]
    more = len(who) - len(names)
    return ", ".join(names) + (f" +{more}" if more else "")


def _heading(text: str, fact: str = "") -> Content:
    return Content.assemble(("\n" + text.upper(), "$muted"), (f"  {fact}", "$faint"))


def _weeks(weeks: Sequence[Week], room: int, triage: Triage) -> Content:
    """A bar a week; its length is what one session has room for, and what goes beyond stands out."""
    days = [short_date(week.starts, triage.network.today) for week in weeks]
    width = max(len(day) for day in days)
    lines = [_week(day, width, week, room) for day, week in zip(days, weeks, strict=True)]
    return Content("\n").join(lines)


def _week(day: str, width: int, week: Week, room: int) -> Content:
    beyond = max(0, week.people - room)
    parts: list[Any] = [
        (f"{day:>{width}}  ", "$muted"),
        *track(week.people / room, _BAR),
        (f"  {week.people:>2}", "bold $foreground" if week.people else "$muted"),
    ]
    if beyond:
        parts.append((f"  {ngettext('{n} more than fits', '{n} more than fit', beyond)}", "$warning"))
    return Content.assemble(*parts)
