"""People from the rows of a table whose columns have roles (see `columns`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from entretien.i18n import _
from entretien.identity import email_key, linkedin_slug, name_key, org_key
from entretien.interop.candidates import PROGRESS_EVERY, Candidate, Context, Reading, Remark, Skipped
from entretien.interop.columns import Roles
from entretien.interop.dates import days_come_first, read_date
from entretien.interop.source import Source
from entretien.interop.tables import Header, Row, read_rows, trimmed
from entretien.interop.vcard_lines import escape
from entretien.model.contact import Anniversary, Contact, Met

_NO_YEAR: Final = re.compile(r"-?-?\s*(\d\d)-(\d\d)")
_NO_DATE: Final = re.compile(r"[0./\s-]*")
_ADDRESS: Final = ("box", "extended", "street", "city", "region", "code", "country")
_TYPES: Final = {
    "mobile": "CELL", "cell": "CELL", "portable": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX",
    "work fax": "WORK,FAX", "home fax": "HOME,FAX", "pager": "PAGER", "travail": "WORK", "domicile": "HOME",
}  # fmt: skip
_DATE_ROLES: Final = ("date birthday", "date anniversary", "met")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a program writes its tables."""

    format: str
    separators: str = ""
    """A pattern for what joins several values in a cell; "" where a cell holds one."""
    is_tag: Callable[[str], bool] = bool
    """Whether a label is the user's own."""


def read_people(source: Source, header: Header, roles: Roles, style: Style, context: Context) -> Reading:
    """The people of a table; columns of no known role that hold something are told."""
    rows: list[Row] = []
    for row in read_rows(source, header):
        rows.append(row)
        if len(rows) % PROGRESS_EVERY == 0:
            context.progress(len(rows))
    dated = [column for column, role in roles.items() if role in _DATE_ROLES]
    order = days_come_first(row[column] for row in rows for column in dated)
    person = _Reader(roles, style, context.day_first if order is None else order)
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    problems = _left_out(header, rows, roles)
    for row in rows:
        found = person.read(row)
        if found is None:
            skipped.append(Skipped(row=row.line, reason=_("The row has no name, e-mail or phone number.")))
            continue
        candidates.append(Candidate(row=row.line, contact=found, key=_key(found), label=found.name))
        problems += [Remark(row=row.line, reason=reason) for reason in person.complaints]
    return Reading(
        format=style.format,
        file=source.path,
        candidates=tuple(candidates),
        skipped=tuple(skipped),
        problems=tuple(problems),
    )


def _left_out(header: Header, rows: Iterable[Row], roles: Roles) -> list[Remark]:
    unknown = {name: cell for name, cell in zip(header.titles, header.cells, strict=True) if name not in roles and name}
    used = {name for row in rows for name in unknown if row[name]}
    if not used:
        return []
    names = ", ".join(cell.strip() for name, cell in unknown.items() if name in used)
    return [Remark(row=header.line, reason=_("These columns have no place here: {names}.").format(names=names))]


