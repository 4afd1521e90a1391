"""What all actions are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from entretien.book import Book
from entretien.dataclass import replace
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact


def contact_edit(contact: Contact, **fields: Any) -> Edit:
    """The contact with other values in these fields."""
    return Edit("contact", contact, replace(contact, **fields))


def for_each(
    book: Book, who: Iterable[str], label: Callable[[int, Contact], str], edit: Callable[[Contact], Contact]
) -> Change:
    """One change for all these contacts; those that `edit` leaves as they are take no part.

    `label` gets the number of contacts changed and the first of them. An empty change has an empty label.
    """
    edits = []
    for id in dict.fromkeys(who):
        before = book.contacts[id]
        after = edit(before)
        if after != before:
            edits.append(Edit("contact", before, after))
    if not edits:
        return Change("", ())
    first = edits[0].after
    assert isinstance(first, Contact)
    return Change(label(len(edits), first), tuple(edits))


def joined(label: str, changes: Sequence[Change]) -> Change:
    """Several changes to different records as one step. Later edits of the same record build on earlier ones."""
    edits: dict[tuple[str, str], Edit] = {}
    for edit in (edit for change in changes for edit in change.edits):
        record = edit.after or edit.before
        assert record is not None
        key = (edit.kind, record.id)
        earlier = edits.get(key)
        edits[key] = Edit(edit.kind, earlier.before, edit.after) if earlier else edit
    return Change(label, tuple(edits.values()))
