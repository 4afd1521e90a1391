"""The plan: the coming weeks against the time there is, and the slower rhythms that would make them fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from entretien.actions.plan import accept_fix
from entretien.i18n import _, ngettext
from entretien.outlook import Network
from entretien.relationship.plan import Plan, Week, by_circle, plan
from entretien.relationship.year import year
from entretien.tui.spans import cell
from entretien.tui.widgets.bars import count_bar
from entretien.tui.widgets.flow import flow
from entretien.words import short_date

if TYPE_CHECKING:
    from entretien.tui.app import EntretienApp

WEEKS: Final = 12
_LABEL: Final = 16
_TWO_FROM: Final = 84
"""Cells from which the weeks before and after stand side by side."""
_CIRCLES: Final = 6
_COLUMNS: Final = "▁▂▃▄▅▆▇█"


class PlanModal(ModalScreen[None]):
    """Twelve weeks as bars with the line of what a session has time for; one key accepts the slower rhythms."""

    app: EntretienApp
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss(None)"),
        ("tab", "other"),
        ("enter,y", "accept"),
        ("j,down", "scroll(1)"),
        ("k,up", "scroll(-1)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._after = False

    def compose(self) -> ComposeResult:
        """One text in a box that scrolls."""
        with VerticalScroll(classes="dialog -plan") as box:
            box.border_title = Content(_("Plan · the coming weeks"))
            yield Static(Content.styled(_("Looking ahead …"), "$muted"), markup=False, id="plan")

    def on_mount(self) -> None:
        """Look ahead, without holding the screen up."""
        self._look_ahead()

    def on_resize(self) -> None:
        """Fit the width."""
        self.call_after_refresh(self._show)

    def action_other(self) -> None:
        """The weeks after the fix, or before it, where there is room for one of them."""
        self._after = not self._after
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_accept(self) -> None:
        """Slow the rhythms as proposed, as one step."""
        network = self.app.network
        if self._plan is None or network is None or not self._plan.fix.slowings:
            return
        if self.app.apply(accept_fix(network.book, self._plan.fix.slowings)):
            self._look_ahead()

    def _look_ahead(self) -> None:
        network = self.app.network
        if network is not None:
            self.run_worker(lambda: self._reckon(network), thread=True, exclusive=True)

    def _reckon(self, network: Network) -> None:
        config = network.config
        found = plan(
            network.ties(), network.today, WEEKS, config.session_minutes, config.minutes_per_touch, config.model
        )
        self.app.call_from_thread(self._reckoned, found)

    def _reckoned(self, found: Plan) -> None:
        self._plan = found
        self._show()

    def _show(self) -> None:
        if self._plan is None or self.app.network is None:
            return
        box = self.query_one(VerticalScroll)
        width = box.scrollable_content_region.width
        drawing = _Drawing(self._plan, self.app.network, width)
        self.query_one("#plan", Static).update(Content("\n").join(drawing.lines(after=self._after)))
        hints = [_("Esc close")]
        if self._plan.fix.slowings:
            turn = [] if drawing.is_wide else [_("Tab before, after")]
            hints = [_("Enter accepts the slower rhythms"), *turn, *hints]
        box.border_subtitle = Content(" · ".join(hints))


class _Drawing:
    """The plan in lines of text, for a width."""

    def __init__(self, plan: Plan, network: Network, width: int) -> None:
        self._plan = plan
        self._network = network
        self._width = max(24, width)
        weeks = (*plan.weeks, *plan.weeks_after)
        self._most = max(plan.room, *(week.people for week in weeks), 1)
        self.is_wide = width >= _TWO_FROM

    def lines(self, *, after: bool) -> Iterator[Content]:
        plan = self._plan
        yield from self._text(plan.load.sentence, "$foreground" if plan.load.fits else "$warning")
        if plan.fix.sentence:
            yield from self._text(plan.fix.sentence, "$success")
        yield Content("")
        if not plan.fix.slowings:
            yield from self._weeks(plan.weeks, min(self._width, 70))
        elif self.is_wide:
            room = (self._width - 4) // 2
            yield Content.assemble((cell(_("As it stands"), room + 4), "bold $muted"), (_("After"), "bold $muted"))
            both = zip(self._weeks(plan.weeks, room), self._weeks(plan.weeks_after, room), strict=True)
            for one, other in both:
                yield Content.assemble(one, " " * (room + 4 - one.cell_length), other)
        else:
            yield Content.styled(_("After") if after else _("As it stands"), "bold $muted")
            yield from self._weeks(plan.weeks_after if after else plan.weeks, self._width)
        yield Content("")
        yield from self._circles(plan.weeks, plan.weeks_after)
        yield Content("")
        yield from self._year()

    def _year(self) -> Iterator[Content]:
        """The network's year in a line or two."""
        past = year(self._network.ties(), self._network.parameters)
        circle = self._network.book.circles.get(past.largest_circle)
        clump = past.clump_sentence(circle.name if circle else past.largest_circle)
        for sentence in filter(None, (past.reciprocity_sentence, clump)):
            yield from self._text(sentence, "$muted")

    def _weeks(self, weeks: Sequence[Week], width: int) -> Iterator[Content]:
        """A bar a week, with the line of what there is time for."""
        room = max(8, width - _LABEL - 6)
        line = min(room - 1, round(self._plan.room / self._most * room))
        for week in weeks:
            bar = count_bar(week.people, self._most, room)
            within, beyond = bar[:line], bar[line + 1 :]
            label = cell(short_date(week.starts, self._network.today), _LABEL - 2)
            yield Content.assemble(
                (label, "$muted"), "  ",
                (within, "$cool"), " " * (line - len(within)), ("│", "$accent"),
                (beyond, "$warm"), " " * (room - line - 1 - len(beyond)),
                (f" {week.people:>3}", "$muted" if week.people <= self._plan.room else "bold $warm"),
            )  # fmt: skip

    def _circles(self, weeks: Sequence[Week], later: Sequence[Week]) -> Iterator[Content]:
        """The circles that ask for most, each with its weeks."""
        sums, sums_after = by_circle(weeks), by_circle(later)
        most = max((count for week in weeks for count in week.by_circle.values()), default=0)
        names = min(28, max(10, self._width - WEEKS - 12))
        for id, total in sums.most_common(_CIRCLES):
            circle = self._network.book.circles.get(id)
            name = circle.name if circle else id or _("in no circle")
            counts = (week.by_circle.get(id, 0) for week in weeks)
            spark = "".join(_COLUMNS[(count * 8 - 1) // most] if count else " " for count in counts)
            people = ngettext("{n} touch", "{n} touches", total)
            fewer = f" → {sums_after[id]}" if sums_after[id] != total else ""
            yield Content.assemble(
                (cell(name, names), "$muted"), "  ", (spark, "$cool"), (f"  {people}", "$muted"), (fewer, "$success")
            )

    def _text(self, text: str, style: str) -> Iterator[Content]:
        for line in flow([(text, style)], self._width):
            yield Content.assemble(*line)
