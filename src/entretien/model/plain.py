"""Records as plain data, in the shape and order that the files have; what has its default value is left out."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from entretien.dataclass import MISSING, fields
from entretien.model.cadence import Cadence

Plain = dict[str, Any]

_layouts: Final[dict[type, tuple[tuple[str, str, object], ...]]] = {}


def _layout(kind: Any) -> tuple[tuple[str, str, object], ...]:
    """Attribute, key and default of each field that stands in the file."""
    if kind not in _layouts:
        _layouts[kind] = tuple(
            (field.name, field.name.rstrip("_"), None if field.default is MISSING else field.default)
            for field in fields(kind)
            if field.name != "id"
        )
    return _layouts[kind]


def as_plain(record: object) -> Plain:
    """The record (any dataclass of the model) as the dictionary that its file holds; the id is not part of it."""
    plain: Plain = {}
    for name, key, default in _layout(type(record)):
        value = getattr(record, name)
        if value != default and value is not None:
            plain[key] = plain_value(value)
    return plain


def plain_value(value: Any) -> Any:
    """A value of a record as its file holds it."""
    if isinstance(value, str | bool | int | float | date):
        return value
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, Cadence):
        return str(value)
    return as_plain(value)
