"""The triage: this week's people, one card at a time, one decision a keystroke."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from entretien.actions.session import decide, pick
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.model.network import Decision, Introduction, Session, Verdict
from entretien.outlook import Network
from entretien.relationship.introductions import Proposal
from entretien.relationship.queue import Card
from entretien.triage import Stopwatch, Triage
from entretien.tui.commands import BY_ID, CONTACT, MOVE, TRIAGE, bindings, keys_of
from entretien.tui.verbs import ContactVerbs
from entretien.tui.verbs.base import People
from entretien.tui.widgets.card import CardView
from entretien.tui.widgets.chrome import OneLine, StatusLine
from entretien.tui.widgets.nobody import Nobody
from entretien.tui.widgets.queue_list import QueueList
from entretien.tui.widgets.row_list import RowList
from entretien.tui.widgets.week_line import WeekLine

if TYPE_CHECKING:
    from entretien.tui.first_paint import FirstPaint

_CLOCK_SECONDS = 20
"""How often the minutes are drawn anew."""
_LAST_CARDS = 5
"""With so few left, what is said at the end is worked out while one reads."""
_FRAME_HEIGHT = 9
"""Lines of the screen that are not the queue's."""


class TriageScreen(ContactVerbs):
    """The queue on the left, the card on the right. Every judgement brings the next card."""

    NAME = "triage"
    COMMAND_TABLES = (CONTACT, TRIAGE, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*COMMAND_TABLES)

    def __init__(self) -> None:
        super().__init__()
        self._triage: Triage | None = None
        self._card: Card | None = None
        """The card on the screen: what a key decides, it decides for this one."""
        self._skipped: tuple[str, ...] = ()
        self._judging: str | None = None
        """The contact whose judgement is being written down."""
        self._watch: Stopwatch | None = None

    def compose_body(self) -> ComposeResult:
        """The week's line, the queue, the card; on a wide screen the timeline beside it."""
        yield WeekLine()
        with Horizontal(id="triage"):
            yield QueueList(id="queue", classes="panel")
            yield CardView(id="card", classes="panel")
            yield CardView(id="log", classes="panel", portion="timeline")
        yield OneLine(id="next-line")
        yield Nobody()

    def on_mount(self) -> None:
        """Let the minutes run."""
        self.query_one("#queue").border_title = Content(_("Queue"))
        self.set_interval(_CLOCK_SECONDS, self._draw_week)

    # Showing

    def show_network(self, network: Network) -> None:
        """Show the session as it stands, on the card that was in front or the one that follows it."""
        before, after = self._triage, Triage.at(network, self.app.now(), self._skipped)
        self._triage = after
        is_first = self._watch is None
        if self._watch is None:
            self._watch = Stopwatch(self.app.clock, after.session.minutes)
            self._greet(after)
        self._watch.touch()
        if self._judging is not None:
            card = after.following(self._judging) or after.card(self._judging)
        elif self._card is not None and self.app.screen is not self:
            card = after.card(self._card.who) or self._card
        else:
            card = self._still_in_front(before, after)
        self._show(card)
        if is_first:
            self._take_over_from(self.app.paint)
            self.run_worker(network.prepared, thread=True)

    def _take_over_from(self, paint: FirstPaint | None) -> None:
        """A key that came since the first picture is meant for the card that stood there, if it is the same."""
        if paint is not None and paint.seen is not None and self._card and self._card.who == paint.seen[0]:
            self.query_one("#card", CardView).was_shown(paint.seen[1])

    def _still_in_front(self, before: Triage | None, after: Triage) -> Card | None:
        """After a change from elsewhere: the card an undo brought back, the same card, or the one that follows."""
        returned = _taken_back(before.session, after.session) if before else None
        who = self._card.who if self._card else None
        follower = before.following(who) if before else None
        below = after.card(follower.who) if follower else None
        return after.card(returned) or after.card(who) or below or after.following(who)

    def _show(self, card: Card | None) -> None:
        triage = self._triage
        assert triage is not None
        self._card = card
        self.set_class(card is None, "-nobody")
        queue = self.query_one(QueueList)
        queue.show_triage(triage, card, self.app.size.height - _FRAME_HEIGHT)
        queue.show_subtitle(self._who_can_wait(len(triage.another_week)))
        self._show_card()
        self._draw_week()
        if card is None:
            self.query_one(Nobody).show(triage)

    def _show_card(self) -> None:
        assert self._triage is not None
        network, card = self._triage.network, self._card
        who = card.who if card else None
        wide = self.has_class("-wide")
        main, log = self.query_one("#card", CardView), self.query_one("#log", CardView)
        main.show_portion("facts" if wide else "all")
        main.show(network, who, card)
        main.show_subtitle(self._what_done_means(card) if card else Content())
        log.show(network, who if wide else None)
        self._draw_next()
        self.look_ahead(self._likely())

    def _likely(self) -> Iterator[None]:
        """The cards that are likely to come next: after a judgement, below and above; and the likeliest judgement.

        What is said at the end of a session is about everybody.
        """
        triage, card = self._triage, self._card
        if triage is None or card is None:
            return
        main, log, dealt = self.query_one("#card", CardView), self.query_one("#log", CardView), triage.dealt
        place = next((place for place, other in enumerate(dealt) if other.who == card.who), 0)
        for near in (triage.following(card.who), *dealt[place + 1 : place + 2], *dealt[max(0, place - 1) : place]):
            if near is not None:
                main.prepare(triage.network, near.who, near)
                if self.has_class("-wide"):
                    log.prepare(triage.network, near.who)
                yield
        if len(dealt) <= _LAST_CARDS:
            yield from triage.network.ties_ahead()
        if self.app.network is triage.network:
            change, verdict = self.done_with(People(triage.network, (card.who,), card))
            self.app.foresee(self._judgement(triage, card, change, verdict))

    def _what_done_means(self, card: Card) -> Content:
        """The key that does what the card asks for, and what that is."""
        return self._key_hint("contact.done", _done(card))

    def _who_can_wait(self, count: int) -> Content:
        """How many could be seen another week, and the key that takes one of them now."""
        if not count:
            return Content("")
        return Content(ngettext("{n} can wait · ", "{n} can wait · ", count)) + self._key_hint(
            "triage.more", _("one more")
        )

    def _key_hint(self, command: str, text: str) -> Content:
        keys = keys_of(BY_ID[command], self.app.keys)
        return Content.assemble((keys[0], "bold $accent"), f" {text}") if keys else Content("")

    def _draw_next(self) -> None:
        """The queue as one line, for where it has no room of its own."""
        assert self._triage is not None
        who = self._card.who if self._card else None
        ahead = [card for card in self._triage.dealt if card.who != who]
        names = [card.contact.name for card in ahead[:3]]
        more = f" +{len(ahead) - len(names)}" if len(ahead) > len(names) else ""
        text = _("Next: {names}").format(names=" · ".join(names)) + more if names else _("The last one.")
        self.query_one("#next-line", OneLine).show_text(Content.styled(text, "$muted"))

    def _draw_week(self) -> None:
        if self._triage is not None:
            self.query_one(WeekLine).show(self._triage, self._minutes)

    def _greet(self, triage: Triage) -> None:
        """A kind line after some weeks without a session; where the session goes on, that it does."""
        status = self.query_one(StatusLine)
        if triage.missed_weeks >= triage.network.parameters.missed_weeks:
            status.say(
                "",
                ngettext(
                    "Back again: {n} person, nothing more.", "Back again: {n} people, nothing more.", triage.total
                ),
            )
        elif triage.session.decisions and not triage.is_over:
            status.say("", _("The session goes on where you left it."))

    @property
    def _minutes(self) -> int:
        return self._watch.minutes if self._watch else 0

    # Judging

    def subjects(self) -> tuple[str, ...]:
        """The contact on the card."""
        return (self._card.who,) if self._card else ()

    def card(self) -> Card | None:
        """The card on the screen."""
        return self._card

    def people(self) -> People | None:
        """The contact on the card, once it has been seen: a key typed ahead was meant for the card before."""
        hidden = self.has_class("-tiny") or self.has_class("-flat")
        if self._card is not None and (hidden or not self._card_was_seen):
            return None
        return super().people()

    @property
    def _card_was_seen(self) -> bool:
        return self.query_one("#card", CardView).was_seen_at(self.app.pressed_at)

    def perform(self, change: Change, verdict: Verdict | None = None) -> bool:
        """Carry out a judgement together with its record in the session, then deal the next card."""
        card, triage = self._card, self._triage
        if verdict is None or card is None or triage is None or not change:
            return super().perform(change, verdict)
        self._touch()
        self._judging = card.who
        try:
            done = super().perform(self._judgement(triage, card, change, verdict), verdict)
        finally:
            self._judging = None
        if done and self._triage is not None and self._triage.is_over:
            self.call_later(self.action_summary)
        return done

    def _judgement(self, triage: Triage, card: Card, change: Change, verdict: Verdict) -> Change:
        """A change together with its record in the session, which may end with it."""
        now = self.app.now()
        decision = Decision(who=card.who, part=card.part, did=verdict, at=now)
        book, minutes = triage.network.book, self._minutes
        whole = decide(book, triage.session, change, decision, minutes=minutes)
        if all(other.who == card.who for other in triage.waiting):
            after = Triage.at(triage.network.next(book.apply(whole)), now)
            if after.is_over:
                return decide(book, triage.session, change, decision, minutes=minutes, finished=now)
        return whole

    def action_introduce(self) -> None:
        """Introduce the person on the card; once nobody waits, what the session ends with."""
        match self._triage.gift if self._triage and self._card is None else None:
            case Introduction(id=known):
                self.go_on(known)
            case Proposal(seeker, offerer, need):
                self.bring_together(seeker.id, offerer.id, need.what)
            case None:
                super().action_introduce()

    def action_skip(self) -> None:
        """The next card; this one comes back last."""
        if self._triage is None or self._card is None or self.people() is None:
            return
        who = self._card.who
        card = self._triage.following(who)
        if card is None:
            self.say("", _("Nobody else is waiting."))
            return
        self._skipped = (*(id for id in self._skipped if id != who), who)
        self._triage = Triage(self._triage.network, self._triage.session, self._skipped)
        self._touch()
        self._show(card)

    def action_more(self) -> None:
        """One more of those who could wait for another week."""
        if self._triage is None:
            return
        session = self._triage.with_one_more()
        if session is None:
            self.say("", _("Nobody else would be due."))
            return
        name = self._triage.another_week[0].name
        self.app.apply(pick(self._triage.network.book, session, _("One more this week: {name}").format(name=name)))

    def action_open(self) -> None:
        """The card among the contacts."""
        if self._card is not None:
            self.app.open_contact(self._card.who)

    def action_fold(self) -> None:
        """Notes, seeks and offers in full, or folded again."""
        card = self.query_one("#card", CardView)
        card.full = not card.full
        self.query_one("#log", CardView).full = card.full

    def action_summary(self) -> None:
        """What was done so far, and what comes."""
        from entretien.tui.modals.summary import SummaryModal

        if self._triage is not None and self.app.screen is self:
            self.app.push_screen(SummaryModal(self._triage), self._summed_up)

    def _summed_up(self, change: Change | None) -> None:
        if change:
            self.app.apply(change)

    # Moving

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """A click chose another card; one that something is open over stays, wherever the queue goes meanwhile."""
        event.stop()
        if self.app.screen is self:
            self._follow_cursor()

    def action_down(self) -> None:
        """The next card."""
        self._move(1)

    def action_up(self) -> None:
        """The card before."""
        self._move(-1)

    def action_first(self) -> None:
        """The first card that waits."""
        self.query_one(QueueList).action_first()
        self._follow_cursor()

    def action_last(self) -> None:
        """The last card that waits."""
        self.query_one(QueueList).action_last()
        self._follow_cursor()

    def action_half_page_down(self) -> None:
        """Scroll the card."""
        self._scroll_card(1)

    def action_half_page_up(self) -> None:
        """Scroll the card back."""
        self._scroll_card(-1)

    def _move(self, by: int) -> None:
        self.query_one(QueueList).move(by)
        self._follow_cursor()

    def _scroll_card(self, direction: int) -> None:
        self.query_one("#log" if self.has_class("-wide") else "#card", CardView).half_page(direction)

    def _follow_cursor(self) -> None:
        if self._triage is None:
            return
        card = self._triage.card(self.query_one(QueueList).current)
        if card is not None and card != self._card:
            self._touch()
            self._card = card
            self._show_card()

    def on_resize(self) -> None:
        """Another width may bring another arrangement."""
        self.call_after_refresh(self._arrange)

    def _arrange(self) -> None:
        if self._triage is not None:
            self._show(self._card)

    def _touch(self) -> None:
        if self._watch is not None:
            self._watch.touch()


def _done(card: Card) -> str:
    """What it means that the card is done."""
    match card.part:
        case "promise":
            return _("it is kept")
        case "reply":
            return _("I answered")
        case "met":
            return _("I sent a first word")
        case "date":
            return _("I wished them well")
        case "see" | "revive":
            return _("I wrote to them")


def _taken_back(before: Session, after: Session) -> str | None:
    """Whose judgement an undo took back."""
    count = len(after.decisions)
    if len(before.decisions) > count and before.decisions[:count] == after.decisions:
        return before.decisions[count].who
    return None
