"""Records by id of which most are built only when somebody looks at them, and what is known without building them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from entretien.model.contact import Contact, Status
    from entretien.model.network import Record
    from entretien.model.page import Page


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
    def company(self) -> tuple[str, ...]:
        """The `company` of the outline."""
        return self.outline.company

    @property
    def planned(self) -> tuple[int, ...]:
        """The `planned` of the outline."""
        return self.outline.planned

    @property
    def page(self) -> Page:
        """What there is to read about the contact; all of it once somebody has called for it."""
        if self._page is None:
            from entretien.model.page import Page

            self._page = Page(self)
        return self._page

    @page.setter
    def page(self, page: Page) -> None:
        self._page = page

    def _built(self) -> R:
        raise NotImplementedError

    def _sketched(self) -> Outline:
        return outline_of(cast("Contact", self.record))


class Shelf(Mapping[str, R]):
    """An immutable mapping of ids to records. A record that was not changed is the same cell on the next shelf."""

    __slots__ = ("_before", "_cells", "_mark", "_put")

    def __init__(self, cells: dict[str, Cell[R]]) -> None:
        self._cells = cells
        self._mark = object()
        """What tells this shelf from others."""
        self._before: object = None
        """The mark of the shelf that this one was made of by putting records, and their ids."""
        self._put: frozenset[str] = frozenset()

    @classmethod
    def holding(cls, records: Mapping[str, R]) -> Shelf[R]:
        """A shelf with these records; the one given if it is one."""
        if isinstance(records, Shelf):
            return records
        return cls({id: Cell(record) for id, record in records.items()})

    def __getitem__(self, id: str) -> R:
        return self._cells[id].record

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

    def cell(self, id: str) -> Cell[R]:
        """The record's cell: the same object as long as the record stays as it is. Raises KeyError."""
        return self._cells[id]

    def cells(self) -> Iterable[tuple[str, Cell[R]]]:
        """Every id with its cell, in the order of the shelf."""
        return self._cells.items()

    def outlines(self) -> Iterator[Outline]:
        """Everybody's outline, in the order of the shelf, which holds contacts."""
        return (cell.outline for cell in self._cells.values())

    def outline(self, who: str) -> Outline:
        """One contact's outline. Raises KeyError."""
        return self._cells[who].outline

    def putting(self, records: Iterable[tuple[str, R | None]]) -> Shelf[R]:
        """The shelf with these records put there, and those that are None taken away."""
        cells = dict(self._cells)
        put = dict(records)
        for id, record in put.items():
            if record is None:
                cells.pop(id, None)
            elif id not in cells or cells[id].record is not record:
                cells[id] = Cell(record)
        shelf = Shelf(cells)
        shelf._before, shelf._put = self._mark, frozenset(put)
        return shelf

    def differing(self, other: Shelf[R]) -> set[str]:
        """The ids of what is on one of the two shelves only, or not the same on both."""
        mine, theirs = self._cells, other._cells
        ids: Iterable[str] = mine
        if self._before is other._mark:
            ids = self._put & mine.keys()
            found = {id for id in self._put if (id in mine) != (id in theirs)}
        else:
            found = set(mine.keys() ^ theirs.keys())
        for id in ids:
            cell = mine[id]
            known = theirs.get(id)
            if known is not None and known is not cell and known.record != cell.record:
                found.add(id)
        return found