class _Reader:
    """Reads one row after the other."""

    def __init__(self, roles: Roles, style: Style, day_first: bool) -> None:
        self._columns: dict[str, list[str]] = {}
        for column, role in roles.items():
            self._columns.setdefault(role, []).append(column)
        self._style = style
        self._day_first = day_first
        self.complaints: list[str] = []
        """What could not be read of the last row."""

    def read(self, row: Row) -> Contact | None:
        """The person of a row; None for a row that names nobody."""
        self.complaints = []
        emails = list(self._typed(row, "email"))
        phones = [item for role in self._columns if role.split()[0] == "phone" for item in self._typed(row, role)]
        parts = [self._one(row, part) for part in ("prefix", "first", "middle", "last", "suffix")]
        structured = " ".join(part for part in parts[1:] if part)
        org, department = self._one(row, "org"), self._one(row, "department")
        name = self._one(row, "name") or structured or self._one(row, "nickname") or org
        name = name or next((value for _type, value in [*emails, *phones]), "")
        if not name:
            return None
        addresses = list(self._addresses(row))
        kept = [f"{kind};TYPE={type}:{escape(value)}" for kind, found in (("EMAIL", emails), ("TEL", phones))
                for type, value in found if type]  # fmt: skip
        if structured and (parts[1] or parts[3]):
            prefix, first, middle, last, suffix = map(escape, parts)
            kept.insert(0, f"N:{last};{first};{middle};{prefix};{suffix}")
        if department and org:
            kept.append(f"ORG:{escape(org)};{escape(department)}")
        met = self._date(self._one(row, "met"))
        return Contact(
            name=name,
            nickname=self._one(row, "nickname") if name != self._one(row, "nickname") else "",
            org=org,
            title=self._one(row, "title"),
            emails=_unique(value for _type, value in emails),
            phones=_unique(value for _type, value in phones),
            links=_unique(self._all(row, "link")),
            place=self._one(row, "place") or next((place for _line, place in addresses if place), ""),
            language=self._one(row, "language"),
            tags=_unique(tag for tag in self._tags(row) if self._style.is_tag(tag)),
            met=Met(on=met) if met else None,
            notes=self._notes(row),
            vcard=(*kept, *(line for line, _place in addresses if line)),
            dates=tuple(self._dates(row)),
        )

    def _one(self, row: Row, role: str) -> str:
        return row.first(*self._columns.get(role, ()))

    def _all(self, row: Row, role: str) -> Iterator[str]:
        for column in self._columns.get(role, ()):
            cell = row.text(column)
            values = re.split(self._style.separators, cell) if self._style.separators else [cell]
            yield from filter(None, map(trimmed, values))

    def _tags(self, row: Row) -> Iterator[str]:
        for column in self._columns.get("tags", ()):
            yield from filter(None, map(trimmed, re.split(self._style.separators or "[;,]", row.text(column))))

    def _typed(self, row: Row, role: str) -> Iterator[tuple[str, str]]:
        """The values with their types; the one marked as the default first."""
        found = []
        for column in self._columns.get(role, ()):
            label = row[column.replace(" - value", " - label")] if " - value" in column else ""
            label = label or (row[column.replace(" - value", " - type")] if " - value" in column else "")
            values = (
                re.split(self._style.separators, row.text(column)) if self._style.separators else [row.text(column)]
            )
            type = _TYPES.get(label.lstrip("* ").lower()) or _TYPES.get(role.partition(" ")[2], "")
            found += [(not label.startswith("*"), type, value) for text in values if (value := trimmed(text))]
        for _default, type, value in sorted(found, key=lambda item: item[0]):
            yield type, value

    def _addresses(self, row: Row) -> Iterator[tuple[str, str]]:
        """Postal addresses as vCard lines, each with its town."""
        for which in dict.fromkeys(role.split()[1] for role in self._columns if role.startswith("adr ")):
            parts = [self._one(row, f"adr {which} {part}") for part in _ADDRESS]
            whole = "" if any(parts) else self._one(row, f"adr {which} formatted")
            if not any(parts) and not whole:
                continue
            if whole:
                parts[2] = whole
            label = row.first(f"address {which} - label", f"address {which} - type") if which.isdigit() else which
            type = _TYPES.get(label.lstrip("* ").lower(), "")
            line = f"ADR{f';TYPE={type}' if type else ''}:{';'.join(map(escape, parts))}"
            yield ("" if parts == ["", "", "", parts[3], "", "", ""] else line), parts[3] or parts[4] or parts[6]

    def _notes(self, row: Row) -> str:
        texts = [text for column in self._columns.get("notes", ()) if (text := row.text(column).strip())]
        for role in ("labelled custom field", "labelled relation", "labelled im"):
            for column in self._columns.get(role, ()):
                if value := row[column]:
                    stem = column.removesuffix(" - value")
                    label = row.first(f"{stem} - label", f"{stem} - type").lstrip("* ") or stem
                    texts.append(f"{label}: {value}")
        return "\n".join(texts).replace("\r\n", "\n").replace("\r", "\n")

    def _dates(self, row: Row) -> Iterator[Anniversary]:
        for role in ("date birthday", "date anniversary"):
            for column in self._columns.get(role, ()):
                yield from self._anniversary(role.removeprefix("date "), row[column])
        for column in self._columns.get("labelled event", ()):
            stem = column.removesuffix(" - value")
            label = row.first(f"{stem} - label", f"{stem} - type").lstrip("* ").lower() or "date"
            yield from self._anniversary(label, row[column])
        year, month, day = (self._one(row, part) for part in ("year", "month", "day"))
        if month and day:
            yield from self._anniversary("birthday", f"{year or '-'}-{month:0>2}-{day:0>2}")

    def _anniversary(self, label: str, written: str) -> Iterator[Anniversary]:
        if _NO_DATE.fullmatch(written):
            return
        if match := _NO_YEAR.fullmatch(written):
            try:
                date(2000, int(match[1]), int(match[2]))
                yield Anniversary(label=label, on=f"{match[1]}-{match[2]}")
                return
            except ValueError:
                pass
        if day := self._date(written):
            yield Anniversary(label=label, on=day)

    def _date(self, written: str) -> date | None:
        if _NO_DATE.fullmatch(written):
            return None
        found = read_date(written, day_first=self._day_first)
        if found is None:
            self.complaints.append(_('The date "{date}" can\'t be read; it is left out.').format(date=written))
        return found


def _key(contact: Contact) -> str:
    """What the row is known by: a profile, an address, a name with its organisation."""
    for link in contact.links:
        if slug := linkedin_slug(link):
            return f"in:{slug}"
    name = name_key(contact.name)
    address = next((key for email in contact.emails if (key := email_key(email))), "")
    return f"mail:{address}|{name}" if address else f"name:{name}|{org_key(contact.org)}|{''.join(contact.phones[:1])}"


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
