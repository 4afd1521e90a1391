"""A book of which each folder is read when somebody looks into it, and one record of it alone if that is enough.

It is for commands that are about one person: who is named by an id is read from their file, and nobody else is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from entretien.book import Book
from entretien.model.cell import Cell
from entretien.model.ids import ID_SHAPE
from entretien.model.shelf import Shelf
from entretien.storage.folders import FOLDERS

if TYPE_CHECKING:
    from pathlib import Path

    from entretien.model.network import Kind
    from entretien.model.problem import Problem

R = TypeVar("R")

Tell = Callable[["tuple[Problem, ...]"], None]
Load = Callable[["Kind"], Book]


class LateShelf(Shelf[R]):
    """The records of a folder."""

    __slots__ = ("_alone", "_folder", "_is_read", "_kind", "_load", "_tell", "_whole")

    def __init__(self, kind: Kind, folder: Path, load: Load, tell: Tell) -> None:
        """`load` reads the whole folder, once; `tell` is given what is wrong in it."""
        self._kind: Kind = kind
        self._folder = folder
        self._load = load
        self._tell = tell
        self._alone: dict[str, Cell[R] | None] = {}
        self._is_read = False
        self._whole: Shelf[R] | None = None
        self._made_of = None

    def __getattr__(self, name: str) -> Any:
        """What a shelf is made of, on the first look at more than one record."""
        if name not in ("_cells", "_changes", "_is_made", "_kept"):
            raise AttributeError(name)
        if self._whole is None:
            book = self._load(self._kind)
            self._whole = Shelf.holding(book.of(self._kind))  # type: ignore[arg-type]
            self._tell(book.problems)
        setattr(self, name, getattr(self._whole, name))
        self._is_read = name == "_cells" or self._is_read
        return getattr(self, name)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._one(id) is not None

    def cell(self, id: str) -> Cell[R]:
        """The record's cell: the same object as long as the record stays as it is. Raises KeyError."""
        found = self._one(id)
        if found is None:
            raise KeyError(id)
        return found

    def holds(self, id: str) -> bool:
        """Whether the id is that of a file, also of one that can't be used."""
        return os.path.lexists(f"{self._folder}/{id}.toml")

    def _one(self, id: str) -> Cell[R] | None:
        """One record, read alone unless all are there; None where there is none that can be used."""
        if id not in self._alone:
            if self._is_read:
                self._alone[id] = super().cell(id) if id in self._cells else None
            else:
                self._alone[id] = self._read(id) if ID_SHAPE.fullmatch(id) else None
        return self._alone[id]

    def _read(self, id: str) -> Cell[R] | None:
        from entretien.storage.loader import Found, take

        taken = take(Found(self._kind, id, f"{self._folder}/{id}.toml"))
        if taken is not None and taken.problems:
            self._tell(taken.problems)
        return taken.cell if taken else None


def late_book(home: Path, load: Load, tell: Tell) -> Book:
    """The book of a home. A problem is told once."""
    told: set[Problem] = set()

    def tell_once(problems: tuple[Problem, ...]) -> None:
        new = tuple(problem for problem in problems if problem not in told)
        told.update(new)
        tell(new)

    shelves: dict[str, Any] = {f"{kind}s": LateShelf(kind, home / it, load, tell_once) for kind, it in FOLDERS.items()}
    return Book(**shelves)
