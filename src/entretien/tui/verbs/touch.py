"""Noting what happened: done, log, a sign of life."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from entretien.actions.interactions import log_with, same_words, signs_of_life, wrote_to
from entretien.actions.promises import keep_promise
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.model.interaction import TOGETHER, Interaction
from entretien.model.network import Verdict
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.verbs.base import People, VerbPlace


class TouchVerbs(VerbPlace):
    """The verbs that write a line into the log."""

    def action_done(self) -> None:
        """What the card asks for, today: the promise is kept, else a message of mine."""
        people = self.people()
        if people is not None:
            self.do(*self.done_with(people))

    def done_with(self, people: People) -> tuple[Change, Verdict]:
        """What it comes to that the card is done."""
        promise = people.card.promise if people.card and people.card.part == "promise" else None
        if promise is not None:
            place = people.first.promises.index(promise)
            return keep_promise(self.book, people.who[0], place, self.app.today), "kept"
        return wrote_to(self.book, people.who, self.app.today), "done"

    def action_sign(self) -> None:
        """They wrote or called."""
        people = self.people()
        if people is not None:
            self.do(signs_of_life(self.book, people.who, self.app.today), "logged")

    def action_log(self) -> None:
        """What happened, in detail."""
        people = self.people()
        if people is None:
            return
        from entretien.tui.modals.log import LogAnswer, LogModal

        who = people.who

        def answered(answer: LogAnswer | None) -> None:
            if answer is None:
                return
            if answer.interaction is None:
                self.log_drafts[who] = answer.draft
                return
            self.log_drafts.pop(who, None)
            if there := self.still(who):
                self.unless_same_words(answer.interaction, len(there), partial(self._log, there, answer.interaction))

        self.app.push_screen(LogModal(people.network, who, self.log_drafts.get(who)), answered)

    def _log(self, who: tuple[str, ...], interaction: Interaction) -> None:
        self.do(log_with(self.book, who, interaction, self.app.today), "logged")

    def unless_same_words(self, interaction: Interaction, count: int, go_on: Callable[[], None]) -> None:
        """Go on, after asking once where the same words would go to more than a handful of people today."""
        sent = len(same_words(self.book, interaction.note, self.app.today))
        written = interaction.channel not in TOGETHER and interaction.effective_direction == "out"
        if not (written and interaction.note.strip() and sent <= self.app.config.model.same_words_most < sent + count):
            go_on()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                go_on()

        question = ngettext("Same words to {n} person?", "Same words to {n} people?", sent + count)
        options = [("y", _("Yes, log it"), True), ("n", _("No"), False)]
        note = _("A word of their own reaches further.")
        self.app.push_screen(ChoiceModal[bool](question, options, note), answered)
