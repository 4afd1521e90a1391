"""People notes of Obsidian and the like: Markdown with front matter, one note or a folder of them.

There is no standard. Read are plain keys (`email`, `phone`, `birthday`…), the keys that plug-ins derive from vCard
(`N.GN`, `EMAIL[HOME]`, `ADR[HOME].LOCALITY`), and Entretien's own notes. The text under the front matter becomes notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.identity import email_key, name_key
from entretien.interop.candidates import Candidate, Context, Reading, Skipped
from entretien.interop.dates import read_date
from entretien.interop.export_notes import MADE_ANEW
from entretien.interop.source import Source
from entretien.interop.vcard_dates import anniversary
from entretien.interop.vcard_lines import Property
from entretien.model.contact import Anniversary, Contact, Met
from entretien.model.ids import fold
from entretien.model.interaction import Interaction

NAME: Final = "markdown"
LARGEST_NOTE: Final = 1_000_000
"""Bytes of a note that are read."""
LONGEST_LINE_IN_FRONT: Final = 5000
"""Characters beyond which a line of front matter is passed over."""

_FRONT: Final = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n(.*))?", re.DOTALL)
_LINE: Final = re.compile(r"""("[^"]+"|'[^']+'|[^\s:#][^:]*?)\s*:(?:\s+(.*))?""")
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("fn", "name", "full name", "nom"),
    "nickname": ("nickname", "surnom", "aliases", "alias"),
    "org": ("org", "company", "organization", "organisation", "entreprise"),
    "title": ("title", "role", "job", "job title", "poste"),
    "email": ("email", "emails", "e-mail", "courriel"),
    "phone": ("tel", "phone", "phones", "telephone", "mobile"),
    "link": ("url", "links", "link", "website", "linkedin", "socialprofile"),
    "place": ("place", "city", "location", "ville", "lieu"),
    "tags": ("categories", "tags", "tag"),
    "birthday": ("bday", "birthday", "birthdate", "anniversaire"),
    "met": ("met", "met on"),
    "id": ("id",),
    "uid": ("uid",),
    "notes": ("note", "notes"),
    "interactions": ("interactions",),
}
_BY_KEY: Final = {key: kind for kind, keys in _KINDS.items() for key in keys}
_PERSONAL: Final = frozenset({"email", "phone", "birthday", "org", "met"})
"""What only the note of a person has."""
_OWN: Final = frozenset({"id", "name"})
"""What every note of ours has."""

Front = dict[str, list[Any]]
"""Key to its values, in their order."""


def detect(source: Source) -> bool:
    """Whether a note is about a person, or a folder has such notes."""
    if source.path.is_dir():
        return any(_is_person(_parse(note)[0]) for note in _notes(source.path))
    return source.path.suffix.lower() == ".md" and _is_person(_parse(source)[0])


def read(source: Source, context: Context) -> Reading:
    """The people; notes about anything else are skipped."""
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    notes = _notes(source.path) if source.path.is_dir() else iter([source])
    for row, note in enumerate(notes, 1):
        context.progress(row)
        front, text = _parse(note)
        if not _is_person(front):
            skipped.append(Skipped(row=row, reason=_("The note is about no person."), file=note.path))
            continue
        contact = _contact(front, text, note.path.stem)
        key = _key(contact, next(_texts(front, "uid"), ""))
        candidates.append(Candidate(row=row, contact=contact, key=key, label=contact.name, file=note.path))
    return Reading(format=NAME, file=source.path, candidates=tuple(candidates), skipped=tuple(skipped))


