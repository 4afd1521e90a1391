from __future__ import annotations

import quopri
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.errors import UnreadableSourceError
from entretien.interop.export_vcard import Version, write_card, write_cards
from entretien.model.contact import Anniversary, Contact
from tests.interop.helpers import Desk, book_of, look, read

vobject: Any = pytest.importorskip("vobject", reason="vobject, khard's parser, is not installed")


def card(*lines: str, version: str = "3.0", end: str = "\n") -> str:
    return "".join(f"{line}{end}" for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"))


def only(path: Path, content: str | bytes) -> Contact:
    reading = read(path / "card.vcf", content)
    assert [problem.reason for problem in reading.problems] == []
    assert len(reading.candidates) == 1
    return reading.candidates[0].contact


def test_the_fields_of_a_card_go_to_the_fields_of_a_contact(tmp_path: Path) -> None:
    contact = only(
        tmp_path,
        card(
            "N:Dupont;Marie;;Dr.;",
            "FN:Dr. Marie Dupont",
            "NICKNAME:Mimi",
            "ORG:Acme;Research",
            "TITLE:CEO",
            "EMAIL;TYPE=HOME:m@d.example",
            "EMAIL;TYPE=WORK,PREF:marie@acme.example",
            "TEL;TYPE=CELL:+33 1 99 00 12 34",
            "URL:https\\://acme.example",
            "X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/marie",
            "ADR;TYPE=WORK:;;1 rue du Test;Montreuil;;93100;France",
            "BDAY:1980-05-03",
            "CATEGORIES:packaging,hec",
            "NOTE:Sails\\, two children.\\nLikes tea",
            "UID:abc-1",
        ),
    )
    assert contact == Contact(
        name="Dr. Marie Dupont",
        nickname="Mimi",
        org="Acme",
        title="CEO",
        emails=("marie@acme.example", "m@d.example"),
        phones=("+33 1 99 00 12 34",),
        links=("https://acme.example", "https://www.linkedin.com/in/marie"),
        place="Montreuil",
        tags=("packaging", "hec"),
        notes="Sails, two children.\nLikes tea",
        dates=(Anniversary(label="birthday", on=date(1980, 5, 3)),),
        vcard=(
            "N:Dupont;Marie;;Dr.;",
            "ORG:Acme;Research",
            "EMAIL;TYPE=HOME:m@d.example",
            "EMAIL;TYPE=WORK,PREF:marie@acme.example",
            "TEL;TYPE=CELL:+33 1 99 00 12 34",
            "X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/marie",
            "ADR;TYPE=WORK:;;1 rue du Test;Montreuil;;93100;France",
            "UID:abc-1",
        ),
    )


def test_text_is_never_cut_at_a_comma_that_should_have_been_escaped(tmp_path: Path) -> None:
    contact = only(tmp_path, card("FN:Mustermann, Heiko", "TITLE:Director, Sales", "NOTE:one, two; three"))
    assert (contact.name, contact.title, contact.notes) == ("Mustermann, Heiko", "Director, Sales", "one, two; three")


def test_a_fold_may_cut_a_character_and_line_ends_may_be_of_any_kind(tmp_path: Path) -> None:
    raw = card("FN:Zoé Lefèvre", "NOTE:un deux trois").encode()
    cut = raw.index("é".encode()) + 1
    for end in (b"\r\n", b"\n", b"\r"):
        folded = raw[:cut] + b"\n " + raw[cut:]
        assert only(tmp_path, folded.replace(b"\n", end)).name == "Zoé Lefèvre"


def test_version_2_1_with_nameless_parameters_charsets_and_soft_line_ends(tmp_path: Path) -> None:
    note = quopri.encodestring("Être là, c'est déjà beaucoup ; n'est-ce pas, quand on y pense un peu\r\nsuite".encode())
    raw = b"".join(
        (
            b"BEGIN:VCARD\r\nVERSION:2.1\r\n",
            b"N;CHARSET=windows-1251:\xc8\xe2\xe0\xed\xee\xe2;\xc8\xe2\xe0\xed\r\n",
            b"TEL;CELL;PREF:0199001234\r\nEMAIL;INTERNET:i@x.example\r\n",
            b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:",
            note.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
            b"\r\nPHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQ\r\n SkZJRg==\r\n\r\nTITLE:Chef\r\nEND:VCARD\r\n",
        )
    )
    contact = only(tmp_path, raw)
    assert contact.name == "Иван Иванов"
    assert contact.phones == ("0199001234",)
    assert contact.notes == "Être là, c'est déjà beaucoup ; n'est-ce pas, quand on y pense un peu\nsuite"
    assert contact.title == "Chef"
    assert "PHOTO;TYPE=JPEG;ENCODING=b:/9j/4AAQSkZJRg==" in contact.vcard


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert only(tmp_path, card("FN:Zoé").encode(encoding)).name == "Zoé"


def test_lines_broken_without_a_fold_stay_with_what_they_follow(tmp_path: Path) -> None:
    contact = only(tmp_path, card("FN:Marie", "NOTE:one", "and two", "", "and three", "TITLE:CEO"))
    assert contact.notes == "one\nand two\nand three"
    assert contact.title == "CEO"


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("BDAY:1980-05-03", date(1980, 5, 3)),
        ("BDAY:19800503", date(1980, 5, 3)),
        ("BDAY:--0503", "05-03"),
        ("BDAY:--05-03", "05-03"),
        ("BDAY:1980-05-03T00:00:00Z", date(1980, 5, 3)),
        ("BDAY;VALUE=date:1980-05-03T00:00:00+02:00", date(1980, 5, 3)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-03", "05-03"),
        ("BDAY:1980-05", None),
        ("BDAY;VALUE=text:circa 1800", None),
        ("BDAY:70-7-14", None),
        ("BDAY:206-12-15", None),
    ],
)
def test_birthdays_in_every_shape_and_what_is_none_is_kept_as_it_is(
    tmp_path: Path, line: str, on: date | str | None
) -> None:
    contact = only(tmp_path, card("FN:Marie", line))
    assert contact.dates == ((Anniversary(label="birthday", on=on),) if on else ())
    assert any(kept.startswith("BDAY") for kept in contact.vcard) == (on is None)


