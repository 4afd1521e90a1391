"""The tables of address books: Google Contacts, Outlook, Thunderbird."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from entretien.interop.candidates import Context, Reading
from entretien.interop.columns import roles_of
from entretien.interop.source import Source
from entretien.interop.table_people import Style, read_people
from entretien.interop.tables import Titles, find_header


class AddressBook:
    """The reader of one program's table."""

    def __init__(
        self, style: Style, is_header: Callable[[Titles], bool], special: dict[str, str] | None = None
    ) -> None:
        self._style = style
        self._is_header = is_header
        self._special = special or {}

    def detect(self, source: Source) -> bool:
        """Whether the file is such a table."""
        return find_header(iter(source.start.splitlines()), self._is_header) is not None

    def read(self, source: Source, context: Context) -> Reading:
        """The people in it."""
        header = find_header(source.lines(), self._is_header)
        assert header is not None, "detect() found it"
        roles = roles_of(header.titles)
        roles.update({name: role for name, role in self._special.items() if name in header.titles})
        return read_people(source, header, roles, self._style, context)


def _is_google(titles: Titles) -> bool:
    return (
        "e-mail 1 - value" in titles
        or {"given name", "family name", "group membership"} <= set(titles)
        or ({"first name", "last name", "file as", "labels"} <= set(titles))
    )


def _is_outlook(titles: Titles) -> bool:
    present = set(titles)
    return any(names <= present for names in _OUTLOOK)


def _is_thunderbird(titles: Titles) -> bool:
    present = set(titles)
    return any(names <= present for names in _THUNDERBIRD)


_OUTLOOK: Final = (
    {"first name", "last name", "e-mail address"},
    {"prenom", "nom", "adresse de messagerie"},
    {"vorname", "nachname", "e-mail-adresse"},
)
_THUNDERBIRD: Final = (
    {"display name", "primary email"},
    {"nom a afficher", "premiere adresse electronique"},
    {"nom affiche", "premiere adresse electronique"},
    {"anzeigename", "primare e-mail-adresse"},
)

GOOGLE: Final = AddressBook(
    Style(format="google-csv", separators=r"\s*:::\s*", is_tag=lambda label: not label.startswith("*")),
    _is_google,
)
OUTLOOK: Final = AddressBook(
    Style(format="outlook-csv"),
    _is_outlook,
    {"title": "prefix", "titre": "prefix", "anrede": "prefix", "titel": "prefix", "position": "title"},
)
THUNDERBIRD: Final = AddressBook(Style(format="thunderbird-csv"), _is_thunderbird)
