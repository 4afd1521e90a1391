"""The circles: what ties each together, how it fares, and what it asks for."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from entretien.actions.circles import add_circle, confirm_stake, dissolve_circle, edit_circle
from entretien.i18n import _, ngettext
from entretien.model.ids import fold
from entretien.model.network import Circle
from entretien.outlook import Network
from entretien.relationship.capacity import touches_a_week
from entretien.relationship.circles import CircleHealth
from entretien.tui.commands import CIRCLES, MOVE, bindings
from entretien.tui.modals.confirm import ConfirmModal
from entretien.tui.modals.edit_circle import circle_form
from entretien.tui.screens.place import Place
from entretien.tui.spans import Span, cell
from entretien.tui.widgets.circle_view import CircleView, MemberList, health_of
from entretien.tui.widgets.row_list import Row, RowList
from entretien.words import decimal, percent

_LINES = 2
"""Lines a circle takes: its name and figures, its stake."""
_LOAD_FROM, _CADENCE_FROM = 50, 84
"""Cells from which a column is shown."""


class CircleList(RowList):
    """The circles, two lines each. What they ask for and how they fare is reckoned for those in view."""

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._network: Network | None = None
        self._circles: tuple[Circle, ...] = ()

    def show(self, network: Network, wanted: str | None = None) -> None:
        """Show the circles of a network, with the cursor on `wanted`, else on the one it was on."""
        here = wanted or (self.circle.id if self.circle else None)
        self._network = network
        self._circles = tuple(sorted(network.book.circles.values(), key=lambda circle: fold(circle.name)))
        place = next((index for index, circle in enumerate(self._circles) if circle.id == here), None)
        self.show_rows(len(self._circles) * _LINES, None if place is None else place * _LINES)

    @property
    def circle(self) -> Circle | None:
        """The circle that the cursor is on."""
        return self._circles[self.cursor // _LINES] if 0 <= self.cursor < len(self._circles) * _LINES else None

    def row(self, index: int, width: int) -> Row:
        """The name with the figures, or the stake."""
        circle = self._circles[index // _LINES]
        if index % _LINES:
            stake = (circle.stake, "muted") if circle.stake else (_("no stake is written yet"), "faint")
            return Row([("  ", "text"), stake], heading=True)
        assert self._network is not None
        found = health_of(self._network, circle)
        right: list[Span] = []
        if width >= _CADENCE_FROM:
            right.append((cell(circle.cadence.words() if circle.cadence else "", 18), "muted"))
        if width >= _LOAD_FROM:
            right.append((f" {_load(self._network, circle):>9}", "muted"))
        right += [(f"{found.members:>4}  ", "text"), *_health(found)]
        return Row([(circle.name, "bold")], right)


def _load(network: Network, circle: Circle) -> str:
    """The touches a week that a circle's members ask for."""
    active = (contact for contact in network.book.members(circle.id) if contact.status == "active")
    touches = touches_a_week(cadence for contact in active if (cadence := network.cadence(contact.id)))
    return _("{touches} / wk").format(touches=decimal(touches, 1 if touches >= 1 else 2))


def _health(found: CircleHealth) -> list[Span]:
    if found.value is None:
        return [(cell("     —", 18), "faint")]
    names = {"stake": _("stake"), "progress": _("progress"), "respect": _("respect"), None: ""}
    style = "warm" if found.value >= 0.5 else "cooling" if found.value >= 0.25 else "cool"
    return [(f"{percent(found.value):>6} ", style), (cell(names[found.weakest], 11), "muted")]


class CirclesScreen(Place):
    """The list of circles, and beside it the one under the cursor."""

    NAME = "circles"
    COMMAND_TABLES = (CIRCLES, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(CIRCLES)
    AUTO_FOCUS = "CircleList"

    def __init__(self) -> None:
        super().__init__()
        self._network: Network | None = None

    def compose_body(self) -> ComposeResult:
        """The list and the circle."""
        with Horizontal(id="circles-body"):
            yield CircleList(id="circles", classes="panel")
            yield CircleView(id="circle", classes="panel")
        with Vertical(id="nothing"):
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Name the list, and say how to begin."""
        self.query_one("#circles").border_title = Content(_("Circles"))
        self.query_one("#nothing Static", Static).update(
            Content("\n").join(
                (
                    Content(_("No circle yet: people whom one strong reason ties together.")),
                    Content(""),
                    Content.assemble(("n", "bold $accent"), (f"  {_('makes one')}", "$muted")),
                    Content.assemble(("+", "bold $accent"), (f"  {_('in a quick-add line does too: +hec')}", "$muted")),
                )
            )
        )

    def show_network(self, network: Network) -> None:
        """Show the circles of this network."""
        if self._network is not network:
            self._show(network)

    def _show(self, network: Network, wanted: str | None = None) -> None:
        self._network = network
        self.set_class(not network.book.circles, "-nothing")
        circles = self.query_one(CircleList)
        circles.show(network, wanted)
        count = len(network.book.circles)
        circles.border_subtitle = Content(ngettext("{n} circle", "{n} circles", count))
        self._show_circle()

    def _show_circle(self) -> None:
        view = self.query_one(CircleView)
        if self._network is not None and view.display:
            view.show(self._network, self.query_one(CircleList).circle)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the circle that the cursor is on."""
        message.stop()
        if isinstance(message.rows, CircleList):
            self._show_circle()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click opens."""
        message.stop()
        self.action_open()

    def on_resize(self) -> None:
        """The circle comes with the width."""
        self.call_after_refresh(self._show_circle)

    def action_open(self) -> None:
        """The members among the contacts; in the list of members, that one."""
        members = self.query_one(MemberList)
        if members.has_focus and members.who:
            self.app.open_contact(members.who)
        elif circle := self.query_one(CircleList).circle:
            self.app.open_query(f"+{circle.id}")

    def action_new(self) -> None:
        """Make a circle."""

        def answered(circle: Circle | None) -> None:
            if circle is not None and self._network is not None:
                change = add_circle(self._network.book, circle)
                made = change.edits[0].after
                if self.perform(change) and made is not None:
                    self._show(self.app.network or self._network, made.id)

        self.app.push_screen(circle_form(None), answered)

    def action_edit(self) -> None:
        """Change a circle's name, stake and cadence."""
        circle = self.query_one(CircleList).circle
        if circle is None:
            return

        def answered(edited: Circle | None) -> None:
            if edited is None or self._network is None or circle.id not in self._network.book.circles:
                return
            change = edit_circle(self._network.book, edited, circle)
            after = next((edit.after for edit in change.edits if isinstance(edit.after, Circle)), None)
            if self.perform(change) and after is not None:
                self._show(self.app.network or self._network, after.id)

        self.app.push_screen(circle_form(circle), answered)

    def action_confirm(self) -> None:
        """The stake still holds."""
        circle = self.query_one(CircleList).circle
        if circle is None or self._network is None:
            return
        if not circle.stake:
            self.say("", _("There is no stake to confirm yet; E writes one."))
            return
        self.perform(confirm_stake(self._network.book, circle.id, self.app.today))

    def action_delete(self) -> None:
        """Dissolve a circle, after asking."""
        circle = self.query_one(CircleList).circle
        if circle is None:
            return

        def answered(yes: bool | None) -> None:
            if yes and self._network is not None and circle.id in self._network.book.circles:
                self.perform(dissolve_circle(self._network.book, circle.id))

        question = _('Dissolve "{name}"?').format(name=circle.name)
        self.app.push_screen(ConfirmModal(question, _("Its members stay contacts; undo brings it back."),
                                          _("Dissolve")), answered)  # fmt: skip
