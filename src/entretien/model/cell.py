"""One record of the network: what is known of it without building it, and what was worked out from it alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from entretien.model.ids import fold
from entretien.namedtuple import NamedTuple

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
