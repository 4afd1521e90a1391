"""One circle: its stake, its health in three bars, and its members with the warmth of each tie."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from entretien.i18n import _, ngettext
from entretien.model.network import Circle
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.relationship.circles import CircleHealth, Pillar, health
from entretien.relationship.tie import Tie
from entretien.tui.widgets.bars import share_bar
from entretien.tui.widgets.contact_list import warmth_words
from entretien.tui.widgets.flow import flow
from entretien.tui.widgets.row_list import Row, RowList
from entretien.words import day_words, percent, short_date

_BAR = 14
_LABEL = 12


def health_of(network: Network, circle: Circle) -> CircleHealth:
    """The health of a circle of this network."""
    introductions = network.book.introductions.values()
    return health(circle, network.members(circle.id), introductions, network.today, network.config.model)


class CircleView(Vertical):
    """The circle under the cursor. Its members are a list of their own: Tab goes there, Enter opens one."""

    def compose(self) -> ComposeResult:
        """What holds the circle, then who is in it."""
        yield Static(markup=False, id="circle-facts")
        yield MemberList(id="members")

    def show(self, network: Network, circle: Circle | None) -> None:
        """Show a circle; None shows nothing."""
        self.border_title = Content(one_line(circle.name, 60) if circle else "")
        facts = self.query_one("#circle-facts", Static)
        if circle is None:
            facts.update("")
            self.query_one(MemberList).show(())
            return
        found = health_of(network, circle)
        width = self.content_size.width
        facts.update(Content("\n").join(_Facts(network, circle, found, width).lines()))
        self.query_one(MemberList).show(network.members(circle.id))
        self.border_subtitle = Content(ngettext("{n} member", "{n} members", found.members))


class MemberList(RowList):
    """The members of a circle."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ties: tuple[Tie, ...] = ()

    def show(self, ties: tuple[Tie, ...]) -> None:
        """Show other members, or the same ones anew."""
        same = [tie.contact.id for tie in ties] == [tie.contact.id for tie in self._ties]
        self._ties = ties
        self.show_rows(len(ties), None if same else 0)

    @property
    def who(self) -> str | None:
        """The member that the cursor is on."""
        return self._ties[self.cursor].contact.id if 0 <= self.cursor < len(self._ties) else None

    def row(self, index: int, width: int) -> Row:
        """A member with the warmth of the tie."""
        contact, _log, relationship = self._ties[index]
        glyph, word, style = warmth_words(relationship.state, relationship.warmth, solid=contact.solid)
        last = day_words(relationship.last.on, relationship.today) if relationship.last else _("not yet")
        right = [(f"  {last}  ", "muted"), (glyph, style)]
        if width >= 50:
            right.append((f" {word:<10}", style))
        return Row([(contact.name, "bold"), (f"  {contact.org}" if contact.org else "", "muted")], right)


class _Facts:
    """The lines about a circle, set for a width."""

    def __init__(self, network: Network, circle: Circle, found: CircleHealth, width: int) -> None:
        self._network = network
        self._circle = circle
        self._found = found
        self._room = max(12, width - _LABEL)

    def lines(self) -> Iterator[Content]:
        """The stake, the cadence, the health."""
        circle = self._circle
        stake = circle.stake or _("not written yet: E writes it")
        yield from self._labelled(_("Stake"), stake, "$foreground" if circle.stake else "$faint")
        if circle.stake:
            yield from self._labelled("", self._confirmed(), "$muted" if self._found.stake_is_fresh else "$warning")
        if circle.cadence:
            yield from self._labelled(_("Cadence"), circle.cadence.words(), "$foreground")
        yield Content("")
        yield from self._health()

    def _confirmed(self) -> str:
        day, today = self._circle.stake_confirmed, self._network.today
        if day is None:
            return _("not confirmed yet: e confirms it")
        return _("confirmed {date}, {ago}").format(date=short_date(day, today), ago=day_words(day, today))

    def _health(self) -> Iterator[Content]:
        found = self._found
        if found.value is None:
            yield from self._labelled(_("Health"), found.sentence, "$muted")
            return
        pillars: tuple[tuple[Pillar, str, float, str], ...] = (
            ("stake", _("Stake"), found.stake, found.stake_sentence),
            ("progress", _("Progress"), found.progress, found.progress_sentence),
            ("respect", _("Respect"), found.respect, found.respect_sentence),
        )
        for pillar, label, value, sentence in pillars:
            weakest = pillar == found.weakest
            filled, empty = share_bar(value, _BAR)
            yield Content.assemble(
                (f"{label:<{_LABEL}}", "bold $foreground" if weakest else "$muted"),
                (filled, "$warm" if weakest else "$cool"),
                (empty, "$faint"),
                (f" {percent(value):>6}", "bold $foreground" if weakest else "$muted"),
                (f"  ◂ {_('weakest')}" if weakest else "", "$warm"),
            )
            yield from self._labelled("", sentence, "$foreground" if weakest else "$muted")
        if found.links:
            took = ngettext("{n} introduction that took", "{n} introductions that took", found.links)
            yield from self._labelled(_("Born here"), took, "$muted")
        yield from self._labelled("", found.question, "$faint")

    def _labelled(self, label: str, text: str, style: str) -> Iterator[Content]:
        for line in flow([(one_line(text), style)], self._room):
            yield Content.assemble((f"{label:<{_LABEL}}", "$muted"), *line)
            label = ""
