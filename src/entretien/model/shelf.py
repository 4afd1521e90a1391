"""Records by id of which most are built only when somebody looks at them, and what is known without building them."""

from __future__ import annotations

import sys
from _weakref import ref
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from entretien.model.ids import fold
from entretien.namedtuple import NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    from entretien.model.contact import Contact, Status
    from entretien.model.network import Record
    from entretien.model.page import Page

    class Keeping(Protocol):
        """Where records are kept of which nothing is built before somebody asks: by place, a number."""

        places: dict[str, Cell[Any] | int]
        """The place of each id, in order."""

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


class Outline(NamedTuple):
    """What the whole network is looked through for. Days are ordinals; it holds plain values only."""

    id: str
    name: str
    nickname: str
    org: str
    title: str
    status: Status
    tags: tuple[str, ...]
    circles: tuple[str, ...]
    has_cadence: bool
    """A rhythm of their own is chosen: `days`, where None is no rhythm."""
    days: int | None
    met_on: int | None
    events: tuple[str, ...]
    """The ids of the events where we met or something happened."""
    company: tuple[str, ...]
    """The ids of the others present in this contact's own log."""
    planned: tuple[int, ...]
    """The days of what is noted as planned."""

    @property
    def called(self) -> str:
        """What the contact is called, folded: the name and, on a line of its own, the nickname."""
        return f"{fold(self.name)}\n{fold(self.nickname)}"


def outline_of(contact: Contact) -> Outline:
    """The outline of a contact."""
    met, cadence, log = contact.met, contact.cadence, contact.interactions
    events = [item.event for item in log if item.event]
    if met and met.event:
        events.append(met.event)
    return Outline(
        contact.id,
        contact.name,
        contact.nickname,
        contact.org,
        contact.title,
        contact.status,
        contact.tags,
        contact.circles,
        cadence is not None,
        cadence.days if cadence else None,
        met.on.toordinal() if met and met.on else None,
        tuple(dict.fromkeys(events)),
        tuple(dict.fromkeys(who for item in log for who in item.with_)),
        tuple(item.on.toordinal() for item in log if item.planned),
    )


class Cell(Generic[R]):
    """One record, and what was worked out from it alone."""

    __slots__ = ("_outline", "_page", "_record")

    def __init__(self, record: R | None) -> None:
        """None where a cell of another kind knows how to come by its record."""
        self._record = record
        self._outline: Outline | None = None
        self._page: Page | None = None

    @property
    def record(self) -> R:
        """The record."""
        if self._record is None:
            self._record = self._built()
        return self._record

    @property
    def packed(self) -> bytes:
        """The record, packed."""
        from entretien.model.packed import pack

        return pack(cast("Record", self.record))

    @property
    def outline(self) -> Outline:
        """What is known of a contact without building it."""
        if self._outline is None:
            self._outline = self._sketched()
        return self._outline

    @property
    def page(self) -> Page:
        """What there is to read about the contact; all of it once somebody has called for it."""
        if self._page is None:
            self._page = self._folded()
        return self._page

    def _built(self) -> R:
        raise NotImplementedError

    def _sketched(self) -> Outline:
        return outline_of(cast("Contact", self.record))

    def _folded(self) -> Page:
        from entretien.model.page import Page

        return Page(self)


def places_of(column: Sequence[Any]) -> dict[str, list[int]]:
    """What stands in a column of texts, or of tuples of them, by first appearance, and the places of each."""
    found: dict[str, list[int]] = {}
    for place, it in enumerate(column):
        for value in (it,) if isinstance(it, str) else it:
            found.setdefault(value, []).append(place)
    return found


