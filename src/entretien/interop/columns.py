"""What the columns of other programs' tables hold: titles in English, French and German, told by their words.

A role is a short text: a field (`name`, `org`, `notes`…), or a kind with its type, such as `phone cell`, `email`,
`adr home city`, `date birthday`. `?` stands for a column that is known and says nothing about a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from entretien.errors import UsageError
from entretien.i18n import _
from entretien.interop.tables import Header, Titles, title

Roles = Mapping[str, str]
"""Title, as it is compared, to role."""

FIELDS: Final = (
    "name", "first", "middle", "last", "prefix", "suffix", "nickname", "org", "department", "title", "email", "phone",
    "link", "place", "language", "tags", "notes", "birthday", "met",
)  # fmt: skip
"""What the user can map a column to."""
NOTHING: Final = "none"
"""What a column is mapped to that says nothing about a person."""
SEVERAL: Final = frozenset({"email", "phone", "link", "tags", "notes"})
"""Fields that several columns can hold."""

_FIELD_ROLES: Final = {"birthday": "date birthday", NOTHING: "?"}
_NUMBER: Final = re.compile(r" \d+$")

_TITLES: Final[dict[str, str]] = {
    "name": "name; full name; display name; contact; nom complet; nom a afficher; nom affiche; anzeigename",
    "first": "first name; given name; firstname; prenom; vorname",
    "middle": "middle name; additional name; deuxieme prenom; weitere vornamen; zweiter vorname",
    "last": "last name; family name; surname; lastname; nom; nom de famille; nachname",
    "prefix": "name prefix; honorific prefix; civilite; anrede",
    "suffix": "name suffix; suffix; suffixe",
    "nickname": "nickname; surnom; spitzname; screen name; pseudonyme",
    "org": "company; organization; organisation; organization name; company name; employer; entreprise; societe; firma",
    "department": "department; organization department; departement; service; abteilung",
    "title": "title; job title; position; organization title; role; function; fonction; poste; titre du poste; "
    "profession; jobtitel; dienstbezeichnung",
    "email": "email; e-mail; mail; email address; e-mail address; emails; courriel; adresse e-mail; adresse mail; "
    "adresse de messagerie; adresse electronique; e-mail-adresse; primary email; secondary email; email 2; "
    "e-mail 2 address; e-mail 3 address; adresse de messagerie 2; adresse de messagerie 3; adresse e-mail 2; "
    "adresse e-mail 3; e-mail 2: adresse; e-mail 3: adresse; additional email; premiere adresse electronique; "
    "adresse electronique secondaire; primare e-mail-adresse; sekundare e-mail-adresse; e-mail 2-adresse",
    "phone": "phone; phone number; telephone; phones; tel; numero de telephone; primary phone; other phone; "
    "telephone principal; autre telephone; telefon; haupttelefon; weiteres telefon",
    "phone cell": "mobile; mobile phone; cell phone; cell; cellular number; portable; mobile number; tel. mobile; "
    "telephone mobile; telephone portable; mobiltelefon; mobil; handy",
    "phone work": "business phone; business phone 2; work phone; company main phone; telephone (bureau); "
    "telephone 2 (bureau); telephone bureau; tel. professionnel; telefon geschaftlich; telefon geschaftlich 2; "
    "telefon (dienstlich); dienstlich",
    "phone home": "home phone; home phone 2; telephone (domicile); telephone 2 (domicile); telephone domicile; "
    "tel. personnel; telefon (privat); telefon privat; privat",
    "phone fax": "fax; fax number; business fax; home fax; other fax; telecopie; telecopie (bureau); "
    "telecopie (domicile); fax geschaftlich; fax privat",
    "phone pager": "pager; pager number; radiomessagerie; recepteur de radiomessagerie",
    "link": "url; link; website; web page; web page 1; web page 2; personal web page; linkedin; linkedin url; profile; "
    "page web; site web; site internet; webseite; internetseite",
    "place": "city; town; place; ville; lieu; ort; stadt; location; lieu de residence",
    "adr work street": "business street; work address; rue (bureau); strasse geschaftlich",
    "adr work city": "business city; work city; ville (bureau); ort geschaftlich",
    "adr work region": "business state; work state; dep/region (bureau); region geschaftlich; "
    "bundesland/kanton geschaftlich",
    "adr work code": "business postal code; work zipcode; code postal (bureau); postleitzahl geschaftlich",
    "adr work country": "business country; business country/region; work country; pays/region (bureau); "
    "pays (bureau); land/region geschaftlich; land geschaftlich",
    "adr home street": "home street; home address; rue (domicile); strasse privat",
    "adr home city": "home city; ville (domicile); ort privat",
    "adr home region": "home state; dep/region (domicile); region privat; bundesland/kanton privat",
    "adr home code": "home postal code; home zipcode; code postal (domicile); postleitzahl privat",
    "adr home country": "home country; home country/region; pays/region (domicile); pays (domicile); "
    "land/region privat; land privat",
    "language": "language; langue; sprache",
    "tags": "tags; circles; cercles; labels; categories; group membership; category; etiquettes; "
    "groupes; kategorien; kategorie",
    "notes": "notes; note; comments; comment; remarques; commentaires; notizen; memo; description",
    "met": "met; met on; connected on; rencontre le",
    "date birthday": "birthday; birth date; date of birth; anniversaire; date de naissance; naissance; geburtstag",
    "date anniversary": "anniversary; anniversaire de mariage; jahrestag; fete",
    "year": "birth year; annee de naissance; geburtsjahr",
    "month": "birth month; mois de naissance; geburtsmonat",
    "day": "birth day; jour de naissance; geburtstag (tag)",
    "?": "yomi name; given name yomi; additional name yomi; family name yomi; given yomi; surname yomi; company yomi; "
    "phonetic first name; phonetic middle name; phonetic last name; file as; initials; initiales; short name; gender; "
    "sexe; geschlecht; sensitivity; critere de diffusion; vertraulichkeit; priority; priorite; prioritat; private; "
    "prive; privat (kennzeichen); photo; e-mail type; e-mail 2 type; e-mail 3 type; e-mail-typ; e-mail 2-typ; "
    "e-mail display name; e-mail 2 display name; e-mail 3 display name",
}  # fmt: skip

_KNOWN: Final = {known: role for role, titles in _TITLES.items() for known in titles.split("; ")}
_NUMBERED: Final = re.compile(
    r"(e-mail|phone|website|address|organization|event|custom field|relation|im) (\d+) - (.+)"
)
_NUMBERED_ROLES: Final = {
    ("e-mail", "value"): "email",
    ("phone", "value"): "phone",
    ("website", "value"): "link",
    ("organization", "name"): "org",
    ("organization", "title"): "title",
    ("organization", "department"): "department",
}
_ADDRESS_PARTS: Final = {
    "formatted": "formatted",
    "street": "street",
    "city": "city",
    "po box": "box",
    "region": "region",
    "postal code": "code",
    "country": "country",
    "extended address": "extended",
}


def roles_of(titles: Titles) -> dict[str, str]:
    """The roles of the columns that are understood."""
    found: dict[str, str] = {}
    for name in titles:
        if match := _NUMBERED.fullmatch(name):
            kind, number, part = match.groups()
            role = _NUMBERED_ROLES.get((kind, part))
            if kind == "address":
                role = f"adr {number} {_ADDRESS_PARTS[part]}" if part in _ADDRESS_PARTS else "?"
            elif part in ("type", "label", "yomi name", "symbol", "location", "job description"):
                role = "?"
            elif kind in ("event", "custom field", "relation", "im") and part == "value":
                role = f"labelled {kind}"
            found[name] = role or "?"
        elif name in _KNOWN:
            found[name] = _KNOWN[name]
    return found


def field_of(role: str) -> str:
    """What the user calls a role: a field, `none`, or the role itself where it is finer than the fields."""
    return next((field for field, known in _FIELD_ROLES.items() if known == role), role)


def mapped(header: Header, mapping: Mapping[str, str]) -> dict[str, str]:
    """The roles that the user gives to columns: field to column. Raises UsageError for what doesn't exist.

    A field for several columns is numbered: "email", "email 2".
    """
    found = {}
    for name, column in mapping.items():
        field = _NUMBER.sub("", name)
        if field not in (*FIELDS, NOTHING):
            raise UsageError(
                _('There is no field "{name}" to map a column to.').format(name=name),
                _("Known: {names}.").format(names=", ".join(FIELDS)),
            )
        if title(column) not in header.titles:
            raise UsageError(_('The table has no column "{name}".').format(name=column), listed(header.cells))
        found[title(column)] = _FIELD_ROLES.get(field, field)
    return found


def listed(cells: Iterable[str]) -> str:
    """The columns of a table, for a message."""
    return _("Its columns: {names}.").format(names=", ".join(cell.strip() for cell in cells if cell.strip()))


def names_somebody(roles: Roles) -> bool:
    """Whether people can be told from columns of these roles."""
    return any(role in ("name", "first", "last", "email") for role in roles.values())
