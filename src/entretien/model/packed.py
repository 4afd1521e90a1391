"""Records as short byte strings that are quick to make and quick to read back, for a cache and nothing else.

What a byte string means depends on the version of Python and on `layout_name`; it is of use only where both agree.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from entretien.dataclass import fields, filler
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import KINDS, Circle, Decision, Event, Kind, Record, Session, Step
from entretien.model.tables import CADENCES, TABLES
from entretien.namedtuple import NamedTuple

_TABLES: Final = {**TABLES, **CADENCES}
_DAYS: Final = frozenset(
    {
        (Contact, "snoozed_until"), (Met, "on"), (Met, "kept"), (Need, "since"), (Need, "until"), (Anniversary, "on"),
        (Promise, "due"), (Promise, "made"), (Promise, "done"), (Interaction, "on"), (Circle, "stake_confirmed"),
        (Event, "starts"), (Event, "ends"), (Event, "stopped"), (Step, "on"),
    }
)  # fmt: skip
_MOMENTS: Final = frozenset({(Session, "started"), (Session, "finished"), (Decision, "at")})


class _Layout(NamedTuple):
    """How a class is taken apart and put together: its fields in order, and what is done to those that need it."""

    names: tuple[str, ...]
    fill: Callable[..., Any]
    packers: tuple[tuple[int, Callable[[Any], Any]], ...]
    unpackers: tuple[tuple[int, Callable[[Any], Any]], ...]


@cache
def _layout(model: Any) -> _Layout:
    names = tuple(field.name for field in fields(model))
    pairs = [(place, pair) for place, name in enumerate(names) if (pair := _codec(model, name)) is not None]
    return _Layout(
        names,
        filler(model),
        tuple((place, pack) for place, (pack, _unpack) in pairs),
        tuple((place, unpack) for place, (_pack, unpack) in pairs),
    )


def _layout_of(record: Any) -> _Layout:
    model: Any = type(record)
    return _layout(model)


def _codec(model: type, name: str) -> tuple[Callable[[Any], Any], Callable[[Any], Any]] | None:
    if (model, name) in _DAYS:
        return _from_day, _to_day
    if (model, name) in _MOMENTS:
        return _from_moment, _to_moment
    table = _TABLES.get((model, name))
    if table is None:
        return None
    return _apart, lambda value: _together(table, value)


def _from_day(value: Any) -> Any:
    return value.toordinal() if isinstance(value, date) else value


def _to_day(value: Any) -> Any:
    return date.fromordinal(value) if type(value) is int else value


def _from_moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _to_moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _apart(value: Any) -> Any:
    """A record, or each of several, as a tuple of its values; several are a list, to tell them from one."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_apart(item) for item in value]
    layout = _layout_of(value)
    values = [getattr(value, name) for name in layout.names]
    for place, pack in layout.packers:
        values[place] = pack(values[place])
    return tuple(values)


def _together(model: type, value: Any) -> Any:
    if value is None:
        return None
    layout = _layout(model)
    if isinstance(value, list):
        return tuple([_build(layout, item) for item in value])
    return _build(layout, value)


def _build(layout: _Layout, values: tuple[Any, ...]) -> Any:
    """A record of values that were checked before."""
    if layout.unpackers:
        changed = list(values)
        for place, unpack in layout.unpackers:
            changed[place] = unpack(changed[place])
        values = tuple(changed)
    return layout.fill(*values)


def pack(record: Record) -> bytes:
    """The record as bytes."""
    return marshal.dumps(_apart(record))


def unpack(kind: Kind, packed: bytes) -> Record:
    """The record that was packed."""
    record: Record = _together(KINDS[kind], marshal.loads(packed))
    return record


def layout_name() -> str:
    """A text that is another one as soon as a record has other fields or a packed one another form."""
    models = (*KINDS.values(), *_TABLES.values())
    return f"{marshal.version} " + " ".join(name for model in models for name in _layout(model).names)
