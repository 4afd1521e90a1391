"""Where files name contacts by their ids, and giving them other ids there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from entretien.model.network import Kind
from entretien.model.plain import Plain

CONTACT_REFERENCES: Final[dict[Kind, tuple[tuple[str, ...], ...]]] = {
    "contact": (("interactions", "with"), ("met", "through")),
    "introduction": (("between",), ("steps", "who")),
    "event": (("hope_to_meet",),),
    "session": (("offered",), ("picked",), ("decisions", "who")),
    "circle": (),
    "template": (),
}


def renamed(kind: Kind, plain: Plain, names: Mapping[str, str]) -> Plain:
    """A record's data with the contacts in `names` called by their new ids."""
    if not names:
        return plain
    for path in CONTACT_REFERENCES[kind]:
        plain = _with_renamed(plain, path, names)
    return plain


def _with_renamed(value: Any, path: tuple[str, ...], names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_with_renamed(item, path, names) for item in value]
    if path:
        return {**value, path[0]: _with_renamed(value[path[0]], path[1:], names)} if path[0] in value else value
    return names.get(value, value)
