"""Writing: the guard against too much of it, the letter, and its line in the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from entretien.actions.contacts import snooze
from entretien.actions.interactions import log
from entretien.actions.introductions import take_step
from entretien.i18n import _
from entretien.model.interaction import Interaction
from entretien.relationship.sentences import hold
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.verbs.touch import TouchVerbs
from entretien.words import short_date

if TYPE_CHECKING:
    from entretien.tui.modals.write import Form, WriteAnswer, WriteDraft
    from entretien.tui.verbs.letters import Occasion

GuardAnswer = Literal["bring", "anyway", "rest"]


class WriteVerbs(TouchVerbs):
    """The verb that drafts a message. It is logged only when the user says that it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.letter_drafts: dict[tuple[str, str], WriteDraft] = {}
        """Letters begun and not sent, by contact and occasion."""

    def action_write(self) -> None:
        """Draft a message; while a hold of the guard runs, ask first."""
        people = self.only_one()
        if people is None:
            return
        from entretien.tui.verbs.letters import occasion_of

        (who,) = people.who
        relationship = people.network.relationship(who)
        if not relationship.on_hold or relationship.hold_until is None:
            self._write(who, occasion_of(people.network, who, people.card))
            return
        until = relationship.hold_until

        def answered(answer: GuardAnswer | None) -> None:
            if answer is None or not self.still((who,)):
                return
            if answer == "rest":
                self.do(snooze(self.book, (who,), until, short_date(until, self.app.today)), "later")
            else:
                self._write(who, occasion_of(people.network, who, people.card), gave=answer == "bring")

        options: list[tuple[str, str, GuardAnswer]] = [
            ("b", _("I bring something: write"), "bring"),
            ("w", _("Write anyway"), "anyway"),
            ("s", _("Later: {date}").format(date=short_date(until, self.app.today)), "rest"),
        ]
        self.app.push_screen(ChoiceModal(people.title(_("Write")), options, hold(relationship)), answered)

    def write_about(self, introduction: str, who: str, step: Literal["asked", "introduced"]) -> None:
        """Ask one side of an introduction, or introduce both; once it is sent, that step is taken."""
        from entretien.tui.verbs.letters import Occasion

        if self.still((who,)):
            self._write(who, Occasion("introduction", introduction, step))

    def _step_taken(self, occasion: Occasion, who: str, _draft: WriteDraft, done: Callable[[], None]) -> None:
        if occasion.introduction in self.book.introductions:
            side = who if occasion.step == "asked" else ""
            step = take_step(self.book, occasion.introduction, occasion.step, self.app.today, side)
            if self.do(step, "introduced"):
                done()

    def _log_letter(self, who: str, draft: WriteDraft, done: Callable[[], None]) -> None:
        message = Interaction(on=self.app.today, direction="out", note=draft.note, gave=draft.gave)

        def go_on() -> None:
            if self.do(log(self.book, who, message, self.app.today), "wrote"):
                done()

        self.unless_same_words(message, 1, go_on)

    def _write(self, who: str, occasion: Occasion, *, gave: bool = False) -> None:
        from entretien.actions.templates import own_template
        from entretien.messages import proposed_detail, specific_detail
        from entretien.tui.editing import open_in_editor
        from entretien.tui.modals.write import WriteModal
        from entretien.tui.verbs.letters import addresses, forms, manner

        contact = self.book.contacts[who]
        key = (who, occasion.key)
        sent = partial(self._step_taken, occasion) if occasion.introduction else self._log_letter

        def done() -> None:
            del self.letter_drafts[key]

        def answered(answer: WriteAnswer | None) -> None:
            if answer is None:
                return
            self.letter_drafts[key] = answer.draft
            if answer.sent and self.still((who,)):
                sent(who, answer.draft, done)

        def edit(template: str) -> Sequence[Form]:
            self.app.apply(own_template(self.book, template))
            open_in_editor(self.app, self.app.store.path_of("template", template))
            return forms(self.book, contact, occasion, self.app.today)

        modal = WriteModal(
            contact,
            forms(self.book, contact, occasion, self.app.today),
            addresses=addresses(self.book, contact, occasion),
            is_specific=partial(specific_detail, contact=contact) if occasion.part == "met" else None,
            manner=manner(contact),
            gave=gave,
            detail=proposed_detail(contact) if occasion.part == "met" else "",
            draft=self.letter_drafts.get(key),
            edit=edit,
        )
        self.app.push_screen(modal, answered)