def test_labelled_dates_of_apple_and_google(tmp_path: Path) -> None:
    contact = only(
        tmp_path,
        card("FN:Marie", "item1.X-ABDATE:2001-09-22", "item1.X-ABLabel:_$!<Anniversary>!$_", "X-ANNIVERSARY:--09-23"),
    )
    assert [(item.label, item.on) for item in contact.dates] == [
        ("anniversary", date(2001, 9, 22)),
        ("anniversary", "09-23"),
    ]


def test_names_where_there_is_no_fn(tmp_path: Path) -> None:
    assert only(tmp_path, card("N:Dupont;Marie;Anne;Dr.;PhD", version="2.1")).name == "Dr. Marie Anne Dupont PhD"
    assert only(tmp_path, card("FN:", "ORG:Acme;Research")).name == "Acme"
    assert only(tmp_path, card("EMAIL:marie@acme.example")).name == "marie@acme.example"


def test_several_cards_unbalanced_ones_groups_and_empty_ones_are_all_accounted_for(tmp_path: Path) -> None:
    content = (
        card("FN:One")
        + "BEGIN:VCARD\nFN:Two\n"
        + card("FN:Three", version="4.0")
        + card("KIND:group", "FN:Friends", "MEMBER:urn:uuid:1")
        + "BEGIN:VCARD\nEND:VCARD\n"
        + "BEGIN:VCARD\nFN:Last\n"
    )
    reading = read(tmp_path / "x.vcf", content)
    assert [candidate.label for candidate in reading.candidates] == ["One", "Two", "Three", "Last"]
    assert len(reading.skipped) == 2
    assert len(reading.problems) == 2
    assert reading.rows == 6


def test_a_card_inside_a_card_stays_with_it(tmp_path: Path) -> None:
    contact = only(tmp_path, card("FN:Boss", "AGENT:", "BEGIN:VCARD", "FN:Helper", "END:VCARD", "TITLE:CEO"))
    assert (contact.name, contact.title) == ("Boss", "CEO")
    assert any("Helper" in kept for kept in contact.vcard)


