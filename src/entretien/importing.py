"""Bringing people in: preview a source against the book, spread the first days, write what was accepted as one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from entretien.book import Book
from entretien.config import Config
from entretien.dataclass import dataclass, replace
from entretien.interop import plain_csv
from entretien.interop.archives import is_archive
from entretien.interop.candidates import ignore_progress
from entretien.interop.formats import recognise
from entretien.interop.importing import look, memory_folder, read_source, remember
from entretien.interop.memory import ColumnMemory
from entretien.interop.plain_csv import Table
from entretien.interop.preview import Preview
from entretien.interop.source import Source
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.paths import Places, is_so
from entretien.relationship.capacity import stagger
from entretien.storage.history import Step
from entretien.storage.loader import Progress
from entretien.storage.pending import Receipt
from entretien.storage.store import Store


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The undo steps that don't hold any more: undone, or undone and then forgotten for a newer action."""

    steps: Sequence[Step]

    def __contains__(self, step: object) -> bool:
        if not isinstance(step, str) or not step.isdigit() or not self.steps:
            return False
        number = int(step)
        standing = {known.number for known in self.steps if not known.undone}
        return number >= min(known.number for known in self.steps) and number not in standing


def unknown_table(path: Path, places: Places) -> Table | None:
    """What is to be seen of a table of no known make whose columns nobody has named yet; None for anything else.

    Raises UnreadableSourceError for what can't be read or recognised.
    """
    source = Source(path)
    if not is_so(path.is_file) or is_archive(source):
        return None
    source.require_text()
    if recognise(source).name != plain_csv.NAME:
        return None
    table = plain_csv.look_at(source)
    return None if table.signature in ColumnMemory.load(memory_folder(places)).mappings else table


def rows_expected(path: Path) -> int:
    """About how many rows a source has, counted by their marks without understanding them; 0 where that can't be."""
    if not is_so(path.is_file):
        return 0
    with suppress(OSError), path.open("rb") as stream:
        piece = stream.read(_PIECE)
        mark = next((mark for mark in _MARKS if mark in piece.upper()), b"\n")
        count = 0
        while piece:
            count += piece.upper().count(mark)
            piece = stream.read(_PIECE)
        return count
    return 0


_PIECE: Final = 1 << 20
_MARKS: Final = (b"BEGIN:VCARD", b"BEGIN:VEVENT", b"\nFROM ")


def preview_file(
    store: Store,
    book: Book,
    path: Path,
    config: Config,
    today: date,
    *,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = ignore_progress,
) -> Preview:
    """What importing a file would do. Raises UnreadableSourceError for what can't be read or recognised."""
    reading = read_source(path, config, today, format=format, mapping=mapping, places=store.places, progress=progress)
    return look(book, reading, store.places, config, undone=TakenBack(store.history()))


def carry_out(
    store: Store, accepted: Preview, config: Config, today: date, progress: Progress | None = None
) -> Receipt | None:
    """Write what was accepted as one step of undo and remember what the source said; None if nothing changes.

    `progress` is called with the number of files written and of all; what it raises ends it without a trace.
    """
    change = without_a_wall(accepted.change(), accepted.book, config, today)
    receipt = store.commit(change, progress=progress) if change else None
    remember(accepted, store.places, str(store.history()[0].number) if receipt else "")
    return receipt


def without_a_wall(change: Change, book: Book, config: Config, today: date) -> Change:
    """The change with a first day for each new contact without history, spread over the rhythm they share.

    Who was met in the last days is left as is: a first word to them doesn't wait.
    """
    groups: dict[int, list[str]] = defaultdict(list)
    after = book.apply(change)
    for edit in change.edits:
        if edit.before is None and isinstance(edit.after, Contact) and _waits(edit.after, config, today):
            cadence = after.cadence_days(edit.after, config.default_cadence.days)
            if cadence:
                groups[cadence].append(edit.after.id)
    days = {
        who: today + timedelta(days=offset)
        for cadence, ids in groups.items()
        for who, offset in zip(sorted(ids), stagger(len(ids), cadence), strict=True)
    }
    return replace(change, edits=tuple(_with_first_day(edit, days) for edit in change.edits))


def _waits(contact: Contact, config: Config, today: date) -> bool:
    just_met = contact.met and contact.met.on and (today - contact.met.on).days <= config.model.follow_up_days
    return contact.status == "active" and not contact.interactions and not contact.snoozed_until and not just_met


def _with_first_day(edit: Edit, days: Mapping[str, date]) -> Edit:
    if isinstance(edit.after, Contact) and edit.before is None and edit.after.id in days:
        return replace(edit, after=replace(edit.after, snoozed_until=days[edit.after.id]))
    return edit
