"""Records by id of which most are built only when somebody looks at them, and what is known without building them."""

from __future__ import annotations

from _weakref import ref
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from entretien.model.cell import Cell, places_of

if TYPE_CHECKING:
    from typing import Protocol

    from entretien.model.cell import Outline
    from entretien.model.page import Page

    class Keeping(Protocol):
        """Where records are kept of which nothing is built before somebody asks: by place, a number."""

        names: list[str]
        """The names of the records' files, by place, in order."""

        @property
        def places(self) -> dict[str, Cell[Any] | int]:
            """The place of each id, in order."""

        def place(self, id: str) -> int | None:
            """The place of one id, without those of all."""

        def cell(self, place: int) -> Cell[Any]:
            """The cell of a place: the same object each time."""

        def column(self, field: str) -> Sequence[Any]:
            """One field of every outline, by place."""

        def distinct(self, field: str) -> Iterable[tuple[str, Sequence[int]]]:
            """What stands in a field of the outlines, `org` or `tags`, by first appearance, and the places of each."""

        def page(self, place: int) -> Page:
            """The page of a place: the same object each time."""

        def recall_pages(self) -> None:
            """Prepare for who goes through all pages."""

        def text(self, place: int) -> str:
            """The texts of the page of a place, folded; empty where they aren't kept."""

        def pages_with(self, words: Sequence[str]) -> Iterable[tuple[str, int]]:
            """The ids and places of the pages whose texts have all these words in them."""


R = TypeVar("R")

_NAMED: Final = "{}.toml".format
_LAST: Final = "~"
"""Behind the name of any file."""
_FEW: Final = 400
"""So many records are put in among the others one by one."""


def _with(known: dict[str, Cell[R] | int], changed: Mapping[str, Cell[R] | None]) -> dict[str, Cell[R] | int]:
    """The cells with the changed ones among them, in the order of the files; None for one that is no more."""
    if not changed:
        return known
    fresh = [id for id, cell in changed.items() if cell is not None and id not in known]
    cells = dict(known)
    if len(fresh) > _FEW:
        cells |= dict.fromkeys(fresh, 0)
        cells = {id: cells[id] for id in sorted(cells, key=_NAMED)}
    elif fresh:
        ids, places = list(known), list(known.values())
        for id in fresh:
            place = bisect_left(ids, _NAMED(id), key=_NAMED)
            ids.insert(place, id)
            places.insert(place, 0)
        cells = dict(zip(ids, places, strict=True))
    for id, cell in changed.items():
        if cell is None:
            cells.pop(id, None)
        else:
            cells[id] = cell
    return cells


