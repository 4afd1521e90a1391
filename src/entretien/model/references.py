"""Where records name others by their ids: finding those places, giving other ids there, taking ids out."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, Final

from entretien.dataclass import dataclass, replace
from entretien.model.contact import Contact
from entretien.model.network import Event, Introduction, Kind, Record, Session

Way = tuple[str | int, ...]
"""Keys, and numbers in lists, that lead from a record to a value in it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A way through the attributes of a record, and the kind of record that is named at its end."""

    way: tuple[str, ...]
    names: Kind = "contact"
    only_ids: bool = True
    """Else a name may stand there too, or, in what tells of the past, somebody who is gone."""


_PLACES: Final[dict[type, tuple[_Place, ...]]] = {
    Contact: (
        _Place(("circles",), "circle"),
        _Place(("met", "event"), "event"),
        _Place(("met", "through"), only_ids=False),
        _Place(("interactions", "with_")),
        _Place(("interactions", "event"), "event"),
        _Place(("interactions", "circle"), "circle"),
        _Place(("not_same_as",)),
    ),
    Introduction: (_Place(("between",)), _Place(("steps", "who"))),
    Event: (_Place(("hope_to_meet",), only_ids=False),),
    Session: (
        _Place(("offered",), only_ids=False),
        _Place(("picked",), only_ids=False),
        _Place(("decisions", "who"), only_ids=False),
    ),
}


def with_ids(record: Record, ids: Mapping[str, str], kind: Kind = "contact") -> Record:
    """The record with those of a kind in `ids` (old id to new) called by their new ids; itself where it names none.

    Two ids that become one are named once. What isn't in `ids`, such as a plain name in `met.through`, stays.
    """

    def swapped(named: Any) -> Any:
        if isinstance(named, str):
            return ids.get(named, named)
        if not any(id in ids for id in named):
            return named
        others = tuple(ids.get(id, id) for id in named)
        return others if isinstance(record, Introduction) else tuple(dict.fromkeys(others))

    return _changed(record, swapped, kind)


def without_ids(record: Record, gone: Container[str], kind: Kind = "contact") -> Record | None:
    """The record without those of a kind that are `gone`; itself where it names none.

    None where nothing remains of it, as of an introduction of one of them.
    """
    people = kind == "contact"
    if people and isinstance(record, Introduction) and any(id in gone for id in record.between):
        return None
    if people and isinstance(record, Session) and any(decision.who in gone for decision in record.decisions):
        record = replace(record, decisions=tuple(item for item in record.decisions if item.who not in gone))

    def left(named: Any) -> Any:
        if isinstance(named, str):
            return "" if named in gone else named
        return tuple(id for id in named if id not in gone)

    return _changed(record, left, kind)


def references(record: Record) -> Iterator[tuple[Way, Kind, str]]:
    """Every reference that only makes sense as an id: the keys and numbers that lead to it, the kind named, the id."""
    for place in _PLACES.get(type(record), ()):
        if place.only_ids:
            for where, id in _found(record, place.way, ()):
                yield where, place.names, id


def _changed(record: Record, change: Callable[[Any], Any], kind: Kind) -> Record:
    """The record with `change` made of each text, or tuple of texts, that names those of a kind."""
    for place in _PLACES.get(type(record), ()):
        if place.names == kind:
            record = _along(record, place.way, change)
    return record


def _along(value: Any, way: tuple[str, ...], change: Callable[[Any], Any]) -> Any:
    """The value, changed at the end of the way; itself where that changes nothing."""
    if not value:
        return value
    if not way:
        changed = change(value)
    elif isinstance(value, tuple):
        changed = tuple([_along(item, way, change) for item in value])
    else:
        before = getattr(value, way[0])
        after = _along(before, way[1:], change)
        return value if after is before else replace(value, **{way[0]: after})
    return value if changed == value else changed


def _found(value: Any, way: tuple[str, ...], where: Way) -> Iterator[tuple[Way, str]]:
    if not value:
        return
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _found(item, way, (*where, number))
    elif way:
        yield from _found(getattr(value, way[0]), way[1:], (*where, way[0].rstrip("_")))
    else:
        yield where, value
