"""Getting many people in: time as a ratio to reading the source and writing the files alone; memory of a large mailbox.

`rows()` gives the table's rows; `python -m tests.benchmarks.exchange` prints them.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from entretien.book import Book
from entretien.config import Config
from entretien.disk import sync_folder
from entretien.importing import carry_out, preview_file
from entretien.interop.source import Source
from entretien.interop.vcard_lines import read_cards
from entretien.paths import Places
from entretien.storage.store import Store
from tests.benchmarks.people import write_network

Row = tuple[str, str, str]
"""What is measured, what came out, what is allowed."""

PEOPLE: Final = 10_000
MAILBOX: Final = 100_000_000
"""Bytes."""
_TODAY: Final = date(2026, 11, 24)
_MOST_TIMES: Final = 3.0
_MOST_MEMORY: Final = 150_000_000


def rows() -> Iterator[Row]:
    """Every row, as it is measured."""
    for name, write, parse in (
        ("LinkedIn rows", write_linkedin, parse_table),
        ("vCards", write_vcards, parse_cards),
    ):
        with TemporaryDirectory() as folder:
            yield _import(Path(folder), name, write, parse)
    with TemporaryDirectory() as folder:
        yield _mailbox(Path(folder))


def write_linkedin(path: Path, people: int = PEOPLE) -> None:
    """A `Connections.csv` of so many people."""
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    lines += [
        f"First{n},Last{n % 997},https://www.linkedin.com/in/p{n},,Org {n % 50},CEO,02 Mar 20{10 + n % 15}"
        for n in range(people)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_vcards(path: Path, people: int = PEOPLE) -> None:
    """A file of so many cards."""
    cards = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{n}\r\nN:Last{n % 997};First{n};;;\r\nFN:First{n} Last{n % 997}\r\n"
        f"EMAIL;TYPE=WORK:p{n}@x.example\r\nTEL;TYPE=CELL:+336{n:08}\r\nORG:Org {n % 50}\r\nTITLE:CEO\r\n"
        f"NOTE:Met on the way\\, number {n}\r\nEND:VCARD\r\n"
        for n in range(people)
    )
    path.write_bytes("".join(cards).encode())


def write_mailbox(path: Path, size: int = MAILBOX) -> None:
    """An mbox of so many bytes: messages of some kilobytes with 2,000 people."""
    body = "All work and no play makes a dull mailbox, line after line.\n" * 60
    with path.open("w", encoding="utf-8") as stream:
        number = 0
        while stream.tell() < size:
            day = _TODAY - timedelta(days=number % 3000)
            other = f"Person {number % 2000} <p{number % 2000}@x.example>"
            me = "Me <me@own.example>"
            sender, receiver = (other, me) if number % 2 else (me, other)
            stream.write(f"From MAILER {day:%a %b %d} 10:00:00 {day.year}\nFrom: {sender}\nTo: {receiver}\n")
            stream.write(f"Date: {day:%a, %d %b %Y} 10:00:00 +0100\nSubject: {number}\n\n{body}\n")
            number += 1


def parse_table(path: Path) -> None:
    """What reading the rows costs with the standard library."""
    with path.open(encoding="utf-8", newline="") as stream:
        for _row in csv.DictReader(stream):
            pass


def parse_cards(path: Path) -> None:
    """What reading the cards costs with the program's own reader."""
    for _card in read_cards(Source(path).raw_lines()):
        pass


def _import(folder: Path, name: str, write: Callable[[Path], None], parse: Callable[[Path], None]) -> Row:
    source = folder / "source"
    write(source)
    write_network(folder / "home", PEOPLE, _TODAY, interactions=3)
    store = Store(Places(folder / "home", folder / "config", folder / "cache"))
    book = store.load()
    parsing = _seconds(lambda: parse(source))
    importing = _seconds(lambda: _carry_out(store, book, source))
    there = {path.name: path.read_bytes() for path in (folder / "home/contacts").glob("*.toml")}
    made = {name: content for name, content in there.items() if not name.startswith("person-")}
    assert len(made) == PEOPLE
    writing = _seconds(lambda: _write_alone(folder / "alone", made))
    ratio = importing / (parsing + writing)
    allowed = f"{_MOST_TIMES:.0f} x parsing and writing alone ({parsing + writing:.2f} s)"
    return f"{PEOPLE:,} {name} into a home of {PEOPLE:,}", f"{importing:.2f} s, {ratio:.2f} x", allowed


def _carry_out(store: Store, book: Book, source: Path) -> None:
    carry_out(store, preview_file(store, book, source, Config(), _TODAY), Config(), _TODAY)


def _write_alone(folder: Path, files: dict[str, bytes]) -> None:
    """The same files, each durable, and nothing else."""
    folder.mkdir()
    for name, content in files.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(descriptor, content)
        os.fsync(descriptor)
        os.close(descriptor)
    sync_folder(folder)


def _mailbox(folder: Path) -> Row:
    path = folder / "all.mbox"
    write_mailbox(path)
    environment = {"ENTRETIEN_HOME": str(folder / "home"), "ENTRETIEN_CONFIG": str(folder), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "entretien", "import", str(path), "--dry-run", "--json"]
    begun = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _process, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds = perf_counter() - begun
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return (
        f"a mailbox of {MAILBOX / 1e6:.0f} MB, peak memory",
        f"{peak / 1e6:.0f} MB, in {seconds:.1f} s",
        f"{_MOST_MEMORY / 1e6:.0f} MB",
    )


def _seconds(work: Callable[[], None]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    for what, found, allowed in rows():
        print(f"{what}: {found}; allowed: {allowed}")
