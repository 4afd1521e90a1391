"""Promising, and what becomes of promises."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from entretien.actions.promises import drop_promise, keep_promise, postpone_promise, promise
from entretien.i18n import _
from entretien.model.contact import Promise
from entretien.tui.verbs.base import VerbPlace

if TYPE_CHECKING:
    from entretien.tui.modals.promise import PromiseAnswer


class PromiseVerbs(VerbPlace):
    """The verb for promises, mine and theirs."""

    def action_promise(self) -> None:
        """Promise something, or say what became of a promise."""
        people = self.only_one()
        if people is None:
            return
        from entretien.tui.modals.promise import PromiseModal

        (who,) = people.who

        def answered(answer: PromiseAnswer | None) -> None:
            if answer is None or not self.still((who,)):
                return
            if answer.deed == "new":
                self.do(promise(self.book, who, answer.promise), "promised")
            elif answer.deed == "moved":
                self._ask_day(who, answer.promise)
            elif (place := self._place_of(who, answer.promise)) is None:
                self.say(_("That promise was changed meanwhile."))
            elif answer.deed == "kept":
                self.do(keep_promise(self.book, who, place, self.app.today), "kept")
            else:
                self.do(drop_promise(self.book, who, place))

        modal = PromiseModal(people.first, self.app.today, day_first=self.app.config.reads_day_first)
        self.app.push_screen(modal, answered)

    def _ask_day(self, who: str, moved: Promise) -> None:
        from entretien.tui.modals.later import day_line

        def answered(day: date | None) -> None:
            if day is not None and (place := self._place_of(who, moved)) is not None:
                self.do(postpone_promise(self.book, who, place, day), "later")

        line = day_line(moved.what, self.app.today, day_first=self.app.config.reads_day_first)
        self.app.push_screen(line, answered)

    def _place_of(self, who: str, wanted: Promise) -> int | None:
        """Where a promise stands now; None if it is gone or another one."""
        contact = self.book.contacts.get(who)
        if contact is None or wanted not in contact.promises:
            return None
        return contact.promises.index(wanted)
