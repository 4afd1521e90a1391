"""Checking plain data and making records of it. The only module that knows Pydantic, imported when first needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entretien.dataclass import replace
from entretien.i18n import _
from entretien.model.network import KINDS, Kind, Record
from entretien.model.plain import Plain
from entretien.storage.by_hand import record_by_hand
from entretien.storage.reading import FilePath, UnusableError
from entretien.storage.shape import Shape, resembling, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from entretien.model.problem import Problem
    from entretien.storage.toml_text import Way


@cache
def _validator(kind: Kind) -> Callable[[object], Any]:
    from pydantic import TypeAdapter

    return TypeAdapter[Any](KINDS[kind]).validator.validate_python


def make_record(kind: Kind, id: str, data: Plain) -> Record:
    """The record that a file's data describes. Raises ValueError (a pydantic.ValidationError) where it isn't one."""
    record: Record = _validator(kind)({**data, "id": id})
    return record


def record_of(kind: Kind, id: str, data: Plain, path: FilePath, text: str) -> Record:
    """Like `make_record`. Raises UnusableError with a problem for each wrong field."""
    record = record_by_hand(kind, id, data)
    return record if record is not None else _checked(kind, id, data, path, text)


def taken_in(kind: Kind, id: str, data: Plain, path: FilePath, text: str) -> tuple[Record, tuple[Problem, ...]]:
    """Like `record_of`, with a warning for each unknown key that looks like a known one; others are the user's own."""
    record = record_by_hand(kind, id, data)
    if record is not None:
        return record, ()
    record = _checked(kind, id, data, path, text)
    return record, tuple(_misspelt_key(where, near, path, text) for where, near in misspellings(shape_of(kind), data))


def _checked(kind: Kind, id: str, data: Plain, path: FilePath, text: str) -> Record:
    try:
        return make_record(kind, id, data)
    except ValueError as error:
        raise UnusableError(*_wrong_fields(kind, error, path, text)) from None


def misspellings(shape: Shape, data: Plain, above: Way = ()) -> Iterator[tuple[Way, str]]:
    """Where an unknown key stands, and the known one that it resembles and that isn't there."""
    for key, near in resembling(data, shape.keys):
        yield (*above, key), near
    for key in shape.tables:
        table, value = shape.fields[key].table, data.get(key)
        if table is None or not value:
            continue
        if isinstance(value, dict):
            yield from misspellings(table, value, (*above, key))
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, dict):
                    yield from misspellings(table, item, (*above, key, place))


def _misspelt_key(where: Way, near: str, path: FilePath, text: str) -> Problem:
    from entretien.model.problem import Problem
    from entretien.storage.toml_text import locate

    line, column = locate(text, where) or (None, None)
    return Problem(
        path=Path(path),
        kind="unknown-key",
        reason=_('"{key}" is not a key that Entretien knows; it is kept as it is.').format(key=dotted(where)),
        hint=_('Did you mean "{key}"?').format(key=near),
        line=line,
        column=column,
        serious=False,
    )


def dotted(path: Way) -> str:
    """The way to a value in words; lists are counted from 1: "interactions 3, note"."""
    words = ""
    for part in path:
        words += f" {part + 1}" if isinstance(part, int) else f", {part}" if words else part
    return words


def _wrong_fields(kind: Kind, error: ValueError, path: FilePath, text: str) -> list[Problem]:
    details: list[ErrorDetails] = error.errors(include_url=False) if hasattr(error, "errors") else []
    problems: dict[Way, Problem] = {}
    for detail in details:
        where = _way(shape_of(kind), detail["loc"])
        problem = _wrong_field(kind, detail, where, path, text)
        earlier = problems.get(where)
        problems[where] = replace(earlier, hint=_joined(earlier.hint, problem.hint)) if earlier else problem
    return list(problems.values())


def _joined(one: str, other: str) -> str:
    return one if other in one else f"{one} {other}"


def _way(shape: Shape, loc: tuple[int | str, ...]) -> Way:
    """Keys and places only: Pydantic adds the branch of a union that it tried."""
    way: list[int | str] = []
    level: Shape | None = shape
    for part in loc:
        if isinstance(part, int):
            way.append(part)
        elif level is not None and part in level.fields:
            way.append(part)
            level = level.fields[part].table
    return tuple(way)


def _wrong_field(kind: Kind, detail: ErrorDetails, where: Way, path: FilePath, text: str) -> Problem:
    from entretien.model.problem import Problem
    from entretien.storage.toml_text import locate

    line, column = (locate(text, where) if where else None) or (1, None)
    found = detail["input"]
    if detail["type"] == "missing" and isinstance(where[-1], str):
        reason = _("{field} is missing.").format(field=dotted(where))
        hint = _misspelt_hint(kind, where, found) or _('Add a line such as {field} = "…".').format(field=where[-1])
    elif detail["type"] == "value_error":
        sentence = str(detail["ctx"]["error"])
        reason = _("{field}: {sentence}.").format(field=dotted(where), sentence=sentence) if where else f"{sentence}."
        hint = ""
    else:
        reason = _("{field} can't be {found}.").format(field=dotted(where), found=_shown(found))
        hint = _accepted(detail)
    return Problem(path=Path(path), kind="invalid", reason=reason, hint=hint, line=line, column=column)


def _misspelt_hint(kind: Kind, where: Way, table: object) -> str:
    """For a key that is missing as it was misspelt."""
    shape = shape_of(kind)
    for part in where[:-1]:
        if isinstance(part, str):
            shape = shape.fields[part].table or shape
    if not isinstance(table, dict):
        return ""
    for key, near in misspellings(shape, {key: value for key, value in table.items() if key != "id"}):
        if near == where[-1]:
            return _('Did you mean "{key}" where it says "{found}"?').format(key=near, found=key[-1])
    return ""


def _shown(found: object) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    text = f'"{found}"' if isinstance(found, str) else str(found)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _accepted(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind == "literal_error":
        return _("Accepted: {values}.").format(values=detail["ctx"]["expected"].replace("'", '"'))
    if kind.startswith(("datetime", "timezone")):
        return _("Accepted: a date and time such as 2026-11-24T18:30:00.")
    if kind.startswith("date"):
        return _("Accepted: a date such as 2026-11-24, without quotes.")
    if kind.startswith("bool"):
        return _("Accepted: true or false.")
    if kind.startswith("int"):
        return _("Accepted: a whole number.")
    if kind.startswith("string"):
        return _("Accepted: a text in quotes.")
    if kind in ("missing", "too_short", "too_long"):
        return _('Accepted: a list of two, such as ["marie-dupont", "paul-roy"].')
    if kind.startswith(("tuple", "list")):
        return _('Accepted: a list such as ["a", "b"].')
    return _("Accepted: a table such as {{ on = 2026-11-24 }}.").format()
