from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.errors import EntretienError
from entretien.tui.verbs.opening import mailto, open_link, web_link


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch, *, code: int = 0) -> Path:
    """A program in place of the system's, that notes what it is given."""
    log = folder / "opened.txt"
    for name in ("xdg-open", "open"):
        program = folder / name
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{log}"\nexit {code}\n')
        program.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))
    return log


def test_a_link_is_handed_over_as_one_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = opener(tmp_path, monkeypatch)
    link = mailto(["marie@acme.example"], "Hello; rm -rf ~ & $(id)", "Line one\nLine two")
    open_link(link)
    assert log.read_text().splitlines() == [link]


@pytest.mark.parametrize(
    "link",
    ["file:///etc/passwd", "javascript:alert(1)", "--help", "", "ssh://host", "https://a b", "mailto:a\nb", "//[a]"],
)
def test_other_links_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    log = opener(tmp_path, monkeypatch)
    with pytest.raises(EntretienError, match="Only web, mail and phone links"):
        open_link(link)
    assert not log.exists()


def test_a_program_that_fails_or_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(tmp_path, monkeypatch, code=4)
    with pytest.raises(EntretienError, match="could not be opened"):
        open_link("https://example.org")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(EntretienError, match="Nothing here opens links"):
        open_link("https://example.org")


def test_a_web_link_may_lack_its_scheme() -> None:
    assert web_link("linkedin.com/in/marie") == "https://linkedin.com/in/marie"
    assert web_link("http://example.org") == "http://example.org"


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=80)


@given(subject=_TEXT, text=_TEXT)
def test_subject_and_text_come_out_of_a_mail_link_as_they_went_in(subject: str, text: str) -> None:
    link = mailto(["marie+work@acme.example", "zoé,@b.example"], subject, text)
    parts = urlsplit(link)
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert [unquote(address) for address in parts.path.split(",")] == ["marie+work@acme.example", "zoé,@b.example"]
    assert fields["subject"] == [subject]
    assert fields["body"][0].replace("\r\n", "\n") == text
    assert link.isascii()
    assert " " not in link