def test_a_folder_as_khard_and_vdirsyncer_keep_it(tmp_path: Path) -> None:
    folder = tmp_path / "contacts"
    for name, content in {
        "a/one.vcf": card("FN:One", "UID:1"),
        "a/two.vcf": card("FN:Two", "UID:2"),
        "a/broken.vcf": "",
        "a/draft.tmp": card("FN:Draft"),
        "a/displayname": "Friends",
        ".hidden/three.vcf": card("FN:Three"),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    reading = read(folder)
    assert sorted(candidate.label for candidate in reading.candidates) == ["One", "Two"]
    assert [item.file and item.file.name for item in reading.skipped] == ["broken.vcf"]
    desk = Desk()
    desk.take(reading)
    assert not desk.look(reading).change()


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    with path.open("wb") as stream:
        stream.write(b"BEGIN:VCARD\nFN:Marie\nNOTE:")
        for _chunk in range(6):
            stream.write(b"x" * 1_000_000)
    with pytest.raises(UnreadableSourceError):
        read(path)


text = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60).map(str.strip)
words = text.filter(bool)
whole_names = words.filter(lambda name: any(char.isalnum() for char in name))
anniversaries = st.builds(
    Anniversary,
    label=st.sampled_from(["birthday", "anniversary", "founded"]),
    on=st.sampled_from(["05-03", "12-31"]) | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
)
contacts = st.builds(
    Contact,
    id=st.just("marie"),
    name=whole_names,
    nickname=text,
    org=text,
    title=text,
    emails=st.lists(st.emails(), max_size=2, unique=True).map(tuple),
    phones=st.lists(st.from_regex(r"\+33 1 99 00 [0-9]{2} [0-9]{2}", fullmatch=True), max_size=2, unique=True).map(
        tuple
    ),
    links=st.lists(st.just("https://acme.example/a,b;c"), max_size=1).map(tuple),
    place=text,
    tags=st.lists(words, max_size=3, unique_by=str.casefold).map(tuple),
    notes=st.lists(text, max_size=3).map("\n".join).map(str.strip),
    dates=st.lists(anniversaries, max_size=3, unique_by=lambda item: (item.label, item.month_day)).map(tuple),
)


@given(contacts, st.sampled_from(["3.0", "4.0"]))
def test_out_and_in_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, one: Contact, version: Version
) -> None:
    path = tmp_path_factory.mktemp("cards") / "out.vcf"
    content = write_card(one, version)
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    found = look(book_of(one), read(path, content))
    assert found.counts["unchanged"] == 1, found.rows[0].diffs


@given(contacts)
def test_khards_parser_reads_every_field(one: Contact) -> None:
    (component,) = vobject.readComponents(write_card(one))
    assert component.fn.value == one.name
    assert [item.value for item in component.contents.get("email", [])] == list(one.emails)
    assert [item.value for item in component.contents.get("tel", [])] == list(one.phones)
    assert [item.value for item in component.contents.get("note", [])] == ([one.notes] if one.notes else [])
    assert [item.value for item in component.contents.get("title", [])] == ([one.title] if one.title else [])
    assert [item.value for item in component.contents.get("org", [])] == ([[one.org]] if one.org else [])
    assert [item.value for item in component.contents.get("url", [])] == list(one.links)
    assert [tag for item in component.contents.get("categories", []) for tag in item.value] == list(one.tags)


FOREIGN = (
    "N:Dupont;Marie;;;",
    "ORG:Acme;Research",
    "item1.TEL:+33 1 99 00 12 34",
    "item1.X-ABLABEL:Boat",
    "X-TWITTER:@marie",
    "IMPP;TYPE=HOME:xmpp:marie@x.example",
    "PHOTO;TYPE=PNG;ENCODING=b:iVBORw0KGgo=",
    "UID:abc-1",
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_came_with_a_card_and_is_not_ours_goes_out_again(tmp_path: Path, version: Version) -> None:
    first = read(tmp_path / "in.vcf", card("FN:Marie Dupont", *FOREIGN))
    desk = Desk()
    desk.take(first)
    out = write_cards(desk.book.contacts.values(), version)
    again = read(tmp_path / "out.vcf", out)
    assert set(again.candidates[0].contact.vcard) == set(FOREIGN)
    assert not look(desk.book, again).change()
    assert look(Book(), again).counts["created"] == 1


def test_what_changed_here_since_counts_at_the_export(tmp_path: Path) -> None:
    desk = Desk()
    desk.take(read(tmp_path / "in.vcf", card("FN:Marie Dupont", *FOREIGN, "ADR:;;1 rue X;Paris;;;")))
    edited = replace(desk["marie-dupont"], name="Zoé Roy", org="Globex", phones=("+33 1 99 00 99 99",), place="Lyon")
    (component,) = vobject.readComponents(write_card(edited))
    assert component.fn.value == "Zoé Roy"
    assert component.n.value.given == "Zoé Roy"
    assert component.org.value == ["Globex"]
    assert [item.value for item in component.tel_list] == ["+33 1 99 00 99 99"]
    assert component.adr_list[0].value.city == "Lyon"
