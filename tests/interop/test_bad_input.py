from __future__ import annotations

import contextlib
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.errors import EntretienError, UnreadableSourceError, UsageError
from entretien.interop.formats import FORMATS
from entretien.interop.source import LONGEST_LINE
from tests.interop.helpers import look, read
from tests.interop.test_linkedin import HEADER, MARIE

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Marie\nEND:VCARD\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"   \n\n",
        b"\0" * 1000,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04broken",
    ],
    ids=["empty", "bom", "utf-16 bom", "blank", "zeros", "picture", "broken zip"],
)
@pytest.mark.parametrize("format", [None, "vcard", "csv", "linkedin"])
def test_what_holds_nobody_is_refused_with_its_name(tmp_path: Path, content: bytes, format: str | None) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        read(tmp_path / "thing.csv", content, format=format)
    assert "thing.csv" in caught.value.message


def test_missing_files_empty_folders_and_unknown_formats(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError):
        read(tmp_path / "missing.csv")
    with pytest.raises(UnreadableSourceError):
        read(tmp_path)
    with pytest.raises(UsageError, match="vcard"):
        read(tmp_path / "x.csv", "a,b\n1,2\n", format="xls")
    with pytest.raises(UnreadableSourceError, match="is no"):
        read(tmp_path / "x.csv", f"{HEADER}\n{MARIE}\n", format="vcard")


@pytest.fixture(params=["table", "cell", "card", "folded card", "json"])
def endless(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "endless"
    starts = {
        "table": (b"", b"a" * 70),
        "cell": (f'{HEADER}\nMarie,"'.encode(), b"a" * 69 + b"\n"),
        "card": (b"BEGIN:VCARD\nFN:Marie\nNOTE:", b"a" * 70),
        "folded card": (b"BEGIN:VCARD\nFN:Marie\nNOTE:\n", b" " + b"a" * 68 + b"\n"),
        "json": (b'{"format": "entretien", "version": 1, "x": "', b"a" * 70),
    }
    start, piece = starts[request.param]
    with path.open("wb") as stream:
        stream.write(start)
        for _chunk in range(8):
            stream.write(piece * (LONGEST_LINE // 4 // len(piece)))
    yield path
    path.unlink()


def test_endless_lines_are_refused_in_bounded_memory(endless: Path) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableSourceError):
            read(endless)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_archives_are_looked_into_and_bombs_are_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Rich_Media.csv", "Time,Media Link\n1,2\n")
        archive.writestr("Basic/Connections.csv", f"{HEADER}\n{MARIE}\n")
    assert read(tmp_path / "export.zip").format == "linkedin"
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("Connections.csv", "w") as member:
            member.write(HEADER.encode() + b"\n")
            for _chunk in range(270):
                member.write(b"a" * 1_000_000)
        archive.writestr("inner.zip", b"PK\x03\x04")
    with pytest.raises(UnreadableSourceError, match=r"bomb\.zip"):
        read(tmp_path / "bomb.zip")


@pytest.mark.parametrize(
    "content",
    [
        "From " + "a" * 60_000 + "\nFrom: x\n",
        "### Friends:\n- " + "a" * 300_000 + "\n### Activities:\n- 2024-01-01: " + "**a**, " * 50_000 + "_a" * 50_000,
        f"{HEADER}\n" + "a" * 300_000 + ",b,," + "c" * 300_000 + ",,,06 Nov 2023\n",
        CARD.replace(
            "FN:Marie", "FN:Marie\nEMAIL:" + "a" * 300_000 + "\nTEL:" + "1" * 300_000 + "\nA" + ";A" * 100_000
        ),
        "30/12/2023, 14:30 - " + "a" * 300_000 + "\n30/12/2023, 14:30 - b: c\n",
        "---\nemail: x@y.example\n" + " " * 300_000 + "\na" + " " * 300_000 + "\n---\n",
    ],
    ids=["mail", "friends", "table", "card", "chat", "note"],
)
def test_long_text_without_a_structure_is_read_or_refused(tmp_path: Path, content: str) -> None:
    with contextlib.suppress(EntretienError):
        look(Book(), read(tmp_path / "x.md", content, me=("me@x.example",)))


SAMPLES = (
    f"{HEADER}\n{MARIE}\n",
    CARD,
    "### Activities:\n- 2024-01-01: **Marie** lunch\n\n### Friends:\n- Marie [Paris] @x\n",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20240101\nATTENDEE:mailto:a@b.example\nEND:VEVENT\nEND:VCALENDAR\n",
    '{"format": "entretien", "version": 1, "contacts": {"a": {"name": "A", "emails": ["x"]}}}',
    "30/12/2023, 14:30 - Marie: hello\n31/12/2023, 14:30 - Marie: hello\n",
    "From x@y Mon Jan  1 00:00:00 2024\nFrom: a@b.example\nTo: c@d.example\nDate: 6 Jan 2024\n\nx\n",
    "Name,E-mail 1 - Value,Birthday\nMarie,a@b.example,1980-01-01\n",
)


@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False), st.sampled_from([None, *FORMATS]))
def test_damaged_files_give_people_or_a_reason_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, sample: str, chance: random.Random, format: str | None
) -> None:
    damaged = bytearray(sample.encode())
    for _change in range(chance.randrange(8)):
        place = chance.randrange(len(damaged) or 1)
        match chance.randrange(3):
            case 0:
                damaged[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del damaged[place : place + chance.randrange(1, 12)]
            case 2:
                damaged[place:place] = damaged[place : place + chance.randrange(40)]
    path = tmp_path_factory.mktemp("damaged") / "source.txt"
    with contextlib.suppress(EntretienError):
        reading = read(path, bytes(damaged), format=format)
        assert all(candidate.contact.name.strip() for candidate in reading.candidates)