class Shelf(Mapping[str, R]):
    """An immutable mapping of ids to records. A record that was not changed is the same cell on the next shelf.

    In place of a cell there may be the place, in `kept`, where it is to be had: ten thousand objects take their time.
    """

    __slots__ = ("__weakref__", "_cells", "_changes", "_is_made", "_kept", "_made_of")

    def __init__(self, cells: dict[str, Cell[R] | int]) -> None:
        self._cells = cells
        self._is_made = True
        self._kept: Keeping | None = None
        self._changes: Mapping[str, Cell[R] | None] = {}
        """Where something is kept: what isn't as it is there; None for what is no more."""
        self._made_of: tuple[ref[Shelf[R]], frozenset[str]] | None = None
        """The shelf that this one was, before records were put there, and their ids."""

    @classmethod
    def over(cls, kept: Keeping | None, changes: Mapping[str, Cell[R] | None]) -> Shelf[R]:
        """What is kept with these changes, in the order of the files, which is found out when it matters."""
        shelf: Shelf[R] = cls.__new__(cls)
        shelf._kept, shelf._changes, shelf._made_of, shelf._is_made = kept, changes, None, False
        return shelf

    def __getattr__(self, name: str) -> Any:
        """The cells of a shelf `over` something, on the first look at them."""
        if name != "_cells":
            raise AttributeError(name)
        self._cells = _with(self._kept.places if self._kept else {}, self._changes)
        self._is_made = True
        return self._cells

    @classmethod
    def holding(cls, records: Mapping[str, R]) -> Shelf[R]:
        """A shelf with these records; the one given if it is one."""
        if isinstance(records, Shelf):
            return records
        return cls({id: Cell(record) for id, record in records.items()})

    def __getitem__(self, id: str) -> R:
        return self.cell(id).record

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return len(self) == len(other) and not self.differing(Shelf.holding(other))

    __hash__ = None  # type: ignore[assignment]

    def holds(self, id: str) -> bool:
        """Whether the id is that of a record."""
        return self._find(id) is not None

    def cell(self, id: str) -> Cell[R]:
        """The record's cell: the same object as long as the record stays as it is. Raises KeyError."""
        return self._cell(self._there(id))

    def outlines(self) -> Iterator[Outline]:
        """Everybody's outline, in the order of the shelf, which holds contacts."""
        return (self._cell(cell).outline for cell in self._cells.values())

    def outline(self, who: str) -> Outline:
        """One contact's outline. Raises KeyError."""
        return self.cell(who).outline

    def each(self, field: str) -> Iterator[tuple[str, Any]]:
        """Every id with one field of the outline, in the order of the shelf: quicker than whole outlines."""
        return zip(self._cells, self.column(field), strict=True)

    def column(self, field: str) -> Sequence[Any]:
        """One field of every outline, in the order of the shelf."""
        kept = self._kept
        column = kept.column(field) if kept else ()
        if self._is_kept:
            return column
        return [
            column[cell] if type(cell) is int else getattr(self._cell(cell).outline, field)
            for cell in self._cells.values()
        ]

    def distinct(self, *fields: str) -> list[Iterable[str]]:
        """What stands in each of these fields of the outlines, `org` or `tags`, each thing once, as the files go."""
        kept = self._kept
        if kept is None:
            return [places_of(self.column(field)) for field in fields]
        names = [f"{id}.toml" for id in self._changes]
        changed = [
            (bisect_left(kept.names, name), name, cell)
            for name, cell in zip(names, self._changes.values(), strict=True)
        ]
        gone = {place for place, name, _cell in changed if kept.names[place : place + 1] == [name]}
        present = [(place, name, cell) for place, name, cell in changed if cell is not None]
        return [self._distinct(kept.distinct(field), gone, present, field) for field in fields]

    @staticmethod
    def _distinct(
        known: Iterable[tuple[str, Sequence[int]]],
        gone: Container[int],
        present: Iterable[tuple[int, str, Cell[R]]],
        field: str,
    ) -> Iterable[str]:
        """The same of one field, of which it is `known` who has what, but for those who are `gone`.

        Others are `present`, each with the place that comes next, and the name of the file.
        """
        found = [
            (place, name, value) for place, name, cell in present for value in places_of([getattr(cell.outline, field)])
        ]
        for value, had in known:
            place = next((place for place in had if place not in gone), None)
            if place is not None:
                found.append((place, _LAST, value))
        return dict.fromkeys([value for *_order, value in sorted(found, key=itemgetter(0, 1))])

    def having(self, field: str) -> Iterator[tuple[str, Any]]:
        """The ids of those with something in a field of the outline, and what: quick where that is seldom."""
        if self._kept is not None and not any(self._kept.column(field)):
            return ((id, value) for id in self._apart() if (value := getattr(self.cell(id).outline, field)))
        return ((id, value) for id, value in self.each(field) if value)

    def value(self, who: str, field: str) -> Any:
        """One field of a contact's outline. Raises KeyError."""
        cell = self._there(who)
        if self._kept and type(cell) is int:
            return self._kept.column(field)[cell]
        return getattr(self._cell(cell).outline, field)

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Every id with its page, in the order of the shelf."""
        kept = self._kept
        if kept is not None:
            kept.recall_pages()
        for id, cell in self._cells.items():
            yield id, kept.page(cell) if kept and type(cell) is int else self._cell(cell).page

    def pages_with(self, words: Sequence[str]) -> list[Page]:
        """The pages whose texts have all these words in them, in no particular order."""
        kept = self._kept
        pages: list[Page] = []
        if kept is not None:
            pages = [kept.page(place) for id, place in kept.pages_with(words) if self._cells.get(id) == place]
        for id in self._apart():
            page = self.cell(id).page
            page.read()
            if all(word in page.text for word in words):
                pages.append(page)
        return pages

    def putting(self, records: Iterable[tuple[str, R | None]]) -> Shelf[R]:
        """The shelf with these records put there, and those that are None taken away."""
        cells, changes = dict(self._cells), dict(self._changes)
        put: set[str] = set()
        for id, record in records:
            put.add(id)
            if record is None:
                cells.pop(id, None)
                changes[id] = None
            elif id not in cells or self._cell(cells[id]).record is not record:
                cells[id] = changes[id] = Cell(record)
        shelf = Shelf.over(self._kept, changes)
        shelf._cells, shelf._is_made, shelf._made_of = cells, True, (ref(self), frozenset(put))
        return shelf

    def differing(self, other: Shelf[R]) -> set[str]:
        """The ids of what is on one of the two shelves only, or not the same on both."""
        if self._cells is other._cells:
            return set()
        found = self._on_one_only(other)
        found.update(id for id, mine, known in self._pairs(other) if known.record != mine.record)
        return found

    def moved(self, other: Shelf[R]) -> set[str]:
        """The ids of what is on one of the two shelves only, or not in the same cell on both."""
        if other._is_kept and self._kept is other._kept:
            return {id for id, cell in self._changes.items() if cell is not None or id in other}
        if self._cells is other._cells:
            return set()
        return self._on_one_only(other).union(id for id, _mine, _theirs in self._pairs(other))

    def _on_one_only(self, other: Shelf[R]) -> set[str]:
        mine, theirs = self._cells.keys(), other._cells.keys()
        if put := self._put_on(other):
            return {id for id in put if (id in mine) != (id in theirs)}
        return set() if list(mine) == list(theirs) else set(mine ^ theirs)

    def _put_on(self, other: Shelf[R]) -> frozenset[str]:
        """What was put on the other shelf to make this one, or on a third to make the two; empty where it isn't so."""
        if self._made_of is None:
            return frozenset()
        origin, put = self._made_of
        if origin() is other:
            return put
        return put | other._made_of[1] if other._made_of and other._made_of[0] is origin else frozenset()

    def keeping(self, known: Shelf[R]) -> Shelf[R]:
        """The shelf, with the cells of a known one where both hold an equal record."""
        same = {id: theirs for id, mine, theirs in self._pairs(known) if theirs.record == mine.record}
        if not same:
            return self
        shelf = Shelf.over(self._kept, {**self._changes, **same})
        shelf._cells, shelf._is_made = {**self._cells, **same}, True
        return shelf

    def _pairs(self, other: Shelf[R]) -> list[tuple[str, Cell[R], Cell[R]]]:
        """What is on both shelves, in another cell."""
        theirs = other._cells
        alike = self._kept is other._kept
        moved = [
            id
            for id in self._put_on(other) or self._cells
            if (cell := self._cells.get(id)) is not None
            and (known := theirs.get(id)) is not None
            and (known != cell or not alike)
        ]
        pairs = [(id, self._cell(self._cells[id]), other._cell(theirs[id])) for id in moved]
        return [(id, mine, known) for id, mine, known in pairs if mine is not known]

    def _find(self, id: str) -> Cell[R] | int | None:
        """The cell or the place of an id; None where there is no record."""
        if self._is_made:
            return self._cells.get(id)
        if id in self._changes:
            return self._changes[id]
        return self._kept.place(id) if self._kept else None

    def _there(self, id: str) -> Cell[R] | int:
        """The same. Raises KeyError where there is none."""
        found = self._find(id)
        if found is None:
            raise KeyError(id)
        return found

    def _apart(self) -> list[str]:
        """The ids of the records that aren't those which are kept."""
        return [id for id, cell in self._changes.items() if cell is not None] if self._kept else list(self._cells)

    @property
    def _is_kept(self) -> bool:
        """Whether it is the shelf of all that is kept, and of nothing else."""
        return self._kept is not None and not self._changes

    def _cell(self, cell: Cell[R] | int) -> Cell[R]:
        if isinstance(cell, Cell):
            return cell
        assert self._kept is not None
        return self._kept.cell(cell)
