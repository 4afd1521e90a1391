"""Sorting those one has met, one by one, the same evening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from entretien.actions.contacts import set_status
from entretien.actions.sorting import give_time, keep
from entretien.i18n import _, ngettext
from entretien.interop.matching import Match, evidence_words
from entretien.interop.merge import merge, tell_apart
from entretien.model.change import Change
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.sorting import Mark, Sorting
from entretien.tui.commands import BY_ID, MOVE, SORT, bindings, keys_of
from entretien.tui.modals.circles_of import CirclesModal
from entretien.tui.modals.compare import CompareAnswer, CompareModal, name_line
from entretien.tui.modals.pick import PickModal
from entretien.tui.spans import Span
from entretien.tui.verbs import ContactVerbs
from entretien.tui.widgets.card import CardView
from entretien.tui.widgets.row_list import Row, RowList
from entretien.twins import Twins

_SIGNS: Final[dict[Mark, Span]] = {
    "waiting": ("  ", "text"),
    "kept": ("✓ ", "success"),
    "let-go": ("✕ ", "faint"),
    "written": ("→ ", "muted"),
}


class CaptureList(RowList, can_focus=False):
    """Those one has met. It never takes the focus: the screen moves its cursor."""

    def __init__(self) -> None:
        super().__init__(id="captures", classes="panel")
        self._sorting: Sorting | None = None

    def show_sorting(self, sorting: Sorting, who: str | None) -> None:
        """Show everybody of the round, with the cursor on one of them."""
        self._sorting = sorting
        place = sorting.people.index(who) if who in sorting.people else None
        self.show_rows(len(sorting.people), place)

    @property
    def current(self) -> str | None:
        """Whom the cursor is on."""
        people = self._sorting.people if self._sorting else ()
        return people[self.cursor] if 0 <= self.cursor < len(people) else None

    def row(self, index: int, width: int) -> Row:  # noqa: ARG002 - drawn to any width
        """What was decided, the name, the organisation."""
        assert self._sorting is not None
        who = self._sorting.people[index]
        contact, mark = self._sorting.network.book.contacts[who], self._sorting.mark(who)
        here = index == self.cursor
        name = "bold" if here else "faint" if mark == "let-go" else "text"
        bar: Span = ("▌", "accent") if here else (" ", "text")
        return Row([bar, _SIGNS[mark], (contact.name, name)], [(f" {contact.org}", "muted")] if contact.org else [])

    def watch_cursor(self, old: int, new: int) -> None:
        """The mark follows the cursor."""
        self.redraw()
        super().watch_cursor(old, new)


class SortScreen(ContactVerbs):
    """A keystroke each, then on to the next; at the end, who gets this week's time."""

    NAME = "sort"
    PASSING = True
    COMMAND_TABLES = (SORT, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*COMMAND_TABLES)

    def __init__(self, event: str = "") -> None:
        """`event` is the id of the one to sort; empty: everybody met lately."""
        super().__init__()
        self._event = event
        self._sorting: Sorting | None = None
        self._twins: Twins | None = None
        self._found: tuple[Match, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Those one has met, the card of one, and who that may be."""
        with Horizontal(id="sort"):
            yield CaptureList()
            with Vertical(id="sort-right"):
                yield CardView(id="card", classes="panel")
                yield Static("", markup=False, id="twin")
        nobody = _("Nobody waits to be sorted. Whom you meet comes here until you have decided.")
        yield Static(Content.styled(nobody, "$muted"), id="all-sorted")

    def on_mount(self) -> None:
        """Look for people who are here twice, in a thread."""
        self.query_one(CaptureList).border_title = Content(_("Sort"))
        self.run_worker(self._look_for_twins, thread=True, group="twins")

    def show_network(self, network: Network) -> None:
        """Show the round as it stands, on whom an undo brought back, or the same person."""
        before = self._sorting
        after = self._sorting = Sorting(network, self._event, before.people if before else ())
        who = self.query_one(CaptureList).current
        if before is None:
            who = next(iter(after.waiting), None)
        elif returned := [id for id in after.waiting if id not in before.waiting and id not in (who, None)]:
            who = returned[0] if len(after.waiting) > len(before.waiting) else who
        self._show(who)

    def subjects(self) -> tuple[str, ...]:
        """Whom the cursor is on."""
        who = self.query_one(CaptureList).current
        return (who,) if who else ()

    def on_row_list_moved(self) -> None:
        """Another card."""
        self._show_card()

    # Moving

    def action_down(self) -> None:
        """Next line."""
        self.query_one(CaptureList).move(1)

    def action_up(self) -> None:
        """Previous line."""
        self.query_one(CaptureList).move(-1)

    def action_first(self) -> None:
        """First line."""
        self.query_one(CaptureList).action_first()

    def action_last(self) -> None:
        """Last line."""
        self.query_one(CaptureList).action_last()

    def action_half_page_down(self) -> None:
        """Down the card."""
        self.query_one(CardView).half_page(1)

    def action_half_page_up(self) -> None:
        """Up the card."""
        self.query_one(CardView).half_page(-1)

    def action_fold(self) -> None:
        """Unfold the card, or fold it."""
        card = self.query_one(CardView)
        card.full = not card.full

    # Deciding

    def action_keep(self) -> None:
        """Keep, and go on."""
        if people := self.only_one():
            self._judge(people.who[0], keep(self.book, people.who[0], self.app.today))

    def action_let_go(self) -> None:
        """Let go, and go on."""
        if people := self.only_one():
            self._judge(people.who[0], set_status(self.book, people.who, "closed"))

    def action_circle(self) -> None:
        """Join and leave circles."""

        def answered(change: Change | None) -> None:
            if change is not None:
                self.do(change)

        if people := self.only_one():
            self.app.push_screen(CirclesModal(self.book, people.who), answered)

    def action_merge(self) -> None:
        """Look at the card beside that of somebody it may be; where nobody is near, ask whose."""
        people = self.only_one()
        if people is None:
            return
        (who,) = people.who
        if self._found:
            self._compare(who, self._found)
            return

        def named(other: str | None) -> None:
            if other is not None and self.still((who, other)) == (who, other):
                self._compare(who, (Match(other, "chosen"),))

        self.app.push_screen(name_line(self.book, who), named)

    def action_time(self) -> None:
        """Choose who gets this week's time."""
        sorting = self._sorting
        if sorting is None or not sorting.kept:
            self.say(_("Nobody is kept yet."))
            return

        def answered(picked: tuple[str, ...] | None) -> None:
            if picked is not None:
                there = self.still(sorting.kept)
                later = sorting.later([who for who in there if who not in picked])
                self.do(give_time(self.book, [who for who in there if who in picked], later))

        self.app.push_screen(PickModal(sorting), answered)

    def action_back(self) -> None:
        """Leave; what was decided is written."""
        self.dismiss(None)

    def _compare(self, who: str, found: Sequence[Match]) -> None:
        def answered(answer: CompareAnswer | None) -> None:
            if answer is None or len(self.still((who, answer.other))) < 2:
                return
            if answer.same:
                self._judge(who, merge(self.book, answer.other, who, self.app.config.region))
            else:
                self.do(tell_apart(self.book, who, answer.other))

        self.app.push_screen(CompareModal(self.book, who, found, self.app.today), answered)

    def _judge(self, who: str, change: Change) -> None:
        """Carry out a judgement, and go on to the next; after the last one, say what there is time for."""
        assert self._sorting is not None
        following = self._sorting.following(who)
        if change and not self.perform(change):
            return
        if following is not None:
            self._show(following)
        elif len(self._sorting.kept) > self._sorting.room:
            self.action_time()
        else:
            kept = len(self._sorting.kept)
            said = ngettext("All sorted: {n} kept, and it fits this week.", "All sorted: {n} kept, all fit.", kept)
            self.say(said if kept else _("All sorted."), _("{key} back").format(key=self._key("sort.back")))

    # Showing

    def _show(self, who: str | None) -> None:
        sorting = self._sorting
        assert sorting is not None
        captures = self.query_one(CaptureList)
        captures.show_sorting(sorting, who)
        kept = ngettext("{n} kept", "{n} kept", len(sorting.kept))
        waiting = ngettext("{n} to sort", "{n} to sort", len(sorting.waiting))
        captures.border_subtitle = Content(f"{waiting} · {kept}" if sorting.waiting else kept)
        self.set_class(not sorting.people, "-nobody")
        self._show_card()

    def _show_card(self) -> None:
        if self._sorting is None:
            return
        network, who = self._sorting.network, self.query_one(CaptureList).current
        self.query_one(CardView).show(network, who, network.card(who) if who else None)
        self._found = self._twins.of(network.book, who) if self._twins and who else ()
        self.set_class(bool(self._found), "-twin")
        if self._found:
            other = network.book.contacts[self._found[0].who]
            name = " · ".join(filter(None, (one_line(other.name, 40), one_line(other.org, 30))))
            said = _("Perhaps {name}: {why}.").format(name=name, why=evidence_words(self._found[0].evidence))
            hint = [(f"  {self._key('sort.merge')}", "bold $accent"), (f" {_('side by side')}", "$muted")]
            self.query_one("#twin", Static).update(Content.assemble((said, "$warning"), *hint))

    def _key(self, command: str) -> str:
        return next(iter(keys_of(BY_ID[command], self.app.keys)), "")

    def _look_for_twins(self) -> None:
        """In a thread."""
        assert self.app.network is not None
        twins = Twins(self.app.network.book, self.app.config.region)
        self.app.call_from_thread(self._twins_found, twins)

    def _twins_found(self, twins: Twins) -> None:
        if self.is_attached:
            self._twins = twins
            self._show_card()
