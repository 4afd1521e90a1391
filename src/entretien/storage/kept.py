"""The records of a kind that stand in the index, and what was worked out from each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from entretien.errors import StorageError
from entretien.i18n import _
from entretien.model.cell import Cell, Outline, places_of

if TYPE_CHECKING:
    from entretien.model.network import Kind
    from entretien.model.page import Page
    from entretien.storage.index import Index

COLUMNS: Final = (
    "name", "nickname", "called", "org", "tags", "circles", "company", "planned", "status", "met_on", "has_cadence",
    "days",
)  # fmt: skip
"""The fields of an outline that stand on their own as well, for those who go through everybody for one of them."""

VALUES: Final = ("org", "tags")
"""The fields of which it is kept, too, what stands in them, and where: a line of text may name it."""

_MANY_PLACES: Final = 1000
"""After so many places that were looked for one by one, those of all are found out."""

_MANY: Final = 200
"""For more pages than these it is quicker to have the rows of all."""


class Kept:
    """The records of a kind by place, which is their number among those of the index."""

    def __init__(self, index: Index, kind: Kind, folder: Path, names: list[str]) -> None:
        self.kind: Kind = kind
        self.names = names
        """The names of the records' files, by place, in order."""
        self.records = index.rows(f"{kind} records")
        self.outlines = index.rows(f"{kind} outlines")
        self._texts = index.rows("texts")
        self._asked = 0
        self._index = index
        self._folder = folder
        self._cells: dict[int, Cell[Any]] = {}
        self._columns: dict[str, Sequence[Any]] = {}
        self._pages: dict[int, Page] = {}
        self._rows: Sequence[tuple[Any, ...]] | None = None

    @cached_property
    def places(self) -> dict[str, Cell[Any] | int]:
        """The place of each id; a shelf holds the same."""
        return {name[:-5]: place for place, name in enumerate(self.names)}

    def place(self, id: str) -> int | None:
        """The place of one id, without those of all."""
        self._asked += 1
        if self._asked > _MANY_PLACES or "places" in self.__dict__:
            found = self.places.get(id)
            return found if isinstance(found, int) else None
        name = f"{id}.toml"
        place = bisect_left(self.names, name)
        return place if self.names[place : place + 1] == [name] else None

    def cell(self, place: int) -> Cell[Any]:
        """The cell of a place: the same object each time."""
        found = self._cells.get(place)
        if found is None:
            found = self._cells[place] = _KeptCell(self, place)
        return found

    def column(self, field: str) -> Sequence[Any]:
        """One field of every outline, by place."""
        if field not in self._columns:
            values = self._index.value(f"column {field}") if field in COLUMNS else None
            if values is None:
                values = [getattr(self.cell(place).outline, field) for place in range(len(self.names))]
            self._columns[field] = values
        return self._columns[field]

    def distinct(self, field: str) -> list[tuple[str, Sequence[int]]]:
        """What stands in a field of the outlines, `org` or `tags`, by first appearance, and the places of each."""
        found = self._index.value(f"values {field}")
        if found is None:
            return list(places_of(self.column(field)).items())
        return [(value, memoryview(places).cast("I")) for value, places in found]

    def recall_pages(self) -> None:
        """Take what was folded of everybody from the index, for who goes through all pages."""
        if self._rows is None:
            self._rows = self._index.value("pages") or []

    def page(self, place: int) -> Page:
        """The page of a place: the same object each time."""
        found = self._pages.get(place)
        if found is None:
            from entretien.model.page import Page

            found = Page.known(self, place, self._rows[place]) if self._rows else Page(self.cell(place))
            found.text = "" if self._rows else self.text(place)
            found = self._pages.setdefault(place, found)
        return found

    def text(self, place: int) -> str:
        """The texts of the page of a place, folded; empty where they aren't kept."""
        return self._texts.content(place).decode(errors="surrogatepass")

    def pages_with(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The ids and places of the pages whose texts have all these words in them."""
        if self._texts.is_sound():
            places = self._texts.places_with([word.encode(errors="surrogatepass") for word in words])
        else:
            places = [place for place in range(len(self.names)) if _has(self.page(place), words)]
        if len(places) > _MANY:
            self.recall_pages()
        return [(self.names[place][:-5], place) for place in places]

    def read(self, place: int) -> Any:
        """The record of a file, where the index has lost it. Raises StorageError where the file can't be read now."""
        from entretien.storage.loader import Found, take

        id = self.names[place][:-5]
        taken = take(Found(self.kind, id, f"{self._folder}/{id}.toml"))
        if taken is None or taken.cell is None:
            raise StorageError(_("{path} isn't there.").format(path=f"{self._folder}/{id}.toml"))
        return taken.cell.record


def _has(page: Page, words: Sequence[str]) -> bool:
    page.read()
    return all(word in page.text for word in words)


class _KeptCell(Cell[Any]):
    """A record that stands in the index. Whatever has become of the index, it is what the file says."""

    __slots__ = ("_kept", "_place")

    def __init__(self, kept: Kept, place: int) -> None:
        super().__init__(None)
        self._kept = kept
        self._place = place

    @property
    def packed(self) -> bytes:
        return self._kept.records.content(self._place) or super().packed

    def _built(self) -> Any:
        from entretien.model.packed import unpack

        packed = self._kept.records.content(self._place)
        return unpack(self._kept.kind, packed) if packed else self._kept.read(self._place)

    def _sketched(self) -> Outline:
        row = self._kept.outlines.value(self._place)
        return Outline._make(row) if row else super()._sketched()

    def _folded(self) -> Page:
        return self._kept.page(self._place)
