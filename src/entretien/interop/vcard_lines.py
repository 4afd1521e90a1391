"""vCards of any version taken apart into properties, tolerant of what real programs write.

Lines are unfolded as bytes and decoded after, since a fold may cut a character in two. Quoted-printable text of
version 2.1 has soft line ends that are no folds; lines that are neither folded nor properties go with what they follow.
"""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.interop.source import LONGEST_LINE

_PROPERTY: Final = re.compile(rb'[A-Za-z0-9][A-Za-z0-9_./ -]*+(?:;(?:[^":;]|"[^"]*+")*+)*+:')
_START: Final = re.compile(rb"[A-Za-z0-9.-]+;[A-Za-z-]+=")
"""A property whose parameters are so long that they are folded."""
_KNOWN: Final = re.compile(
    rb"(?:END|BEGIN|VERSION|N|FN|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|REV|UID|CATEGORIES|PHOTO|X-[A-Z-]+)[;:]"
)
_DATA_URI: Final = re.compile(rb"data:([^;,]*);base64\\?,(.*)", re.IGNORECASE | re.DOTALL)
_PICTURES: Final = ((b"/9j/", "JPEG"), (b"iVBOR", "PNG"), (b"R0lGOD", "GIF"))
"""How the base64 of a picture starts."""
_BARE_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"})

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card. `name` and the names of `params` are upper-case; `value` is as written, decoded."""

    group: str
    name: str
    params: Params
    value: str

    def types(self) -> frozenset[str]:
        """What the TYPE parameters say, in lower case."""
        found = (item for key, value in self.params if key == "TYPE" for item in value.split(","))
        return frozenset(item.strip().strip('"').lower() for item in found)

    def param(self, name: str) -> str:
        """The first parameter of that name."""
        return next((value for key, value in self.params if key == name), "")

    def line(self) -> str:
        """The property on one unfolded line of a vCard 3.0 or 4.0."""
        group = f"{self.group}." if self.group else ""
        params = "".join(f";{key}={value}" for key, value in self.params)
        return f"{group}{self.name}{params}:{self.value}"


@dataclass(frozen=True, slots=True)
class Card:
    """A card: the line that it starts on, its properties, and whether it was properly closed."""

    line: int
    properties: tuple[Property, ...]
    closed: bool


def read_cards(lines: Iterable[bytes]) -> Iterator[Card]:
    """The cards of a file, each as soon as it is read. A card that isn't closed ends where the next one starts."""
    start, inner = 0, 0
    properties: list[Property] = []
    for number, line in _logical_lines(lines):
        head = line[:64].strip().upper()
        if head.startswith(b"BEGIN:VCARD"):
            if start and properties and properties[-1].name == "AGENT" and not properties[-1].value.strip():
                inner += 1
            elif start:
                yield Card(start, tuple(properties), closed=False)
                start, properties = number, []
            else:
                start = number
        if inner:
            agent = properties.pop()
            properties.append(Property(agent.group, agent.name, agent.params, _nested(agent.value, line)))
            inner -= head.startswith(b"END:VCARD")
        elif head.startswith(b"END:VCARD"):
            if start:
                yield Card(start, tuple(properties), closed=True)
            start, properties = 0, []
        elif start and head and not head.startswith(b"BEGIN:VCARD"):
            properties.append(parse(line))
    if start:
        yield Card(start, tuple(properties), closed=False)


def parse(line: bytes) -> Property:
    """One logical line. A 2.1 parameter without a name is a TYPE or an ENCODING; transfer encodings are undone."""
    head, value = _split(line)
    words = _unquoted_split(head.decode("utf-8", errors="replace").strip())
    group, _dot, name = words[0].rpartition(".")
    params: list[tuple[str, str]] = []
    charset = encoding = ""
    for part in filter(None, words[1:]):
        key, equals, text = part.partition("=")
        key, text = (key.strip().upper(), text.strip()) if equals else ("TYPE", key.strip())
        if key == "ENCODING" or (not equals and text.upper() in _BARE_ENCODINGS):
            encoding = text.upper()
        elif key == "CHARSET":
            charset = text.strip('"')
        elif text:
            params.append((_tidy(key), _quoted(text) if '"' in text else text))
    if encoding == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    elif encoding in ("BASE64", "B") or value[:5].lower() == b"data:":
        value, params = _binary(b"".join(value.split()), params)
    text = _decoded(value, charset)
    if encoding == "QUOTED-PRINTABLE":
        text = text.replace("\r\n", "\n").strip("\n").replace("\r", "\n").replace("\n", "\\n")
    return Property(_tidy(group), _tidy(name).upper(), tuple(params), text.strip())


def unescape(value: str) -> str:
    """Text without its backslashes. A comma or semicolon that should have had one is text all the same."""
    if "\\" not in value:
        return value
    return re.sub(r"\\([nN,;:\\])", lambda match: "\n" if match[1] in "nN" else match[1], value)


