"""Where files name contacts, circles and events by their ids: to give other ids there, or to take them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from entretien.model.network import Kind
from entretien.model.plain import Plain
from entretien.storage.toml_text import Way

Keys = tuple[str, ...]

_PEOPLE: Final[dict[Kind, tuple[Keys, ...]]] = {
    "contact": (("interactions", "with"), ("met", "through"), ("not_same_as",)),
    "introduction": (("between",), ("steps", "who")),
    "event": (("hope_to_meet",),),
    "session": (("offered",), ("picked",), ("decisions", "who")),
    "circle": (),
    "template": (),
}
"""Where contacts are named; a few of these may hold a name instead of an id."""

_STRICT: Final[dict[Kind, dict[Keys, Kind]]] = {
    "contact": {
        ("circles",): "circle",
        ("met", "event"): "event",
        ("interactions", "with"): "contact",
        ("not_same_as",): "contact",
        ("interactions", "event"): "event",
        ("interactions", "circle"): "circle",
    },
    "introduction": {("between",): "contact", ("steps", "who"): "contact"},
}
"""Where only an id makes sense, and of which kind. Sessions tell of the past: what they name may be gone."""


def renamed(kind: Kind, plain: Plain, names: Mapping[str, str]) -> Plain:
    """A record's data with the contacts in `names` called by their new ids."""
    for way in _PEOPLE[kind] if names else ():
        plain = _replaced(plain, way, names)
    return plain


def without(kind: Kind, plain: Plain, id: str) -> Plain | None:
    """A record's data without a contact; None where nothing remains, as for an introduction of that contact."""
    if kind == "introduction" and id in plain.get("between", ()):
        return None
    if kind == "session" and "decisions" in plain:
        plain = {**plain, "decisions": [decision for decision in plain["decisions"] if decision["who"] != id]}
    for way in _PEOPLE[kind]:
        plain = _removed(plain, way, id)
    return plain


def references(kind: Kind, plain: Plain) -> Iterator[tuple[Way, Kind, str]]:
    """Every reference in a record's data: where it stands, what kind it names, and the id."""
    for way, named in _STRICT.get(kind, {}).items():
        for where, id in _found(plain, way, ()):
            yield where, named, id


def _replaced(value: Any, way: Keys, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_replaced(item, way, names) for item in value]
    if way:
        return {**value, way[0]: _replaced(value[way[0]], way[1:], names)} if way[0] in value else value
    return names.get(value, value)


def _removed(value: Any, way: Keys, id: str) -> Any:
    if isinstance(value, list):
        return [_removed(item, way, id) for item in value] if way else [item for item in value if item != id]
    if not way or way[0] not in value:
        return value
    if len(way) == 1 and value[way[0]] == id:
        return {key: item for key, item in value.items() if key != way[0]}
    return {**value, way[0]: _removed(value[way[0]], way[1:], id)}


def _found(value: Any, way: Keys, where: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _found(item, way, (*where, place))
    elif way:
        if way[0] in value:
            yield from _found(value[way[0]], way[1:], (*where, way[0]))
    else:
        yield where, value
