"""A change: what one action does to the records, before anything is written. One change is one step of undo."""

from __future__ import annotations

from entretien.dataclass import dataclass
from entretien.model.network import Kind, Record


@dataclass(frozen=True, slots=True)
class Edit:
    """One record before and after. No `before`: it is new. No `after`: it is deleted. Two ids: it is renamed."""

    kind: Kind
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Change:
    """An action's edits, with the line that tells the user what was done ("Logged coffee with Marie")."""

    label: str
    edits: tuple[Edit, ...]

    def __bool__(self) -> bool:
        return bool(self.edits)