class Shelf(Mapping[str, R]):
    """An immutable mapping of ids to records. A record that was not changed is the same cell on the next shelf.

    In place of a cell there may be the place, in `kept`, where it is to be had: ten thousand objects take their time.
    """

    __slots__ = ("__weakref__", "_cells", "_kept", "_made_of")

    def __init__(self, cells: dict[str, Cell[R] | int], kept: Keeping | None = None) -> None:
        self._cells = cells
        self._kept = kept
        self._made_of: tuple[ref[Shelf[R]], frozenset[str]] | None = None
        """The shelf that this one was, before records were put there, and their ids."""

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
        return id in self._cells

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return len(self) == len(other) and not self.differing(Shelf.holding(other))

    __hash__ = None  # type: ignore[assignment]

    def holds(self, id: str) -> bool:
        """Whether the id is that of a record."""
        return id in self._cells

    def cell(self, id: str) -> Cell[R]:
        """The record's cell: the same object as long as the record stays as it is. Raises KeyError."""
        return self._cell(self._cells[id])

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
        """What stands in each of these fields of the outlines, `org` or `tags`: each thing by first appearance."""
        kept = self._kept
        if kept is None:
            return [places_of(self.column(field)) for field in fields]
        if self._is_kept:
            return [[value for value, _places in kept.distinct(field)] for field in fields]
        cells = list(self._cells.values())
        places = [cell for cell in cells if type(cell) is int]
        numbers = [number for number, cell in enumerate(cells) if type(cell) is not int]
        rest = [(number, number - before, self._cell(cells[number])) for before, number in enumerate(numbers)]
        return [self._distinct(field, kept.distinct(field), places, rest) for field in fields]

    @staticmethod
    def _distinct(
        field: str,
        known: Iterable[tuple[str, Sequence[int]]],
        places: list[int],
        rest: list[tuple[int, int, Cell[R]]],
    ) -> Iterable[str]:
        """The same of one field, of which it is `known` who had what; `places` are those of them who still have it.

        The `rest` are the others, each with its number on the shelf, and how many of those places are before it.
        """
        found = [
            (before, number, value)
            for number, before, cell in rest
            for value in places_of([getattr(cell.outline, field)])
        ]
        for value, had in known:
            for place in had:
                before = bisect_left(places, place)
                if places[before : before + 1] == [place]:
                    found.append((before, sys.maxsize, value))
                    break
        return dict.fromkeys([value for *_order, value in sorted(found, key=itemgetter(0, 1))])

    def having(self, field: str) -> Iterator[tuple[str, Any]]:
        """The ids of those with something in a field of the outline, and what: quick where that is seldom."""
        if self._kept is not None and not any(self._kept.column(field)):
            return ((id, value) for id in self._apart() if (value := getattr(self.cell(id).outline, field)))
        return ((id, value) for id, value in self.each(field) if value)

    def value(self, who: str, field: str) -> Any:
        """One field of a contact's outline. Raises KeyError."""
        cell = self._cells[who]
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
        cells = dict(self._cells)
        put: set[str] = set()
        for id, record in records:
            put.add(id)
            if record is None:
                cells.pop(id, None)
            elif id not in cells or self._cell(cells[id]).record is not record:
                cells[id] = Cell(record)
        shelf = Shelf(cells, self._kept)
        shelf._made_of = ref(self), frozenset(put)
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
        return Shelf({**self._cells, **same}, self._kept) if same else self

    def _pairs(self, other: Shelf[R]) -> list[tuple[str, Cell[R], Cell[R]]]:
        """What is on both shelves, in another cell."""
        theirs = other._cells
        alike = self._kept is other._kept
        moved = [
            id
            for id in self._put_on(other) or (self._apart() if other._is_kept and alike else self._cells)
            if (cell := self._cells.get(id)) is not None
            and (known := theirs.get(id)) is not None
            and (known != cell or not alike)
        ]
        pairs = [(id, self._cell(self._cells[id]), other._cell(theirs[id])) for id in moved]
        return [(id, mine, known) for id, mine, known in pairs if mine is not known]

    def _apart(self) -> list[str]:
        """The ids of the records that aren't those which are kept."""
        return [id for id, cell in self._cells.items() if type(cell) is not int]

    @property
    def _is_kept(self) -> bool:
        """Whether it is the shelf of all that is kept, and of nothing else."""
        return self._kept is not None and self._cells is self._kept.places

    def _cell(self, cell: Cell[R] | int) -> Cell[R]:
        if isinstance(cell, Cell):
            return cell
        assert self._kept is not None
        return self._kept.cell(cell)
