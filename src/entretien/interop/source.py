"""A file to import, opened with bounds: its encoding found, its lines never longer than what memory bears."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _

HEAD: Final = 65_536
"""Bytes in which a format must show itself."""
LONGEST_LINE: Final = 4_000_000
"""Characters of a line beyond which a file is no list of contacts. An embedded photo takes some 100,000."""
LARGEST_WHOLE: Final = 256_000_000
"""Bytes of a file that has to be in memory as a whole, as JSON and calendars have."""
_CHUNK: Final = 1 << 20
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Source:
    """A file, or one `member` of a zip archive, that contacts are read from."""

    path: Path
    member: str = ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes, as a stream. Raises UnreadableSourceError where there is nothing to read."""
        try:
            if not self.member:
                with self.path.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                    yield stream
        except FileNotFoundError as error:
            raise UnreadableSourceError(_("There is no file {path}.").format(path=self.path)) from error
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise UnreadableSourceError(
                _("{path} can't be read: {error}").format(path=self.name, error=error)
            ) from error

    @property
    def name(self) -> str:
        """For messages."""
        return f"{self.path} ({self.member})" if self.member else str(self.path)

    @cached_property
    def head(self) -> bytes:
        """The first bytes; none of a folder."""
        if self.path.is_dir():
            return b""
        with self.open() as stream:
            return stream.read(HEAD)

    @cached_property
    def encoding(self) -> str:
        """UTF-8, UTF-16 or UTF-32 where the bytes are that, else Windows' Western European."""
        if not self.head:
            return "utf-8"
        for bom, name in _BOMS:
            if self.head.startswith(bom):
                return name
        if self.head[1::2].count(0) > len(self.head) // 3:
            return "utf-16-le"
        if self.head[::2].count(0) > len(self.head) // 3:
            return "utf-16-be"
        return next((name for name in ("utf-8", "cp1252") if self._decodes(name)), "latin-1")

    def _decodes(self, encoding: str) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with self.open() as stream:
                while chunk := stream.read(_CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    @property
    def start(self) -> str:
        """The first characters, for recognising a format; what can't be decoded is replaced."""
        bom_free = self.head.removeprefix(codecs.BOM_UTF8)
        encoding = self.encoding if self.encoding.startswith("utf-") else "cp1252"
        text = bom_free.decode("utf-8" if encoding == "utf-8-sig" else encoding, errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")

    def require_text(self) -> None:
        """Raise UnreadableSourceError for what is empty or no text at all."""
        if not self.head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
            raise UnreadableSourceError(_("{path} is empty.").format(path=self.name))
        if b"\0" in self.head and not self.encoding.startswith(("utf-16", "utf-32")):
            raise UnreadableSourceError(
                _("{path} is no text file.").format(path=self.name),
                _("Export your contacts as CSV or vCard and import that file."),
            )

    def lines(self) -> Iterator[str]:
        """The lines with their ends, one at a time. Raises UnreadableSourceError for an endless line."""
        self.require_text()
        with self.open() as stream:
            text = io.TextIOWrapper(stream, encoding=self.encoding, errors="replace", newline="")
            number = 0
            while line := text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith("\n"):
                    raise self._endless(number)
                yield line
            text.detach()

    def raw_lines(self) -> Iterator[bytes]:
        """The lines as bytes with their ends. Raises UnreadableSourceError for an endless line."""
        with self.open() as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                    raise self._endless(number)
                yield line.removeprefix(codecs.BOM_UTF8) if number == 1 else line

    def whole(self) -> bytes:
        """All bytes. Raises UnreadableSourceError for more than memory should bear."""
        content = bytearray()
        with self.open() as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                if len(content) > LARGEST_WHOLE:
                    raise UnreadableSourceError(
                        _("{path} is larger than {limit} MB.").format(path=self.name, limit=LARGEST_WHOLE // 1_000_000),
                        _("Export fewer contacts at a time, or without their photos."),
                    )
        return bytes(content)

    def text(self) -> str:
        """All characters."""
        self.require_text()
        return self.whole().decode(self.encoding, errors="replace")

    def _endless(self, number: int) -> UnreadableSourceError:
        return UnreadableSourceError(
            _("{path}:{line}: the line is longer than {limit} characters.").format(
                path=self.name, line=number, limit=LONGEST_LINE
            ),
            _("This is no list of contacts, or it is damaged; export it again."),
        )
