"""Carrying out what was decided: on disk first, then on screen.

A decision is durable before the next card is painted. Its files are replaced right after: as the next thing that is
done, before another key is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from entretien.book import Book
from entretien.errors import EntretienError
from entretien.i18n import _
from entretien.model.change import Change
from entretien.outlook import Network
from entretien.storage.errors import ConflictError
from entretien.storage.merge import Resolution
from entretien.storage.pending import Pending, Receipt
from entretien.storage.store import Store
from entretien.tui.commands import BY_ID, keys_of
from entretien.tui.themed_app import ThemedApp


class _Begun(NamedTuple):
    """What is on the screen already."""

    change: Change
    pending: Pending


class ChangingApp(ThemedApp):
    """An app that shows a network and changes it."""

    store: Store
    network: Network | None
    keys: dict[str, str]
    _begun: _Begun | None = None

    def apply(self, change: Change, resolution: Resolution | None = None) -> bool:
        """Carry out a change. False if there was nothing to do or it failed.

        Where the files say something else by now, the user is asked which side to keep.
        """
        if not change or self.network is None:
            return False
        try:
            pending = self.store.begin(change, resolution)
        except EntretienError as error:
            self._refused(change, error)
            return False
        self._begun = _Begun(change, pending)
        self.took(pending.receipt)
        if not self.has_key_in_hand:
            self.painted()
        return True

    def foresee(self, change: Change) -> None:
        """Work out beforehand what a change that is likely will come to."""
        if change and self.network is not None:
            self.store.foresee(change)
            self.network.foresee(self.network.book.apply(change))

    def painted(self) -> None:
        """Finish what was begun, now that one sees it. Where that fails, show again what the files say."""
        begun, self._begun = self._begun, None
        if begun is None:
            return
        try:
            receipt = begun.pending.finish()
        except EntretienError as error:
            self.say("")
            self.refresh_from_disk()
            self._refused(begun.change, error)
        else:
            if receipt != begun.pending.receipt:
                self.refresh_from_disk()

    def _refused(self, change: Change | None, error: EntretienError) -> None:
        if change is not None and isinstance(error, ConflictError):
            self._ask_which(change, error)
        else:
            self.notify(str(error), severity="error", markup=False)

    def _ask_which(self, change: Change, conflict: ConflictError) -> None:
        from entretien.tui.modals.conflict import ConflictModal

        def answered(side: Resolution | None) -> None:
            if side is not None:
                self.apply(change, side)
            self.refresh_from_disk()

        self.push_screen(ConflictModal(conflict.clashes), answered)

    def action_undo(self, step: int | None = None) -> None:
        """Undo the last action, whatever it was, or the step of that number."""
        self._carry_out(partial(self.store.undo, step), _("Undone:"))

    def action_redo(self, step: int | None = None) -> None:
        """Do again what was undone last, or the step of that number."""
        self._carry_out(partial(self.store.redo, step), _("Redone:"))

    def _carry_out(self, act: Callable[[], Receipt], prefix: str) -> None:
        try:
            receipt = act()
        except EntretienError as error:
            self._refused(None, error)
        else:
            self.took(receipt, prefix=prefix, undoable=False)

    def took(self, receipt: Receipt, *, prefix: str = "", undoable: bool = True) -> None:
        """Take in what was written, show it and say it."""
        assert self.network is not None
        self.network = self.network.next(self.network.book.with_edits(receipt.edits))
        self.show_network()
        if undoable and not receipt.edits:
            self.say(_("Nothing was written."))
            return
        keys = keys_of(BY_ID["app.undo"], self.keys) if undoable else ()
        self.say(f"{prefix} {receipt.label}".strip(), _("{key} undoes").format(key=keys[0]) if keys else "")

    def refresh_from_disk(self) -> None:
        """Take in what other programs have written, now."""
        if self.network is not None:
            self.take_over(self.store.refresh(self.network.book))

    def take_over(self, book: Book) -> None:
        """Show another state of the book."""
        assert self.network is not None
        if book is not self.network.book:
            self.network = self.network.next(book)
            self.show_network()

    def show_network(self) -> None:
        """Show the network as it is now."""
        raise NotImplementedError

    def say(self, text: str, hint: str = "") -> None:
        """Give a line of feedback."""
        raise NotImplementedError
