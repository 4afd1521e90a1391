"""Records by id of which most are built only when somebody looks at them, and what is known without building them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from entretien.model.contact import Contact, Status
    from entretien.model.network import Kind, Record
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


_COMPANY: Final = Outline._fields.index("company")
_PLANNED: Final = Outline._fields.index("planned")


class Cell(Generic[R]):
    """One record: built already, or packed; a packed contact has its outline beside it."""

    __slots__ = ("_kind", "_outline", "_packed", "_page", "_record")

    def __init__(
        self, record: R | None, kind: Kind = "contact", packed: bytes = b"", outline: tuple[Any, ...] | None = None
    ) -> None:
        """Either a record, or its kind and itself packed, with the outline (a plain tuple will do) of a contact."""
        self._record = record
        self._kind: Kind = kind
        self._packed = packed
        self._outline = outline
        self._page: Page | None = None

    @property
    def packed(self) -> bytes:
        """The packed record."""
        from entretien.model.packed import pack

        return self._packed or pack(cast("Record", self.record))

    @property
    def record(self) -> R:
        """The record, built now if need be."""
        if self._record is None:
            from entretien.model.packed import unpack

            self._record = cast("R", unpack(self._kind, self._packed))
        return self._record

    @property
    def outline(self) -> Outline:
        """What is known without building the contact."""
        outline = self._outline
        if outline is None:
            outline = self._outline = outline_of(cast("Contact", self.record))
        elif type(outline) is tuple:
            outline = self._outline = Outline._make(outline)
        return cast("Outline", outline)

    @property
    def company(self) -> tuple[str, ...]:
        """The `company` of the outline, which needs no Outline to be made."""
        found: tuple[str, ...] = (self._outline or self.outline)[_COMPANY]
        return found

    @property
    def planned(self) -> tuple[int, ...]:
        """The `planned` of the outline, likewise."""
        found: tuple[int, ...] = (self._outline or self.outline)[_PLANNED]
        return found

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


class Shelf(Mapping[str, R]):
    """An immutable mapping of ids to records. A record that was not changed is the same cell on the next shelf."""

    __slots__ = ("_cells",)

    def __init__(self, cells: dict[str, Cell[R]]) -> None:
        self._cells = cells

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
        for id, record in records:
            if record is None:
                cells.pop(id, None)
            elif id not in cells or cells[id].record is not record:
                cells[id] = Cell(record)
        return Shelf(cells)

    def differing(self, other: Shelf[R]) -> set[str]:
        """The ids of what is on one of the two shelves only, or not the same on both."""
        mine, theirs = self._cells, other._cells
        found = mine.keys() ^ theirs.keys()
        for id, cell in mine.items():
            known = theirs.get(id)
            if known is not None and known is not cell and known.record != cell.record:
                found.add(id)
        return found
