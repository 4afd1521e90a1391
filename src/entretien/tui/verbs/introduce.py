"""Introducing: two people, why, and the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from entretien.actions.introductions import agreed_beforehand, proposals_for, propose, take_step
from entretien.i18n import _
from entretien.model.network import Introduction
from entretien.plaintext import one_line
from entretien.relationship.introductions import Proposal, progress
from entretien.tui.verbs.base import People
from entretien.tui.verbs.write import WriteVerbs

if TYPE_CHECKING:
    from entretien.tui.modals.introduce import Pick, StepAnswer


class IntroduceVerbs(WriteVerbs):
    """The verb that brings two people together. With two people marked, it is about these two."""

    def action_introduce(self) -> None:
        """Introduce this person to somebody, or go on with an introduction."""
        people = self.people()
        if people is None:
            return
        if len(people.who) == 2:
            self.bring_together(people.who[0], people.who[1], "")
        elif len(people.who) > 2:
            self.say(_("An introduction is between two people."))
        else:
            self._pick(people)

    def _pick(self, people: People) -> None:
        from entretien.tui.modals.introduce import person_line, pick_choice

        (who,) = people.who
        network = people.network
        everything = network.book.introductions.values()
        running = [
            it for it in everything if who in it.between and progress(it, network.today, network.parameters).is_open
        ]
        proposed = proposals_for(who, network.ties(), everything, network.today, network.parameters)
        title = people.title(_("Introduce"))

        def somebody(other: str | None) -> None:
            if other is not None and len(self.still((who, other))) == 2:
                self.bring_together(who, other, "")

        def answered(pick: Pick | None) -> None:
            match pick:
                case None:
                    return
                case Introduction():
                    self.go_on(pick.id)
                case Proposal():
                    self.bring_together(pick.seeker.id, pick.offerer.id, pick.need.what)
                case _:
                    self.app.push_screen(person_line(title, self.book, who), somebody)

        if running or proposed:
            self.app.push_screen(pick_choice(title, network, running, proposed, who), answered)
        else:
            self.app.push_screen(person_line(title, network.book, who), somebody)

    def bring_together(self, first: str, second: str, suggestion: str) -> None:
        """Ask why, note the idea, and offer the first step; a pair that was thought of before goes on from there."""
        from entretien.tui.modals.introduce import because_line, name_of

        pair = {first, second}
        known = next((it for it in self.book.introductions.values() if set(it.between) == pair), None)
        if known is not None:
            self.go_on(known.id)
            return

        def answered(because: str | None) -> None:
            if because is None or len(self.still((first, second))) < 2:
                return
            before = set(self.book.introductions)
            if self.do(propose(self.book, first, second, because, self.app.today)):
                (made,) = set(self.book.introductions) - before
                self.go_on(made)

        names = f"{name_of(self.book, first)} ⇄ {name_of(self.book, second)}"
        self.app.push_screen(because_line(names, one_line(suggestion, 120)), answered)

    def go_on(self, introduction: str) -> None:
        """Offer the next step of an introduction."""
        from entretien.tui.modals.introduce import steps_choice

        record = self.book.introductions[introduction]
        if not progress(record, self.app.today).is_open:
            self.say(_("That introduction is settled."))
            return

        def answered(answer: StepAnswer | None) -> None:
            if answer is None or introduction not in self.book.introductions:
                return
            match answer.deed:
                case "direct":
                    if self.do(agreed_beforehand(self.book, introduction)):
                        self.go_on(introduction)
                case "write":
                    step: Literal["asked", "introduced"] = "introduced" if answer.state == "introduced" else "asked"
                    self.write_about(introduction, answer.who, step)
                case "step":
                    change = take_step(self.book, introduction, answer.state, self.app.today, answer.who)
                    moved = answer.state in ("asked", "introduced")
                    self.do(change, "introduced" if moved else None)

        self.app.push_screen(steps_choice(self.book, record, self.app.today), answered)
