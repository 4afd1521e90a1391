"""What was worked out of files before they are changed. It counts as long as a file holds the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entretien.dataclass import dataclass, replace

if TYPE_CHECKING:
    from entretien.model.network import Record
    from entretien.model.plain import Plain

_MOST: Final = 16
"""Files of which something is kept."""


@dataclass(frozen=True, slots=True)
class Current:
    """What a record's file says now."""

    record: Record
    essence: Plain
    raw: Plain
    content: bytes
    text: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a file is to say once it is changed."""

    before: Current
    after: Current


class Foresight:
    """What is known of the files that were changed last, and of those that are likely to be changed next."""

    def __init__(self) -> None:
        self._known: dict[str, Current] = {}
        self._drafts: dict[str, _Draft] = {}

    def current(self, path: str, content: bytes, record: Record) -> Current | None:
        """What a file with this content says, where it is this record; None where that isn't known."""
        draft = self._drafts.get(path)
        for known in (self._known.get(path), draft.after if draft else None):
            if known is not None and known.content == content:
                if known.record is record:
                    return known
                return replace(known, record=record) if known.record == record else None
        return None

    def draft(self, path: str, before: Current, record: Record) -> bytes | None:
        """What becomes of a file that is to say another record, if that was worked out."""
        draft = self._drafts.get(path)
        if draft is None or draft.before.content != before.content or draft.after.record != record:
            return None
        return draft.after.content

    def note(self, path: str, before: Current, after: Current) -> None:
        """Keep what a file says and what it is to say."""
        for kept in (self._known, self._drafts):
            kept.pop(path, None)
            if len(kept) >= _MOST:
                kept.pop(next(iter(kept)), None)
        self._known[path], self._drafts[path] = before, _Draft(before, after)
