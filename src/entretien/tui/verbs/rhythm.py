"""When to be in touch again: later, cadence, let rest, let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from entretien.actions.contacts import set_cadence, set_status, snooze
from entretien.actions.interactions import needs_no_reply
from entretien.actions.promises import postpone_promise
from entretien.i18n import _
from entretien.model.cadence import NO_CADENCE, PRESETS
from entretien.model.contact import Promise
from entretien.relationship.sentences import advice
from entretien.tui.verbs.base import People, VerbPlace
from entretien.words import short_date

if TYPE_CHECKING:
    from entretien.tui.modals.cadence import CadenceAnswer


class RhythmVerbs(VerbPlace):
    """The verbs that move the due date and leave the log alone."""

    def action_later(self) -> None:
        """Put off; on a promise's card, the promise."""
        people = self.people()
        if people is None:
            return
        from entretien.tui.modals.later import OTHER_DAY, day_line, later_choice

        promise = people.card.promise if people.card and people.card.part == "promise" else None
        title, note = people.title(_("Later")), ""
        if promise is not None:
            note = _("Moves the promise: {what}").format(what=promise.what)

        def put_off(until: date | None) -> None:
            if until is not None:
                self._put_off(people.who, until, promise)

        def answered(until: date | Literal["day"] | None) -> None:
            if until == OTHER_DAY:
                line = day_line(title, self.app.today, day_first=self.app.config.reads_day_first)
                self.app.push_screen(line, put_off)
            elif until is not None:
                put_off(until)

        self.app.push_screen(later_choice(title, self.app.today, note), answered)

    def _put_off(self, who: tuple[str, ...], until: date, promise: Promise | None) -> None:
        there = self.still(who)
        if not there:
            return
        if promise is None:
            self.do(snooze(self.book, there, until, short_date(until, self.app.today)), "later")
        elif promise in (promises := self.book.contacts[there[0]].promises):
            self.do(postpone_promise(self.book, there[0], promises.index(promise), until), "later")

    def action_cadence(self) -> None:
        """Choose a rhythm."""
        people = self.people()
        if people is None:
            return

        from entretien.tui.modals.cadence import AS_CIRCLES, cadence_choice

        def answered(cadence: CadenceAnswer | None) -> None:
            if cadence is not None and (there := self.still(people.who)):
                self.do(set_cadence(self.book, there, None if cadence == AS_CIRCLES else cadence), "cadence")

        contacts = [people.network.book.contacts[id] for id in people.who]
        inherited = people.network.book.cadence_days(
            replace(people.first, cadence=None), self.app.config.default_cadence.days
        )
        choice = cadence_choice(people.title(_("Cadence")), contacts, inherited, _cadence_note(people))
        self.app.push_screen(choice, answered)

    def action_rest(self) -> None:
        """Let rest, or bring back those who rest or were let go; a message that waits for a reply needs none."""
        people = self.people()
        if people is None:
            return
        if people.card and people.card.part == "reply":
            entry = next(
                entry
                for entry in reversed(people.network.book.timeline(people.who[0]))
                if entry.interaction == people.card.interaction
            )
            self.do(needs_no_reply(self.book, entry), "let-go")
        elif active := [id for id in people.who if self.book.contacts[id].status == "active"]:
            self.do(set_status(self.book, active, "resting"), "rested")
        else:
            self.do(set_status(self.book, people.who, "active"))

    def action_let_go(self) -> None:
        """Let go: the tie is closed, and can be brought back."""
        people = self.people()
        if people is not None:
            self.do(set_status(self.book, people.who, "closed"), "closed")


def _cadence_note(people: People) -> str:
    """What the log suggests, and a rhythm that is on none of the keys."""
    if len(people.who) > 1:
        return ""
    present = people.first.cadence
    on_a_key = present is None or present.days in {preset.days for preset in (*PRESETS, NO_CADENCE)}
    now = "" if on_a_key or present is None else _("Now: {cadence}.").format(cadence=present.words())
    proposed = advice(people.network.relationship(people.who[0]), people.network.parameters)
    return "\n".join(filter(None, (now, proposed)))
