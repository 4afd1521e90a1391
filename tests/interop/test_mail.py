from __future__ import annotations

from pathlib import Path

import pytest

from entretien.errors import UnreadableSourceError
from entretien.interop.candidates import Reading
from entretien.interop.mail import LARGEST_HEADERS
from entretien.model.contact import Contact
from tests.interop.helpers import Desk, book_of, read

ME = ("me@home.example",)


def message(*headers: str, body: str = "a secret\n\n>From here on\nFrom: nobody") -> str:
    return "\n".join(("From x@y Mon Jan  1 00:00:00 2024", *headers, "", body, "", ""))


def days(reading: Reading, label: str) -> list[tuple[str, str]]:
    (found,) = [candidate for candidate in reading.candidates if candidate.label == label]
    return [(str(item.on), item.effective_direction) for item in found.contact.interactions]


MARIE = "Marie Dupont <Marie@acme.example>"
MAILBOX = "".join(
    (
        message(
            "From: me@home.example", f"To: {MARIE}, Paul <paul@roy.example>", "Date: Fri, 5 Jan 2024 10:00:00 +0100"
        ),
        message(
            "From: =?utf-8?q?Zo=C3=A9?= <zoe@x.example>",
            "To: Me <ME@home.example>",
            "Date: Sat, 06 Jan 2024 09:00 +0000",
        ),
        message(f"From: {MARIE}", "To: me@home.example", "Date: Sat, 6 Jan 2024 23:59:00 -0800", "Subject: secret"),
        message(f"From: {MARIE}", "To: me@home.example", "Date: Sat, 6 Jan 2024 23:59:30 -0800"),
        message(f"From: {MARIE}", "To: me@home.example", "Date: Wed, 15 Dec 2010    59:10"),
        message(f"From: {MARIE}", "To: me@home.example"),
        message("From: list@x.example", "To: me@home.example", "Date: Sat, 6 Jan 2024 09:00 +0000", "List-Id: x"),
        message("From: no-reply@shop.example", "To: me@home.example", "Date: Sat, 6 Jan 2024 09:00 +0000"),
        message(
            "From: me@home.example", "To: " + ", ".join(f"p{i}@x.example" for i in range(9)), "Date: 6 Jan 2024 09:00"
        ),
        message("From: a@x.example", "To: b@x.example", "Cc: me@home.example", "Date: Sat, 6 Jan 2024 09:00 +0000"),
    )
)


def test_a_mailbox_gives_days_and_sides_never_text(tmp_path: Path) -> None:
    reading = read(tmp_path / "mail.mbox", MAILBOX, me=ME)
    assert reading.format == "mail"
    assert [candidate.label for candidate in reading.candidates] == ["Marie Dupont", "Paul", "Zoé"]
    assert days(reading, "Marie Dupont") == [("2024-01-05", "out"), ("2024-01-06", "in")]
    assert days(reading, "Zoé") == [("2024-01-06", "in")]
    assert [problem.reason for problem in reading.problems] == ["2 messages have no readable date."]
    assert "secret" not in repr(reading)


def test_known_people_get_the_days_and_strangers_are_offered(tmp_path: Path) -> None:
    reading = read(tmp_path / "mail.mbox", MAILBOX, me=ME)
    desk = Desk(book_of(Contact(id="marie", name="M. Dupont", emails=("marie@acme.example",))))
    assert desk.take(reading).counts == {"created": 0, "updated": 1, "unchanged": 0, "skipped": 2}
    assert len(desk["marie"].interactions) == 2
    assert not desk.look(reading).change()


def test_whose_mailbox_it_is_can_be_told_from_it_or_must_be_said(tmp_path: Path) -> None:
    assert days(read(tmp_path / "mail.mbox", MAILBOX), "Zoé") == [("2024-01-06", "in")]
    one = message(f"From: {MARIE}", "To: me@home.example", "Date: Sat, 6 Jan 2024 09:00 +0000")
    with pytest.raises(UnreadableSourceError, match=r"config\.toml"):
        read(tmp_path / "one.mbox", one)


def test_a_maildir(tmp_path: Path) -> None:
    folder = tmp_path / "Maildir"
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    letter = message(f"From: {MARIE}", "To: me@home.example", "Date: Sat, 6 Jan 2024 09:00 +0000").partition("\n")[2]
    (folder / "cur" / "1:2,S").write_text(letter)
    (folder / "new" / "2").write_text(letter.replace("6 Jan", "7 Jan"))
    assert days(read(folder, me=ME), "Marie Dupont") == [("2024-01-06", "in"), ("2024-01-07", "in")]


def test_endless_headers_and_lines_cost_no_memory(tmp_path: Path) -> None:
    head = "From x@y Mon Jan  1 00:00:00 2024\nX-Junk: "
    junk = "x" * (LARGEST_HEADERS + 10) + "\n"
    content = head + junk + f"From: {MARIE}\n\nbody\n\n" + MAILBOX + "y" * 300_000
    assert days(read(tmp_path / "mail.mbox", content, me=ME), "Zoé") == [("2024-01-06", "in")]
