"""The JSON that `export_json` writes, taken in again."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from typing import Any, Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.candidates import Candidate, Context, Reading, Remark, Skipped
from entretien.interop.export_json import FORMAT, VERSION
from entretien.interop.source import Source
from entretien.model.contact import Contact
from entretien.model.ids import ID_SHAPE
from entretien.model.network import KINDS, Kind, Record

NAME: Final = "json"
_MARK: Final = re.compile(r'^\s*\{\s*"format"\s*:\s*"entretien"')
_LONE_SURROGATE: Final = re.compile(
    r"(?<!\\)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
"""Half of a character, escaped, as cut texts have: no file can hold it."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def detect(source: Source) -> bool:
    """Whether the file is such a document."""
    return _MARK.match(source.start) is not None


def read(source: Source, context: Context) -> Reading:
    """The contacts, and beside them all other records. Raises UnreadableSourceError for another version."""
    document = parse_json(source)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableSourceError(_("{path} is no export of Entretien.").format(path=source.name))
    if document.get("version") != VERSION:
        raise UnreadableSourceError(
            _("{path} was written by a newer version of Entretien.").format(path=source.name),
            _("Update Entretien and import it then."),
        )
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    problems: list[Remark] = []
    beside: list[tuple[Kind, Record]] = []
    row = 0
    for kind in KINDS:
        for id, plain in _table(document.get(f"{kind}s")):
            row += kind == "contact"
            try:
                record = _record(kind, id, plain)
            except ValueError as error:
                reason = _("{kind} {id}: {error}").format(kind=kind, id=id, error=_first_of(error))
                (skipped if kind == "contact" else problems).append(Skipped(row=row, reason=reason))
                continue
            if isinstance(record, Contact):
                candidates.append(Candidate(row=row, contact=record, key=id, label=record.name))
            else:
                beside.append((kind, record))
        context.progress(row)
    return Reading(
        format=NAME,
        file=source.path,
        candidates=tuple(candidates),
        skipped=tuple(skipped),
        problems=tuple(problems),
        beside=tuple(beside),
    )


def parse_json(source: Source) -> Any:
    """A JSON document. Raises UnreadableSourceError, with the line, for what is none."""
    try:
        text = source.text()
        return json.loads(_LONE_SURROGATE.sub(r"\\ufffd", text) if "\\ud" in text.lower() else text)
    except json.JSONDecodeError as error:
        raise UnreadableSourceError(
            _("{path}:{line}: this is no valid JSON: {error}").format(
                path=source.name, line=error.lineno, error=error.msg
            ),
            _("The file may be cut off; export it again."),
        ) from error
    except RecursionError as error:
        raise UnreadableSourceError(_("{path} is nested too deeply.").format(path=source.name)) from error


def _table(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


@cache
def _validator(kind: Kind) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter[Any](KINDS[kind]).validator


def _record(kind: Kind, id: str, plain: Any) -> Record:
    """The record. Raises ValueError where it isn't one."""
    if not isinstance(plain, dict) or not ID_SHAPE.fullmatch(id):
        raise ValueError(_("not a record"))
    for item in plain.get("dates", ()) if isinstance(plain.get("dates"), list) else ():
        if isinstance(item, dict) and isinstance(item.get("on"), str) and _DAY.fullmatch(item["on"]):
            item["on"] = date.fromisoformat(item["on"])
    record: Record = _validator(kind).validate_python({**plain, "id": id})
    return record


def _first_of(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    if errors is None:
        return str(error)
    detail = errors(include_url=False)[0]
    where = ".".join(str(part) for part in detail["loc"])
    return f"{where}: {detail['msg']}" if where else str(detail["msg"])
