"""The formats that contacts are read from, and which of them a file is."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, cast

from entretien.errors import UnreadableSourceError, UsageError
from entretien.i18n import N_, _
from entretien.interop.archives import is_archive, members
from entretien.interop.candidates import Context, Reading
from entretien.interop.source import Source
from entretien.paths import is_so


class Reader(Protocol):
    """What the module of a format offers."""

    def detect(self, source: Source) -> bool:
        """Whether the content is of this format."""

    def read(self, source: Source, context: Context) -> Reading:
        """The candidates. Raises UnreadableSourceError where the content is damaged beyond reading."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line and for people. Its module is imported when it is first needed."""

    name: str
    label: str
    """Marked for translation; translate where it is shown."""
    module: str
    """The module below `interop`, with the name of the reader in it where it holds several: "module:READER"."""

    @property
    def reader(self) -> Reader:
        """The module that reads it."""
        module, _colon, name = self.module.partition(":")
        imported = importlib.import_module(f"entretien.interop.{module}")
        return cast(Reader, getattr(imported, name) if name else imported)


_ALL: Final = (
    Format("vcard", N_("vCard (one file or a folder)"), "vcard"),
    Format("ics", N_("iCalendar (past meetings)"), "ical"),
    Format("mail", N_("mailbox (mbox or Maildir)"), "mail"),
    Format("json", N_("Entretien's own JSON"), "own_json"),
    Format("entretien-csv", N_("Entretien's own table (CSV)"), "own_csv"),
    Format("friends", N_("friends.md"), "friends_md"),
    Format("markdown", N_("people notes in Markdown (Obsidian)"), "notes_md"),
    Format("linkedin", N_("LinkedIn connections (Connections.csv)"), "linkedin"),
    Format("linkedin-messages", N_("LinkedIn messages (messages.csv)"), "linkedin_messages:MESSAGES"),
    Format("linkedin-invitations", N_("LinkedIn invitations (Invitations.csv)"), "linkedin_messages:INVITATIONS"),
    Format("google-csv", N_("Google Contacts (CSV)"), "address_books:GOOGLE"),
    Format("thunderbird-csv", N_("Thunderbird address book (CSV)"), "address_books:THUNDERBIRD"),
    Format("outlook-csv", N_("Outlook contacts (CSV)"), "address_books:OUTLOOK"),
    Format("monica", N_("Monica 4 (JSON)"), "monica"),
    Format("telegram", N_("Telegram export (result.json)"), "chats:TELEGRAM"),
    Format("whatsapp", N_("WhatsApp chat (text)"), "chats"),
    Format("csv", N_("another table (CSV)"), "plain_csv"),
)
FORMATS: Final = MappingProxyType({format.name: format for format in _ALL})
"""In the order in which they are tried on a file's content: what has the clearest marks comes first."""


def read_file(path: Path, *, format: str | None = None, context: Context) -> Reading:
    """Read a file or a folder, of the format named, else of the one its content shows.

    Raises UnreadableSourceError, with what to do, for a file that is of no known format or damaged; UsageError for
    a format that doesn't exist.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(
            _('There is no format "{name}".').format(name=format), _("Known: {names}.").format(names=", ".join(FORMATS))
        )
    if not is_so(path.exists):
        raise UnreadableSourceError(_("There is no file {path}.").format(path=path))
    source = Source(path)
    if is_archive(source):
        return _read_member(members(path), format, context)
    if format is None:
        if not path.is_dir():
            source.require_text()
        return recognise(source).reader.read(source, context)
    if not FORMATS[format].reader.detect(source):
        raise UnreadableSourceError(
            _("{path} is no {format}.").format(path=source.name, format=_(FORMATS[format].label)),
            _("Leave --format out to have the format recognised."),
        )
    return FORMATS[format].reader.read(source, context)


def recognise(source: Source) -> Format:
    """The format of a source. Raises UnreadableSourceError, naming the known ones, if it is none of them."""
    for format in FORMATS.values():
        if format.reader.detect(source):
            return format
    raise UnreadableSourceError(
        _("{path}: this file is of no format that is known here.").format(path=source.name),
        _("Known: {names}.").format(names=", ".join(_(format.label) for format in FORMATS.values())),
    )


def _read_member(found: list[Source], format: str | None, context: Context) -> Reading:
    """The first file of an archive that is of the format, or of the clearest one."""
    wanted = [FORMATS[format]] if format else [known for known in FORMATS.values() if known.name != "csv"]
    for known in wanted:
        for source in found:
            if known.reader.detect(source):
                return known.reader.read(source, context)
    raise UnreadableSourceError(
        _("{path}: there is nothing in this archive that could be imported.").format(path=found[0].path),
        _("Unpack it and import the file you mean."),
    )
