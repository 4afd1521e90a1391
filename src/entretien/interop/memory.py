"""What each source said when it was last read, so that the next export changes only what changed there.

The memory is a hint, never a truth: it says which contact a row became and what the row said, and is compared with the
contact as it stands now. It lives in one JSON file a source under `<home>/.entretien/imports/`. Deleting it is safe:
then nothing that a contact says is overwritten, and only empty fields are filled.

Undo needs no second bookkeeping: an entry carries the undo step that the import was, and what the row had said before.
Where that step has been undone, the entry counts as never written and the earlier one holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from entretien import disk
from entretien.interop.fields import Said

_COLUMNS: Final = "columns.json"
KEPT: Final = 4
"""Earlier sayings kept of a row, for undoing several imports one after the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row said in one import, and the contact that it became."""

    who: str
    said: Said
    step: str = ""
    """The undo step of the import; "" where it changed nothing."""


@dataclass(frozen=True, slots=True)
class ImportMemory:
    """The sayings of one source, by the row's key, newest first."""

    source: str
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    undone: Container[str] = frozenset()

    @classmethod
    def load(cls, folder: Path, source: str, *, undone: Container[str] = frozenset()) -> ImportMemory:
        """The memory of a source; empty if there is none or it can't be read. `undone`: steps taken back since."""
        try:
            plain = json.loads((folder / f"{source}.json").read_bytes())
            entries = {key: tuple(Entry(*item) for item in items) for key, items in plain["rows"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return cls(source, undone=undone)
        return cls(source, entries, undone)

    def last(self, key: str) -> Entry | None:
        """What the row of that key said last, in an import that still holds."""
        return next((entry for entry in self.entries.get(key, ()) if entry.step not in self.undone), None)

    def concerns(self, contacts: Container[str]) -> bool:
        """Whether any row's contact is still there. Where none is, the user has started afresh."""
        return any(entries[0].who in contacts for entries in self.entries.values())

    def with_rows(self, rows: Mapping[str, Entry]) -> ImportMemory:
        """The memory after an import."""
        entries = dict(self.entries)
        for key, entry in rows.items():
            earlier = tuple(old for old in entries.get(key, ()) if old.step not in self.undone)
            if earlier and (earlier[0].who, earlier[0].said) == (entry.who, entry.said):
                continue
            entries[key] = (entry, *earlier[: KEPT - 1])
        return replace(self, entries=entries)

    def without(self, ids: Container[str], words: re.Pattern[str]) -> ImportMemory:
        """The memory with nothing left in it of a contact, by ids and by whatever a row said."""

        def tells(key: str, rows: tuple[Entry, ...]) -> bool:
            said = [key, *(dict(entry.said) for entry in rows)]
            return any(entry.who in ids for entry in rows) or bool(words.search(json.dumps(said, ensure_ascii=False)))

        return replace(self, entries={key: rows for key, rows in self.entries.items() if not tells(key, rows)})

    def save(self, folder: Path) -> None:
        """Write the memory whole or not at all, readable by its owner only."""
        rows: dict[str, Any] = {
            key: [[entry.who, dict(entry.said), entry.step] for entry in entries]
            for key, entries in self.entries.items()
        }
        _write(folder, f"{self.source}.json", {"format": 1, "rows": rows})


def forget(folder: Path, ids: Container[str], words: re.Pattern[str]) -> None:
    """Take a contact out of the memory of every source, for good: rows that became one of the `ids` or say the `words`.

    A memory that can't be read goes as a whole. Raises OSError.
    """
    for path in folder.glob("*.json"):
        if path.name == _COLUMNS:
            continue
        memory = ImportMemory.load(folder, path.stem)
        left = memory.without(ids, words)
        if not left.entries:
            path.unlink(missing_ok=True)
        elif left.entries != memory.entries:
            left.save(folder)


@dataclass(frozen=True, slots=True)
class ColumnMemory:
    """Which columns hold what in tables of no known make, by their titles."""

    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> ColumnMemory:
        """What was said so far; nothing if there is no such file or it can't be read."""
        try:
            plain = json.loads((folder / _COLUMNS).read_bytes())
            return cls({signature: dict(mapping) for signature, mapping in plain["tables"].items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return cls()

    def with_mapping(self, signature: str, mapping: Mapping[str, str]) -> ColumnMemory:
        """The memory with what is said now for a kind of table."""
        return ColumnMemory({**self.mappings, signature: mapping})

    def save(self, folder: Path) -> None:
        """Write the memory whole or not at all."""
        _write(folder, _COLUMNS, {"format": 1, "tables": {key: dict(value) for key, value in self.mappings.items()}})


def _write(folder: Path, name: str, plain: dict[str, Any]) -> None:
    """Write whole or not at all, and never through a link."""
    for path in (folder.parent, folder):
        disk.make_own_folder(path)
    disk.write_whole(folder / name, json.dumps(plain).encode())
