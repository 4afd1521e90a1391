"""LinkedIn's `Connections.csv`, in every shape it is found in.

The preamble comes in several wordings and lengths, or was cut off; the address column came in 2023; most rows have no
e-mail; closed accounts leave rows with nothing but a date; spreadsheets save it again with semicolons and other dates.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from entretien.i18n import _
from entretien.identity import email_key, linkedin_slug, name_key, org_key
from entretien.interop.candidates import PROGRESS_EVERY, Candidate, Context, Reading, Remark, Skipped
from entretien.interop.dates import days_come_first, read_date
from entretien.interop.source import Source
from entretien.interop.tables import Row, Titles, find_header, read_rows
from entretien.model.contact import Contact, Met

NAME: Final = "linkedin"

_FIRST: Final = ("first name", "prenom")
_LAST: Final = ("last name", "nom", "nom de famille")
_URL: Final = ("url", "profile url", "url du profil")
_EMAIL: Final = ("email address", "e-mail address", "adresse e-mail", "e-mail", "email")
_ORG: Final = ("company", "entreprise", "societe")
_TITLE: Final = ("position", "poste", "intitule du poste")
_ON: Final = ("connected on", "date de connexion", "connecte le", "connexion le")


def is_header(titles: Titles) -> bool:
    """Whether these are the titles of a list of connections."""
    return all(any(name in titles for name in names) for names in (_FIRST, _LAST, _ON))


def detect(source: Source) -> bool:
    """Whether the file is such a list."""
    return find_header(iter(source.start.splitlines()), is_header) is not None


def read(source: Source, context: Context) -> Reading:
    """The connections. `source` must have been recognised by `detect`."""
    header = find_header(source.lines(), is_header)
    assert header is not None, "detect() found it"
    rows = []
    for row in read_rows(source, header):
        rows.append(row)
        if len(rows) % PROGRESS_EVERY == 0:
            context.progress(len(rows))
    known_order = days_come_first(row.first(*_ON) for row in rows)
    day_first = context.day_first if known_order is None else known_order
    candidates: list[Candidate] = []
    skipped: list[Skipped] = []
    problems: list[Remark] = []
    for row in rows:
        if reason := _reason_to_skip(row):
            skipped.append(Skipped(row=row.line, reason=reason))
            continue
        written = row.first(*_ON)
        on = read_date(written, day_first=day_first)
        if written and on is None:
            reason = _('The date "{date}" can\'t be read; it is left out.').format(date=written)
            problems.append(Remark(row=row.line, reason=reason))
        candidates.append(_candidate(row, on))
    return Reading(
        format=NAME,
        file=source.path,
        candidates=tuple(candidates),
        skipped=tuple(skipped),
        problems=tuple(problems),
    )


def _reason_to_skip(row: Row) -> str:
    if len([cell for cell in row.cells if cell.strip()]) == 1 and len(row.cells) < len(row.columns):
        return _("The line is cut off.")
    if not row.first(*_FIRST) and not row.first(*_LAST):
        return _("No name: LinkedIn leaves such a row for an account that was closed.")
    return ""


def _candidate(row: Row, on: date | None) -> Candidate:
    name = " ".join(part for part in (row.first(*_FIRST), row.first(*_LAST)) if part)
    url, email, org = row.first(*_URL), row.first(*_EMAIL), row.first(*_ORG)
    contact = Contact(
        name=name,
        org=org,
        title=row.first(*_TITLE),
        emails=(email,) if email else (),
        links=(url,) if url else (),
        met=Met(on=on) if on else None,
    )
    return Candidate(row=row.line, contact=contact, key=_key(contact), label=name)


def _key(contact: Contact) -> str:
    """The profile. Exports from before 2023 have none: the e-mail, else the name and the day, which never change."""
    for url in contact.links:
        if slug := linkedin_slug(url):
            return f"in:{slug}"
    for email in contact.emails:
        if address := email_key(email):
            return f"mail:{address}"
    when = contact.met.on.isoformat() if contact.met and contact.met.on else org_key(contact.org)
    return f"name:{name_key(contact.name)}|{when}"
