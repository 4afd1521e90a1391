"""A file that could not be taken in, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from entretien.dataclass import dataclass

ProblemKind = Literal[
    "syntax", "invalid", "conflict-marker", "conflict-copy", "duplicate-id", "dangling", "encoding", "not-a-file",
    "permission", "too-large", "unknown-key", "bad-name",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with one file. `line` and `column` count from 1; None where the whole file is meant."""

    path: Path
    kind: ProblemKind
    reason: str
    """What is wrong, in plain words, in the current language."""
    hint: str = ""
    """What is accepted, or what to do."""
    line: int | None = None
    column: int | None = None
    serious: bool = True
    """The file could not be used. A warning (a misspelt key, a dangling reference) leaves it in use."""

    @property
    def where(self) -> str:
        """Path, line and column, as compilers write them."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
