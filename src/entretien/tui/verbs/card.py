"""The card itself: edit it in a form or in an editor, delete it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from entretien.actions.contacts import delete_contacts
from entretien.editor import edit_file
from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.tui.modals.confirm import ConfirmModal
from entretien.tui.verbs.base import People, VerbPlace

if TYPE_CHECKING:
    from entretien.tui.modals.edit_contact import EditAnswer


class CardVerbs(VerbPlace):
    """The verbs that are about the contact's file."""

    def __init__(self) -> None:
        super().__init__()
        self.edit_drafts: dict[str, EditAnswer] = {}
        """What was changed in a form and not saved, by contact."""

    def action_edit(self) -> None:
        """Edit the card in a form."""
        people = self.only_one()
        if people is None:
            return
        from entretien.tui.modals.edit_contact import EditContactModal

        (who,) = people.who

        def answered(answer: EditAnswer | None) -> None:
            if answer is None:
                return
            self.edit_drafts[who] = answer
            if answer.save:
                self._save(who, answer)
            elif answer.texts:
                self.say(_("The draft is kept."), _("{key} goes on with it").format(key="E"))

        self.app.push_screen(EditContactModal(people.network, who, self.edit_drafts.get(who)), answered)

    def _save(self, who: str, answer: EditAnswer) -> None:
        """Save a form beside what was changed elsewhere meanwhile; what could not be saved stays a draft."""
        from entretien.card_form import CardForm

        if not self.still((who,)):
            return
        form = CardForm(self.book, self.book.contacts[who], self.app.today, self.app.config.reads_day_first)
        change = form.change_since(answer.begun, answer.texts)
        if change is not None and (self.do(change) or not change):
            del self.edit_drafts[who]

    def action_edit_file(self) -> None:
        """Open the file in the editor, and take in what was written."""
        people = self.only_one()
        if people is None:
            return
        path = self.app.store.path_of("contact", people.who[0])
        try:
            with self.app.suspend():
                edit_file(path)
        except SuspendNotSupported:
            self._warn(_("An editor can't be opened from here."))
        except EntretienError as error:
            self._warn(str(error))
        self.app.refresh_from_disk()
        for problem in self.book.problems:
            if problem.path == path and problem.serious:
                where = problem.where.removeprefix(f"{self.app.places.home}{os.sep}")
                self._warn(f"{where}: {problem.reason}")

    def _warn(self, text: str) -> None:
        self.app.notify(text, severity="error", markup=False)

    def action_delete(self) -> None:
        """Delete; the only verb that asks."""
        people = self.people()
        if people is None:
            return

        def answered(yes: bool | None) -> None:
            if yes and (there := self.still(people.who)):
                self.do(delete_contacts(self.book, there))

        question = ngettext("Delete {name}?", "Delete {n} contacts?", len(people.who)).format(name=people.first.name)
        self.app.push_screen(ConfirmModal(question, _what_goes(people), _("Delete")), answered)


def _what_goes(people: People) -> str:
    contacts = [people.network.book.contacts[id] for id in people.who]
    lines = sum(len(contact.interactions) for contact in contacts)
    if not lines:
        return _("Undo brings everything back.")
    return ngettext(
        "{n} line of the log goes too; undo brings everything back.",
        "{n} lines of the log go too; undo brings everything back.",
        lines,
    )
