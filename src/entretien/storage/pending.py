"""A change that is written down for good, so that it will be, whatever happens; its files follow in a moment."""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable
from typing import TYPE_CHECKING

from entretien.dataclass import dataclass

if TYPE_CHECKING:
    from entretien.model.change import Edit


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a commit really did, after putting it together with changes from elsewhere.

    `Book.with_edits(receipt.edits)` is the book after it.
    """

    label: str
    edits: tuple[Edit, ...]


class Pending:
    """What was begun. Nobody else writes before it is finished."""

    def __init__(self, receipt: Receipt, carry_out: Callable[[], Receipt] | None = None) -> None:
        """Without `carry_out` there is nothing left to do."""
        self.receipt = receipt
        """What it will come to, unless another program changes the same files in this very moment."""
        self._carry_out = carry_out
        self._thread = get_ident()
        self._outcome = receipt
        self._failure: BaseException | None = None

    def finish(self) -> Receipt:
        """Replace the files; what it came to. The second time, what it came to the first time.

        Raises what `Store.commit` raises; nothing was changed then.
        """
        if self._carry_out is not None:
            carry_out, self._carry_out = self._carry_out, None
            try:
                self._outcome = carry_out()
            except BaseException as error:
                self._failure = error
        if self._failure is not None:
            raise self._failure
        return self._outcome

    @property
    def is_mine(self) -> bool:
        """It was begun in this thread, which would wait for itself."""
        return self._thread == get_ident()
