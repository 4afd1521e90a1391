"""Writing the index."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entretien import disk
from entretien.model.cell import Cell, places_of
from entretien.model.shelf import Shelf
from entretien.paths import Places
from entretien.relationship.dormant import world_of
from entretien.storage.index import HEAD, MAGIC, index_path, key_of, tidy
from entretien.storage.kept import COLUMNS, VALUES
from entretien.storage.loader import Drawer
from entretien.storage.rows import DIRECTORY, written
from entretien.storage.stamps import UNKNOWN, rows

if TYPE_CHECKING:
    from entretien.model.network import Kind
    from entretien.model.page import Page
    from entretien.model.problem import Problem
    from entretien.outlook import Network


def write_index(places: Places, drawers: Mapping[Kind, Drawer], basis: str, network: Network) -> None:
    """Put an index in the place of the one that is there. Raises OSError.

    Lines depend on each other's files: where a file is too young to have an entry, there are none.
    """
    whole = not any(UNKNOWN in rows(drawer.stamps) for drawer in drawers.values())
    contents: dict[str, bytes] = {}
    for kind, drawer in drawers.items():
        contents |= _files(kind, drawer)
    if whole:
        contents |= _lines(network, [name[:-5] for name in drawers["contact"].names])
    sections, start = {}, 0
    for section, content in contents.items():
        sections[section] = (start, len(content), zlib.adler32(content))
        start += len(content)
    table = marshal.dumps((key_of(places), basis if whole else "", sections))
    path, made = index_path(places), list[Path]()
    try:
        disk.make_folder(places.cache)
        head = HEAD.pack(MAGIC, len(table), zlib.adler32(table))
        disk.write_temporaries([(path, b"".join((head, table, *contents.values())))], made)
        made[0].replace(path)
    finally:
        disk.discard(made)
    tidy(places)


def _files(kind: Kind, drawer: Drawer) -> dict[str, bytes]:
    """What there is to keep of the files of a kind that have a stamp."""
    shelf: Shelf[Any] = Shelf.over(drawer.kept, drawer.changes)
    files = [(name, stamp) for name, stamp in zip(drawer.names, rows(drawer.stamps), strict=True) if stamp != UNKNOWN]
    cells: dict[str, Cell[Any]] = {id: shelf.cell(id) for name, _stamp in files if (id := name[:-5]) in shelf}
    noted = [(name, [_row(it) for it in drawer.remarks[name]]) for name, _stamp in files if name in drawer.remarks]
    unusable = frozenset(name for name, _stamp in files if name[:-5] not in cells)
    listing = "/".join([name for name, _stamp in files])
    contents = {
        f"{kind} files": marshal.dumps((listing, unusable, noted)),
        f"{kind} stamps": b"".join([stamp for _name, stamp in files]),
    }
    contents |= _rows(f"{kind} records", [cell.packed for cell in cells.values()])
    if kind == "contact":
        outlines = [cell.outline for cell in cells.values()]
        contents |= _rows(f"{kind} outlines", [marshal.dumps(tuple(outline)) for outline in outlines])
        for field in COLUMNS:
            contents[f"column {field}"] = marshal.dumps([getattr(outline, field) for outline in outlines])
        for field in VALUES:
            found = places_of([getattr(outline, field) for outline in outlines])
            known = [(value, array("I", places).tobytes()) for value, places in found.items()]
            contents[f"values {field}"] = marshal.dumps(known)
        pages = [page for id, page in shelf.pages() if id in cells]
        contents["pages"] = marshal.dumps([page.row for page in pages])
        contents |= _rows("texts", [_text(page) for page in pages])
    return contents


def _lines(network: Network, ids: list[str]) -> dict[str, bytes]:
    """What was worked out of everybody; rows stand in the order of the files of those who have one."""
    lines = [network.line(id) for id in ids if id in network.book.contacts]
    return {
        **_rows("lines", [marshal.dumps(line.row) for line in lines]),
        "called": marshal.dumps([line.row for line in lines if line.rank or line.sleeper]),
        "world": marshal.dumps([dict(counts) for counts in world_of(lines, network.parameters)]),
        "places": marshal.dumps([line.row for line in network.places.values()]),
    }


def _rows(section: str, rows: list[bytes]) -> dict[str, bytes]:
    content, directory = written(rows)
    return {section: content, section + DIRECTORY: directory}


def _text(page: Page) -> bytes:
    page.read()
    return page.text.encode(errors="surrogatepass")


def _row(problem: Problem) -> tuple[Any, ...]:
    it = problem
    return str(it.path), it.kind, it.reason, it.hint, it.line, it.column, it.serious
