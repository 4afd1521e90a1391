"""The only question that asks "are you sure"."""

from __future__ import annotations

from entretien.i18n import _
from entretien.tui.modals.choice import ChoiceModal


class ConfirmModal(ChoiceModal[bool]):
    """Yes on `y` (or `o`, as in oui) and Enter; no on `n` and Escape."""

    def __init__(self, question: str, detail: str, yes: str) -> None:
        super().__init__(question, [("y", yes, True), ("n", _("No"), False)], note=detail)
        self._options += (("o", "", True), ("enter", "", True))
