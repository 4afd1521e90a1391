"""Which keys of a record's file the program knows, and what stands under them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

from entretien.dataclass import MISSING, dataclass, fields
from entretien.model.network import KINDS, Introduction, Kind
from entretien.model.plain import Plain
from entretien.model.tables import TABLES

_PAIRS: Final = frozenset({(Introduction, "between")})


@dataclass(frozen=True, slots=True)
class Field:
    """One known key: its default, the shape of the tables under it, and whether it holds a list that can grow."""

    default: Any
    table: Shape | None
    many: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """The known keys of a table, in the order in which they are written."""

    fields: dict[str, Field]
    keys: frozenset[str]
    tables: tuple[str, ...]
    """The keys that hold a table or a list of tables."""

    def essence(self, data: Plain) -> Plain:
        """What the program knows of `data`: without unknown keys and without what equals its default."""
        known: Plain = {}
        for key, value in data.items():
            field = self.fields.get(key)
            if field is None:
                continue
            reduced = _reduced(field, value)
            if reduced != field.default or type(reduced) is not type(field.default):
                known[key] = reduced
        return known


def _reduced(field: Field, value: Any) -> Any:
    if field.table is None:
        return value
    if field.many and isinstance(value, list):
        return [field.table.essence(item) if isinstance(item, dict) else item for item in value]
    return field.table.essence(value) if isinstance(value, dict) else value


@cache
def shape_of(kind: Kind) -> Shape:
    """The shape of a kind's files."""
    return _shape(KINDS[kind])


def _shape(record: Any) -> Shape:
    known: dict[str, Field] = {}
    for field in fields(record):
        if field.name == "id":
            continue
        key = field.name.rstrip("_")
        table = TABLES.get((record, key))
        many = str(field.type).startswith("tuple") and (record, key) not in _PAIRS
        default = None if field.default is MISSING else field.default
        known[key] = Field([] if default == () else default, _shape(table) if table else None, many)
    return Shape(known, frozenset(known), tuple(key for key, field in known.items() if field.table))


def resembling(table: Plain, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The unknown keys of a table that resemble a known one which isn't there, each with that one."""
    return () if table.keys() <= known else _resembling(frozenset(table), known)


@lru_cache(1000)
def _resembling(keys: frozenset[str], known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Once for all tables with the same keys: it takes a while."""
    import difflib

    near = ((key, difflib.get_close_matches(key.lower(), known - keys, n=1, cutoff=0.75)) for key in keys - known)
    return tuple((key, found[0]) for key, found in near if found)