def _notes(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.md")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield Source(path)


def _parse(source: Source) -> tuple[Front, str]:
    """The front matter and the text under it."""
    try:
        with source.open() as stream:
            text = stream.read(LARGEST_NOTE).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    except UnreadableSourceError:
        return {}, ""
    match = _FRONT.match(text)
    return (_front(match[1]), match[2] or "") if match else ({}, text)


def _front(text: str) -> Front:
    """A plain subset of YAML: keys with a text, a list on one line or below, or a list of small tables."""
    front: Front = {}
    values: list[Any] = []
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#") or len(line) > LONGEST_LINE_IN_FRONT:
            continue
        item = line.strip()
        if item.startswith("- "):
            values.append(_item(item[2:]))
        elif line[:1].isspace() and values and isinstance(values[-1], dict) and (match := _LINE.fullmatch(item)):
            values[-1][match[1].strip("\"'")] = _scalar(match[2] or "")
        elif match := _LINE.fullmatch(line):
            values = front.setdefault(match[1].strip("\"'"), [])
            values += _values(match[2] or "")
    return front


def _item(text: str) -> Any:
    match = _LINE.fullmatch(text) if text[:1] not in "\"'" else None
    if match and not text.lower().startswith(("http:", "https:", "mailto:")):
        return {match[1]: _scalar(match[2] or "")}
    return _scalar(text)


def _values(text: str) -> list[Any]:
    bare = text.strip()
    if not bare:
        return []
    if bare.startswith("[") and bare.endswith("]"):
        try:
            found = json.loads(bare)
        except (ValueError, RecursionError):
            found = bare[1:-1].split(",")
        return [_scalar(str(value)) for value in found if str(value).strip()]
    return [_scalar(bare)]


def _scalar(text: str) -> str:
    bare = text.strip()
    if bare.startswith('"') and bare.endswith('"') and len(bare) > 1:
        try:
            return str(json.loads(bare))
        except ValueError:
            return bare[1:-1]
    return bare[1:-1].replace("''", "'") if bare.startswith("'") and bare.endswith("'") and len(bare) > 1 else bare


def _kind(key: str) -> str:
    """What a key holds: its name without what stands in brackets."""
    return _BY_KEY.get(fold(re.sub(r"\[.*?\]", "", key)).strip(), "")


def _is_person(front: Front) -> bool:
    kinds = {_kind(key) for key, values in front.items() if values}
    return (
        bool(kinds & _PERSONAL) or kinds >= _OWN or any(key.upper().startswith("N.") for key in front) or "FN" in front
    )


def _texts(front: Front, kind: str) -> Iterator[str]:
    for key, values in front.items():
        if _kind(key) == kind:
            yield from (value.strip() for value in values if isinstance(value, str) and value.strip())


def _contact(front: Front, text: str, stem: str) -> Contact:
    parts = {key.upper(): str(values[0]).strip() for key, values in front.items() if values}
    structured = " ".join(part for key in ("N.PREFIX", "N.GN", "N.MN", "N.FN", "N.SUFFIX") if (part := parts.get(key)))
    name = next(_texts(front, "name"), "") or structured or stem
    town = next((value for key, value in parts.items() if key.endswith("].LOCALITY") or key == "ADR.LOCALITY"), "")
    met = next((day for value in _texts(front, "met") if (day := read_date(value, day_first=True))), None)
    birthday = next((found for value in _texts(front, "birthday") if (found := _birthday(value))), None)
    notes = "\n\n".join(part for part in (*_texts(front, "notes"), _without_title(text)) if part)
    return Contact(
        id=next(_texts(front, "id"), ""),
        name=" ".join(name.split()),
        nickname=", ".join(_texts(front, "nickname")),
        org=next(_texts(front, "org"), ""),
        title=next(_texts(front, "title"), ""),
        emails=tuple(dict.fromkeys(_texts(front, "email"))),
        phones=tuple(dict.fromkeys(_texts(front, "phone"))),
        links=tuple(dict.fromkeys(_texts(front, "link"))),
        place=next(_texts(front, "place"), "") or town,
        tags=tuple(dict.fromkeys(tag.lstrip("#") for tag in _texts(front, "tags"))),
        met=Met(on=met) if met else None,
        notes=notes,
        dates=(birthday,) if birthday else (),
        interactions=tuple(sorted(_log(front), key=lambda item: item.on)),
    )


def _birthday(value: str) -> Anniversary | None:
    return anniversary(Property("", "BDAY", (), value))


def _without_title(text: str) -> str:
    """What somebody wrote under the title."""
    own, _mark, _made_anew = text.partition(MADE_ANEW)
    return re.sub(r"\A\s*# [^\n]*\n?", "", own).strip()


def _log(front: Front) -> Iterator[Interaction]:
    for key, values in front.items():
        for value in values if _kind(key) == "interactions" else ():
            if isinstance(value, dict) and (on := read_date(str(value.get("date", "")), day_first=True)):
                yield Interaction(on=on, note=str(value.get("text") or value.get("note") or ""))


def _key(contact: Contact, uid: str) -> str:
    if uid:
        return f"uid:{uid.removeprefix('urn:uuid:').lower()}"
    if contact.id:
        return f"id:{contact.id}"
    address = next((key for email in contact.emails if (key := email_key(email))), "")
    return f"mail:{address}|{name_key(contact.name)}" if address else f"name:{name_key(contact.name)}"
