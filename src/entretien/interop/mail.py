"""Mailboxes (mbox, Maildir): on which days one wrote to the other. Only headers are read, and nothing of a text kept.

A file of any size streams: no more than one message's headers and the people with their days are in memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import IO, Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _, ngettext
from entretien.identity import email_key
from entretien.interop.candidates import PROGRESS_EVERY, Context, Reading, Remark
from entretien.interop.mentions import Me, Mentions, named
from entretien.interop.source import Source
from entretien.model.contact import Contact
from entretien.model.interaction import Direction, Interaction

NAME: Final = "mail"
LARGEST_HEADERS: Final = 262_144
"""Bytes of a message's headers that are read; the rest is passed over."""
MOST_RECEIVERS: Final = 5
"""Receivers beyond which a message of mine is a circular, not a contact with each of them."""
ENOUGH_TO_TELL: Final = 500
"""Messages from which it is told whose mailbox it is, where the settings don't say."""
_PIECE: Final = 65_536
_FROM_LINE: Final = re.compile(rb"From \S+.*\d{4}|From \S+ |From -")
_HEADER_LINE: Final = re.compile(rb"[!-9;-~]+:")
_ROBOT: Final = re.compile(
    r"^(?:no-?reply|do-?not-?reply|ne-?pas-?repondre|notifications?|mailer-daemon|postmaster|bounces?)\b"
)
_LIST_HEADERS: Final = ("List-Id", "List-Unsubscribe", "Auto-Submitted")

Address = tuple[str, str]
"""Name and address."""


def detect(source: Source) -> bool:
    """Whether a file is an mbox, or a folder a Maildir."""
    if source.path.is_dir():
        return (source.path / "cur").is_dir() and (source.path / "new").is_dir()
    first, _end, rest = source.head.lstrip(b"\r\n").partition(b"\n")
    return bool(_FROM_LINE.match(first[:200])) and bool(_HEADER_LINE.match(rest.lstrip(b"\r\n>")))


def read(source: Source, context: Context) -> Reading:
    """The correspondents, with the days. Raises UnreadableSourceError where it isn't clear whose mailbox it is."""
    mine = [text for text in context.me if email_key(text)]
    me = Me(mine or _owner(source))
    people = Mentions()
    undated = 0
    for number, message in enumerate(_messages(source), 1):
        if number % PROGRESS_EVERY == 0:
            context.progress(number)
        if any(message[name] for name in _LIST_HEADERS) or str(message["Precedence"] or "").lower() in ("bulk", "list"):
            continue
        on = _day(message)
        if on is None:
            undated += 1
            continue
        _take(people, me, on, message)
    problems = []
    if undated:
        reason = ngettext("{n} message has no readable date.", "{n} messages have no readable date.", undated)
        problems.append(Remark(row=1, reason=reason))
    return Reading(format=NAME, file=source.path, candidates=people.candidates(), problems=tuple(problems))


def _take(people: Mentions, me: Me, on: date, message: Message) -> None:
    senders, receivers = _addresses(message, "From"), _addresses(message, "To")
    if any(address in me for _name, address in senders):
        others = [person for person in (*receivers, *_addresses(message, "Cc")) if person[1] not in me]
        if len(others) <= MOST_RECEIVERS:
            for person in others:
                _add(people, person, on, "out")
    elif any(address in me for _name, address in receivers):
        for person in senders[:1]:
            _add(people, person, on, "in")


def _add(people: Mentions, person: Address, on: date, direction: Direction) -> None:
    name, address = person
    if not _ROBOT.match(address):
        key = f"mail:{address}"
        people.know(key, Contact(name=named(name, address), emails=(address,)))
        people.add(key, Interaction(on=on, direction=direction))


def _owner(source: Source) -> tuple[str, ...]:
    """Whose mailbox it is: the address that takes part in the most of the first messages."""
    counted: Counter[str] = Counter()
    total = 0
    for message in islice(_messages(source), ENOUGH_TO_TELL):
        total += 1
        everybody = {
            address for name in ("From", "To", "Cc", "Delivered-To") for _n, address in _addresses(message, name)
        }
        counted.update(everybody)
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] * 2 <= total or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        raise UnreadableSourceError(
            _("{path}: it is not clear whose mailbox this is.").format(path=source.name),
            _('Put your addresses into config.toml: me = ["…"].'),
        )
    return (ranked[0][0],)


def _addresses(message: Message, header: str) -> list[Address]:
    found = []
    for name, address in getaddresses([str(value) for value in message.get_all(header, [])]):
        if key := email_key(address):
            found.append((_decoded(name), key))
    return found


def _decoded(name: str) -> str:
    """A name without its transfer encoding (RFC 2047)."""
    try:
        return str(make_header(decode_header(name))) if "=?" in name else name
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return name


def _day(message: Message) -> date | None:
    try:
        moment: datetime = parsedate_to_datetime(str(message["Date"]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date() if 1970 <= moment.year <= 9000 else None


def _messages(source: Source) -> Iterator[Message]:
    parser = BytesHeaderParser(policy=compat32)
    blocks = _maildir(source.path) if source.path.is_dir() else _mbox(source)
    for headers in blocks:
        yield parser.parsebytes(headers)


def _maildir(folder: Path) -> Iterator[bytes]:
    for path in sorted(path for part in ("cur", "new") for path in (folder / part).iterdir() if path.is_file()):
        with path.open("rb") as stream:
            yield b"".join(_headers(_pieces(stream)))


def _mbox(source: Source) -> Iterator[bytes]:
    with source.open() as stream:
        pieces = _pieces(stream)
        after_blank = True
        for line in pieces:
            if after_blank and line.startswith(b"From "):
                yield b"".join(_headers(pieces))
                after_blank = True
                continue
            after_blank = not line.strip()


def _headers(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines up to the first blank one, no more of them than is sensible."""
    size = 0
    for line in pieces:
        if not line.strip():
            return
        size += len(line)
        if size <= LARGEST_HEADERS:
            yield line


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines, those that are too long in pieces."""
    return iter(lambda: stream.readline(_PIECE), b"")
