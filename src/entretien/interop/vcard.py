"""vCards 2.1, 3.0 and 4.0: one in a file, many in a file, or a folder of them as khard and vdirsyncer keep it.

What a contact has a field for goes there; everything else stays as the property that it was (`Contact.vcard`), and an
export gives it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.identity import email_key, name_key, org_key
from entretien.interop.candidates import PROGRESS_EVERY, Candidate, Context, Reading, Remark, Skipped
from entretien.interop.own_uid import ID_PROPERTY, own_uid
from entretien.interop.source import Source
from entretien.interop.vcard_dates import LABELS, anniversary
from entretien.interop.vcard_lines import Card, Property, items, parts, read_cards, unescape
from entretien.model.contact import Anniversary, Contact

_T = TypeVar("_T")
NAME: Final = "vcard"

_BEGIN: Final = re.compile(r"^\s*BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_DROPPED: Final = frozenset({"VERSION", "REV", "PRODID", "PROFILE", "BEGIN", "END", ID_PROPERTY})
"""Said by every export anew; they say nothing about the person."""
_PLAIN_TYPES: Final = frozenset({"internet", "pref", "voice", ""})
"""Types that say no more than that it is an address or a number."""


def detect(source: Source) -> bool:
    """Whether a file holds cards, or a folder such files."""
    if source.path.is_dir():
        return next(_card_files(source.path), None) is not None
    return _BEGIN.search(source.start) is not None


def read(source: Source, context: Context) -> Reading:
    """The people on the cards."""
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    problems: list[Remark] = []
    is_folder = source.path.is_dir()
    number = 0
    for file in _card_files(source.path) if is_folder else [source]:
        try:
            for card in read_cards(_lines(file)):
                number += 1
                if number % PROGRESS_EVERY == 0:
                    context.progress(number)
                row, place = (number, file.path) if is_folder else (card.line, None)
                found = read_card(card, row, place)
                if isinstance(found, Skipped):
                    skipped.append(found)
                    continue
                candidates.append(found)
                if not card.closed:
                    reason = _("The card isn't closed by END:VCARD; what is there was taken.")
                    problems.append(Remark(row=row, reason=reason, file=place))
        except UnreadableSourceError as error:
            if not is_folder:
                raise
            number += 1
            skipped.append(Skipped(row=number, reason=error.message, file=file.path))
    return Reading(
        format=NAME,
        file=source.path,
        candidates=tuple(candidates),
        skipped=tuple(skipped),
        problems=tuple(problems),
    )


def read_card(card: Card, row: int, file: Path | None = None) -> Candidate | Skipped:
    """The person on a card, or why there is none."""
    fields = _Fields(card.properties)
    if fields.first("KIND", "X-ADDRESSBOOKSERVER-KIND").lower() == "group":
        return Skipped(row=row, reason=_("A group of cards, not a person."), file=file)
    name = fields.name()
    if not name:
        return Skipped(row=row, reason=_("The card has no name, e-mail or phone number."), file=file)
    contact = Contact(
        id=fields.first(ID_PROPERTY),
        name=name,
        nickname=", ".join(item for value in fields.raw("NICKNAME") for item in items(value)),
        org=fields.org(),
        title=fields.first("TITLE"),
        emails=fields.emails(),
        phones=fields.all("TEL"),
        links=fields.links(),
        place=fields.place(),
        language=fields.first("LANG"),
        tags=_unique(item for value in fields.raw("CATEGORIES") for item in items(value)),
        notes="\n\n".join(fields.all("NOTE")),
        vcard=fields.kept(),
        dates=fields.dates(),
    )
    return Candidate(row=row, contact=contact, key=_key(contact, fields.first("UID")), label=name, file=file)


class _Fields:
    """The properties of one card, by name."""

    def __init__(self, properties: Iterable[Property]) -> None:
        self._properties = [item for item in properties if item.value]
        self._by_name: dict[str, list[Property]] = {}
        for item in self._properties:
            self._by_name.setdefault(item.name, []).append(item)
        self._group_labels = {item.group: item for item in self._by_name.get("X-ABLABEL", ()) if item.group}

    def of(self, *names: str) -> list[Property]:
        """The properties of these names, the preferred ones first."""
        found = [item for name in names for item in self._by_name.get(name, ())]
        return sorted(found, key=lambda item: not ("pref" in item.types() or item.param("PREF") == "1"))

    def raw(self, name: str) -> list[str]:
        return [item.value for item in self.of(name)]

    def all(self, *names: str) -> tuple[str, ...]:
        return _unique(unescape(item.value).strip() for item in self.of(*names))

    def first(self, *names: str) -> str:
        return next(iter(self.all(*names)), "")

    def name(self) -> str:
        """FN, else the parts of N in the order they are said, else whatever the card is known by."""
        for value in self.all("FN"):
            return _one_line(value)
        for value in self.raw("N"):
            family, given, middle, prefix, suffix = (*parts(value), "", "", "", "", "")[:5]
            words = [prefix, given, middle.replace(",", " "), family, suffix]
            if whole := " ".join(word for word in words if word):
                return _one_line(whole)
        return _one_line(self.first("NICKNAME") or self.org() or self.first("EMAIL", "TEL").removeprefix("tel:"))

    def org(self) -> str:
        """The organisation without its departments."""
        return next((part for value in self.raw("ORG") for part in parts(value) if part), "")

    def emails(self) -> tuple[str, ...]:
        return _unique(value.removeprefix("mailto:") for value in self.all("EMAIL"))

    def links(self) -> tuple[str, ...]:
        found = [item for item in self.of("URL", "X-SOCIALPROFILE", "SOCIALPROFILE") if _is_link(item)]
        return _unique(unescape(_without_stray_backslashes(item).value).strip() for item in found)

    def place(self) -> str:
        """The town of the preferred address, else its region or country."""
        for value in self.raw("ADR"):
            address = (*parts(value), "", "", "", "", "", "", "")[:7]
            if place := address[3] or address[4] or address[6]:
                return _one_line(place)
        return ""

    def dates(self) -> tuple[Anniversary, ...]:
        return _unique(found for item in self._properties if (found := self._date(item)))

    def _date(self, item: Property) -> Anniversary | None:
        if item.name not in LABELS:
            return None
        label = self._group_labels.get(item.group)
        return anniversary(item, unescape(label.value) if label and item.group else "")

    def kept(self) -> tuple[str, ...]:
        """The properties that the contact has no field for, or that say more than the field."""
        used_groups = {item.group for item in self._properties if item.name != "X-ABLABEL" and self._is_kept(item)}
        return _unique(
            _without_stray_backslashes(item).line()
            for item in self._properties
            if (item.group in used_groups if item.name == "X-ABLABEL" else self._is_kept(item))
        )

    def _is_kept(self, item: Property) -> bool:
        match item.name:
            case "FN":
                return unescape(item.value).strip() != self.first("FN")
            case "N":
                return [*parts(item.value), "", "", "", ""][:5] != ["", self.name(), "", "", ""]
            case "ADR":
                town = parts(item.value) == ["", "", "", self.place(), "", "", ""]
                return not town or _says_more(item)
            case "NICKNAME" | "NOTE" | "CATEGORIES" | "LANG":
                return False
            case "TITLE":
                return unescape(item.value).strip() != self.first("TITLE")
            case "ORG":
                return len([part for part in parts(item.value) if part]) > 1 or len(self._by_name["ORG"]) > 1
            case "EMAIL" | "TEL":
                return _says_more(item)
            case "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE":
                return not _is_link(item) or _says_more(item)
        if item.name == "UID" and item.value == own_uid(self.first(ID_PROPERTY)):
            return False
        return item.name not in _DROPPED and self._date(item) is None


def _without_stray_backslashes(item: Property) -> Property:
    """A link as it is meant: old exports escape its colon, which nobody undoes."""
    return replace(item, value=item.value.replace("\\:", ":")) if item.name == "URL" else item


def _says_more(item: Property) -> bool:
    return bool(item.group) or bool(item.types() - _PLAIN_TYPES) or any(key != "TYPE" for key, _value in item.params)


def _is_link(item: Property) -> bool:
    value = item.value.strip().lower()
    return item.name == "URL" or value.startswith(("http:", "https:", "http\\:", "https\\:", "www."))


def _key(contact: Contact, uid: str) -> str:
    """The card's UID; without one, the first address, else the name and the organisation."""
    if uid:
        return f"uid:{uid.removeprefix('urn:uuid:').lower()}"
    address = next((key for email in contact.emails if (key := email_key(email))), "")
    return (
        f"mail:{address}|{name_key(contact.name)}"
        if address
        else f"name:{name_key(contact.name)}|{org_key(contact.org)}"
    )


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _card_files(folder: Path) -> Iterator[Source]:
    """The cards of a folder and the folders in it; hidden ones and drafts of other programs aside."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in (".vcf", ".vcard") and path.is_file():
            yield Source(path)


def _lines(source: Source) -> Iterator[bytes]:
    if source.encoding.startswith(("utf-16", "utf-32")):
        return (line.encode() for line in source.lines())
    source.require_text()
    return source.raw_lines()
