"""What there is to read about a contact, folded once for every search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, Self

from entretien.model.ids import fold
from entretien.pattern import pattern

if TYPE_CHECKING:
    from entretien.model.cell import Cell
    from entretien.model.contact import Contact
    from entretien.model.shelf import Keeping

_BETWEEN_WORDS: Final = pattern(r"[\s\-'.,/&()]+")


def digits(text: str) -> str:
    """The digits of a phone number."""
    return "".join(char for char in text if char.isdigit())


def folded_words(text: str) -> str:
    """The folded words of a text, each behind a space, so that " dup" finds where one begins."""
    return f" {_BETWEEN_WORDS.sub(' ', fold(text)).strip()}"


class Page:
    """A contact's name, organisation and tags, and once it is read, all its texts."""

    __slots__ = ("_cell", "_kept", "id", "name", "names", "org", "tags", "text")

    def __init__(self, cell: Cell[Any]) -> None:
        person = cell.outline
        self._cell: Cell[Any] | int = cell
        self._kept: Keeping | None = None
        self.id = person.id
        self.name = fold(person.name)
        self.names = folded_words(f"{person.name} {person.nickname}" if person.nickname else person.name)
        self.org = folded_words(person.org)
        self.tags = tuple(map(fold, person.tags))
        self.text = ""

    @classmethod
    def known(cls, kept: Keeping, place: int, row: Iterable[Any]) -> Self:
        """The page of what is kept at a place, from its `row`."""
        page = cls.__new__(cls)
        page._cell, page._kept, page.text = place, kept, ""
        page.id, page.name, page.names, page.org, page.tags = row
        return page

    @property
    def row(self) -> tuple[Any, ...]:
        """The page as plain values, without its texts."""
        return self.id, self.name, self.names, self.org, self.tags

    @property
    def cell(self) -> Cell[Any]:
        """The contact's cell."""
        if isinstance(self._cell, int):
            assert self._kept is not None
            return self._kept.cell(self._cell)
        return self._cell

    def read(self) -> None:
        """Fold all that can be found."""
        if self.text:
            return
        if self._kept is not None and isinstance(self._cell, int):
            self.text = self._kept.text(self._cell)
        self.text = self.text or fold("\n".join(_texts(self.cell.record)))


def _texts(contact: Contact) -> Iterable[str]:
    yield contact.name
    yield contact.nickname
    yield contact.org
    yield contact.title
    yield contact.place
    yield from contact.tags
    yield from contact.emails
    yield from map(digits, contact.phones)
    yield from contact.links
    for need in (*contact.seeks, *contact.offers):
        yield need.what
        yield from need.tags
    for promise in contact.promises:
        yield promise.what
    if contact.met:
        yield contact.met.cue
        yield contact.met.through
    yield contact.notes
    for interaction in contact.interactions:
        if interaction.note:
            yield interaction.note