def escape(text: str) -> str:
    """Text as versions 3.0 and 4.0 want it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return plain.replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def parts(value: str) -> list[str]:
    """The unescaped parts of a compound value such as N, ADR or ORG."""
    return [unescape(part).strip() for part in _split_at(value, ";")]


def items(value: str) -> list[str]:
    """The unescaped items of a list such as CATEGORIES."""
    return [item for part in _split_at(value, ",") if (item := unescape(part).strip())]


def _split_at(value: str, mark: str) -> list[str]:
    """Split where `mark` stands unescaped; the backslashes stay."""
    if "\\" not in value:
        return value.split(mark)
    found = [""]
    for piece in re.findall(r"\\.|[^\\]|\\$", value, re.DOTALL):
        if piece == mark:
            found.append("")
        else:
            found[-1] += piece
    return found


def _logical_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines that aren't blank, with the numbers that they start on."""
    start, kind, size = 0, _Kind.TEXT, 0
    chunks: list[bytes] = []
    for number, line in enumerate(_physical_lines(lines), 1):
        is_soft = kind is _Kind.QUOTED and bool(chunks) and chunks[-1].endswith(b"=")
        if is_soft and not _KNOWN.match(line):
            chunks[-1] = chunks[-1][:-1]
            chunks.append(line)
        elif not line.strip():
            continue
        elif chunks and line[:1] in (b" ", b"\t"):
            chunks.append(line.strip() if kind is _Kind.BASE64 else line[1:])
        elif chunks and not (_PROPERTY.match(line) or _START.match(line)):
            chunks.append(line if kind is _Kind.BASE64 else b"\\n" + line)
        else:
            if chunks:
                yield start, b"".join(chunks)
            start, chunks, size, kind = number, [line], 0, _Kind.of(line)
        size += len(line)
        if size > LONGEST_LINE:
            raise UnreadableSourceError(
                _("Line {line}: the property is longer than {limit} bytes.").format(line=start, limit=LONGEST_LINE),
                _("This is no list of contacts, or it is damaged; export it again."),
            )
    if chunks:
        yield start, b"".join(chunks)


def _physical_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        bare = line.rstrip(b"\r\n")
        if b"\r" in bare:
            yield from bare.split(b"\r")
        else:
            yield bare


class _Kind(Enum):
    TEXT = auto()
    QUOTED = auto()
    BASE64 = auto()

    @classmethod
    def of(cls, line: bytes) -> _Kind:
        head = line.partition(b":")[0].upper()
        if b"QUOTED-PRINTABLE" in head:
            return cls.QUOTED
        return cls.BASE64 if b"BASE64" in head or b"ENCODING=B" in head else cls.TEXT


def _split(line: bytes) -> tuple[bytes, bytes]:
    """Name with parameters, and value."""
    if match := _PROPERTY.match(line):
        return line[: match.end() - 1], line[match.end() :]
    head, _colon, value = line.partition(b":")
    return head, value


def _unquoted_split(head: str) -> list[str]:
    return [part.strip() for part in re.findall(r'(?:[^;"]|"[^"]*"?)+', head)] or [""]


def _decoded(value: bytes, charset: str) -> str:
    """UTF-8 where it is that, else what the card says it is, else Windows' Western European."""
    for encoding in ("utf-8", charset, "cp1252"):
        try:
            return value.decode(encoding or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("latin-1")


def _tidy(name: str) -> str:
    """A name of letters, digits and hyphens, as parsers want it."""
    return re.sub(r"[^A-Za-z0-9-]", "-", name.strip())


def _quoted(text: str) -> str:
    """A parameter's value in one pair of quotes."""
    inner = text.replace('\\"', '"').strip('"').replace('"', "'")
    return f'"{inner}"'


def _binary(value: bytes, params: list[tuple[str, str]]) -> tuple[bytes, list[tuple[str, str]]]:
    """Binary content and its parameters, in one form for the data: of 4.0 and the ENCODING of the versions before."""
    kind = next((text for key, text in params if key == "TYPE"), "")
    if match := _DATA_URI.fullmatch(value):
        kind, value = match[1].decode().rpartition("/")[2], match[2]
    try:
        b64decode(value)
    except ValueError:
        return value, params
    kind = next((known for start, known in _PICTURES if value.startswith(start)), kind).upper()
    others = [(key, text) for key, text in params if key != "TYPE"]
    types = [("TYPE", kind)] if kind and kind != "OCTET-STREAM" else []
    return value, [*others, *types, ("ENCODING", "b")]


def _nested(value: str, line: bytes) -> str:
    """A card inside a card, as the text of the property that holds it."""
    return f"{value}\\n{escape(_decoded(line, ''))}" if value.strip() else escape(_decoded(line, ""))
