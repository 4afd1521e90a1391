"""Contacts as vCards 3.0 (4.0 on request) that khard, vobject and phones read.

What came in with a vCard and has no field in a contact goes out again; where the contact's field has changed since,
the field counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from entretien.identity import email_key, name_key
from entretien.interop.dates import is_birthday
from entretien.interop.own_uid import ID_PROPERTY, own_uid
from entretien.interop.vcard_lines import Property, escape, parse, parts, unescape
from entretien.model.contact import Anniversary, Contact

Version = Literal["3.0", "4.0"]

_WIDEST: Final = 75
"""Octets of a line, its end not counted (RFC 2426 and 6350)."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WRITTEN_FROM_FIELDS: Final = frozenset(
    {"FN", "N", "ORG", "TITLE", "EMAIL", "TEL", "URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "ADR", "UID"}
)


def write_cards(contacts: Iterable[Contact], version: Version = "3.0") -> str:
    """A file of cards, one after the other."""
    return "".join(write_card(contact, version) for contact in contacts)


def write_card(contact: Contact, version: Version = "3.0") -> str:
    """One card, with folded lines and their line ends."""
    return "".join(f"{folded}\r\n" for line in _lines(contact, version) for folded in _folded(line))


def _lines(contact: Contact, version: Version) -> Iterator[str]:
    kept = [parse(line.encode()) for line in contact.vcard]
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:{_uid(contact, kept)}"
    if contact.id:
        yield f"{ID_PROPERTY}:{contact.id}"
    yield f"FN:{_text(contact.name)}"
    yield _structured_name(contact, kept)
    if contact.nickname:
        yield f"NICKNAME:{_text(contact.nickname)}"
    yield from _organisation(contact, kept)
    yield from _titles(contact, kept)
    default = "EMAIL;TYPE=INTERNET" if version == "3.0" else "EMAIL"
    yield from _values(contact.emails, "EMAIL", default, kept)
    yield from _values(contact.phones, "TEL", "TEL", kept)
    yield from _values(contact.links, "URL", "URL", kept)
    yield from _addresses(contact, kept)
    if contact.tags:
        yield f"CATEGORIES:{','.join(_text(tag) for tag in contact.tags)}"
    if contact.language:
        yield f"LANG:{_text(contact.language)}"
    yield from _dates(contact.dates, version)
    if contact.notes.strip():
        yield f"NOTE:{_text(contact.notes.strip())}"
    for item in kept:
        if item.name not in _WRITTEN_FROM_FIELDS or (item.name == "X-SOCIALPROFILE" and not _is_web(item)):
            yield _as_data_uri(item) if version == "4.0" else item.line()
    yield "END:VCARD"


def _uid(contact: Contact, kept: Iterable[Property]) -> str:
    return next((item.value for item in kept if item.name == "UID"), "") or own_uid(contact.id or contact.name)


def _structured_name(contact: Contact, kept: Iterable[Property]) -> str:
    """N as it came in, if it still is this name or the card goes by its company; a name is never split here."""
    words = set(name_key(contact.name).split())
    is_company = any(item.name == "X-ABSHOWAS" for item in kept)
    for item in kept:
        if item.name == "N" and (is_company or set(name_key(" ".join(parts(item.value))).split()) & words):
            return item.line()
    return f"N:;{_text(contact.name)};;;"


def _organisation(contact: Contact, kept: Iterable[Property]) -> Iterator[str]:
    came = [item for item in kept if item.name == "ORG"]
    if any(contact.org in parts(item.value) for item in came):
        yield from (item.line() for item in came)
    elif contact.org:
        yield f"ORG:{_text(contact.org)}"


def _titles(contact: Contact, kept: Iterable[Property]) -> Iterator[str]:
    if contact.title:
        yield f"TITLE:{_text(contact.title)}"
    for item in kept:
        if item.name == "TITLE" and unescape(item.value).strip() != contact.title:
            yield item.line()


def _values(values: Iterable[str], name: str, head: str, kept: Iterable[Property]) -> Iterator[str]:
    """Addresses, numbers or links: with what the card that they came from said about them."""
    names = {name, "X-SOCIALPROFILE", "SOCIALPROFILE"} if name == "URL" else {name}
    came: dict[str, str] = {}
    for item in kept:
        if item.name in names:
            came.setdefault(unescape(item.value).strip().removeprefix("mailto:"), item.line())
    for value in values:
        yield came.get(value) or f"{head}:{_text(value)}"


def _addresses(contact: Contact, kept: Iterable[Property]) -> Iterator[str]:
    came = [item for item in kept if item.name == "ADR"]
    if contact.place and not any(_says(item, contact.place) for item in came):
        yield f"ADR:;;;{_text(contact.place)};;;"
    yield from (item.line() for item in came)


def _says(address: Property, place: str) -> bool:
    return any(" ".join(part.split("\n")) == place for part in parts(address.value))


def _dates(dates: Iterable[Anniversary], version: Version) -> Iterator[str]:
    written: set[str] = set()
    for number, item in enumerate(dates, 1):
        month, day = item.month_day
        when = f"--{month:02}-{day:02}" if isinstance(item.on, str) else item.on.isoformat()
        if version == "4.0":
            when = f"--{month:02}{day:02}" if isinstance(item.on, str) else f"{item.on:%Y%m%d}"
        name = "BDAY" if is_birthday(item.label) else "ANNIVERSARY" if item.label == "anniversary" else ""
        if name and name not in written:
            written.add(name)
            yield f"{'X-' if (name, version) == ('ANNIVERSARY', '3.0') else ''}{name}:{when}"
        else:
            yield f"date{number}.X-ABDATE:{when}"
            yield f"date{number}.X-ABLabel:{_text(item.label)}"


def _is_web(item: Property) -> bool:
    return email_key(item.value) == "" and item.value.lower().startswith(("http", "www."))


def _as_data_uri(item: Property) -> str:
    """A picture as version 4.0 wants it."""
    if item.param("ENCODING") != "b":
        return item.line()
    media = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio"}.get(item.name, "application")
    kind = next(iter(item.types()), "octet-stream")
    group = f"{item.group}." if item.group else ""
    return f"{group}{item.name}:data:{media}/{kind};base64,{item.value}"


def _text(text: str) -> str:
    return escape(_CONTROLS.sub("", text))


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets that cut no character; each but the first starts with a space."""
    data = line.encode("utf-8", errors="replace")
    start, room = 0, _WIDEST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        yield (" " if start else "") + data[start:end].decode()
        start, room = end, _WIDEST - 1
    yield (" " if start else "") + data[start:].decode()
