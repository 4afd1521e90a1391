from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.card_form import FIELDS, CardForm
from entretien.model.cadence import NO_CADENCE, Cadence
from entretien.model.contact import Anniversary, Contact, Met, Need
from entretien.model.network import Circle, Event

TODAY = date(2026, 11, 24)
PAUL = Contact(id="paul-roy", name="Paul Roy", nickname="Polo")
MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    org="Acme",
    emails=("marie@acme.example", "md@home.example"),
    phones=("+33 1 99 00 12 34",),
    links=("https://acme.example",),
    tags=("packaging", "two words"),
    circles=("hec", "gone"),
    cadence=Cadence(3, "month"),
    met=Met(on=date(2026, 9, 25), event="salon-sme", through="paul-roy", cue="red glasses"),
    seeks=(
        Need(what="printer", tags=("print",), since=date(2026, 1, 1), why="launch", until=date(2027, 1, 1)),
        Need(what="a  designer"),
    ),
    dates=(Anniversary(label="birthday", on="05-03"), Anniversary(label="firm", on=date(2001, 2, 3))),
    notes="Sails.\nTwo children.\n",
)


def form(contact: Contact = MARIE, *others: Contact) -> CardForm:
    contacts = {person.id: person for person in (PAUL, *others, contact)}
    circles = {"hec": Circle(id="hec", name="HEC Entrepreneur")}
    events = {"salon-sme": Event(id="salon-sme", name="Salon SME")}
    return CardForm(Book(contacts, circles, events), contact, TODAY, day_first=True)


def edited(texts: dict[str, str], contact: Contact = MARIE) -> Contact:
    change = form(contact).change(texts)
    assert change is not None
    after = [edit.after for edit in change.edits if isinstance(edit.after, Contact)]
    return after[-1] if after else contact


def test_every_field_is_in_the_form() -> None:
    assert set(form().texts()) == {field.name for field in FIELDS}


def test_the_texts_as_they_stand_change_nothing() -> None:
    change = form().change(form().texts())
    assert change is not None
    assert not change


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("nickname", "  Mimi ", {"nickname": "Mimi"}),
        ("emails", "a@b.example; c@d.example", {"emails": ("a@b.example", "c@d.example")}),
        ("phones", "06 12 34 56 78, +44 20", {"phones": ("06 12 34 56 78", "+44 20")}),
        ("links", "https://a https://b", {"links": ("https://a", "https://b")}),
        ("tags", "#one, two one", {"tags": ("one", "two")}),
        ("tags", 'packaging "two words" new', {"tags": ("packaging", "two words", "new")}),
        ("circles", "hec entrepreneur", {"circles": ("hec",)}),
        ("circles", "gone", {"circles": ("gone",)}),
        ("circles", "", {"circles": ()}),
        ("cadence", "2 weeks", {"cadence": Cadence(2, "week")}),
        ("cadence", "none", {"cadence": NO_CADENCE}),
        ("cadence", "", {"cadence": None}),
        ("address_as", "Vous", {"address_as": "vous"}),
        ("language", "fr-CA", {"language": "fr-CA"}),
        ("solid", "yes", {"solid": True}),
        ("notes", "Sails.", {"notes": "Sails.\n"}),
        ("notes", "", {"notes": ""}),
        ("dates", "birthday 3-5", {"dates": (Anniversary(label="birthday", on="03-05"),)}),
        ("dates", "first met 2020-01-02", {"dates": (Anniversary(label="first met", on=date(2020, 1, 2)),)}),
        ("dates", "birthday 3 mai", {"dates": (Anniversary(label="birthday", on="05-03"),)}),
        ("offers", "intro\n\n #wine ", {"offers": (
            Need(what="intro", since=TODAY), Need(what="wine", tags=("wine",), since=TODAY)
        )}),
    ],
)  # fmt: skip
def test_what_a_text_means(name: str, text: str, expected: dict[str, object]) -> None:
    assert edited({name: text}) == replace(MARIE, **expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("met_on", "yesterday", {"on": date(2026, 11, 23)}),
        ("met_on", "", {"on": None}),
        ("met_event", "SALON sme", {"event": "salon-sme"}),
        ("met_through", "Polo", {"through": "paul-roy"}),
        ("met_through", "Uncle Bob", {"through": "Uncle Bob"}),
        ("met_cue", "blue hat", {"cue": "blue hat"}),
    ],
)
def test_how_we_met(name: str, text: str, expected: dict[str, object]) -> None:
    assert MARIE.met is not None
    assert edited({name: text}).met == replace(MARIE.met, **expected)  # type: ignore[arg-type]


def test_nothing_left_of_a_meeting_is_no_meeting() -> None:
    assert edited(dict.fromkeys(("met_on", "met_event", "met_through", "met_cue"), "")).met is None


@pytest.mark.parametrize(
    ("name", "text", "note"),
    [
        ("name", " ", "a contact needs a name"),
        ("cadence", "blue moon", "is not a rhythm"),
        ("address_as", "you", "write tu or vous"),
        ("language", "French language", "write a short code"),
        ("met_on", "some day", "not a day"),
        ("met_event", "salon", "perhaps Salon SME?"),
        ("met_event", "Ball", "no such event"),
        ("dates", "birthday", "write a word and a day"),
        ("dates", "birthday 13-45", "write a month and a day"),
    ],
)
def test_what_can_not_be_used_says_why(name: str, text: str, note: str) -> None:
    reading = form().read(name, text)
    assert reading.wrong
    assert note in reading.note
    assert form().change({name: text}) is None


def test_two_of_the_same_name_are_told_apart() -> None:
    other = Contact(id="paul-roy-2", name="Paul Roy")
    reading = form(MARIE, other).read("met_through", "paul roy")
    assert reading.wrong
    assert "paul-roy, paul-roy-2" in reading.note
    assert form(MARIE, other).texts()["met_through"] == "paul-roy"


def test_odd_addresses_are_kept_with_a_remark() -> None:
    reading = form().read("emails", "marie at acme")
    assert not reading.wrong
    assert "does not look like an address" in reading.note


def test_a_changed_line_keeps_what_the_form_does_not_show() -> None:
    seeks = edited({"seeks": "a good printer #print\na  designer"}).seeks
    assert seeks == (replace(MARIE.seeks[0], what="a good printer"), MARIE.seeks[1])


def test_a_line_taken_out_leaves_the_others_alone() -> None:
    assert edited({"seeks": "a  designer"}).seeks == (MARIE.seeks[1],)
    assert edited({"seeks": "new\nprinter #print\na  designer"}).seeks == (
        Need(what="new", since=TODAY),
        *MARIE.seeks,
    )


def test_a_new_circle_is_one_step_with_the_card() -> None:
    change = form().change({"circles": "HEC Entrepreneur, Wine lovers"})
    assert change is not None
    circle, contact = (edit.after for edit in change.edits)
    assert circle == Circle(id="wine-lovers", name="Wine lovers")
    assert isinstance(contact, Contact)
    assert contact.circles == ("hec", "wine-lovers")
    assert change.label == "Changed Marie Dupont"


def test_what_acts_on_a_terminal_is_shown_safely_and_survives() -> None:
    odd = replace(MARIE, name="Mar\x1b[31mie", notes="a\x07b")
    texts = form(odd).texts()
    assert "\x1b" not in texts["name"]
    assert "\x07" not in texts["notes"]
    assert edited({**texts, "org": "Lenoir"}, odd) == replace(odd, org="Lenoir")


@given(st.text(max_size=40))
def test_any_text_in_any_field_is_read(text: str) -> None:
    for field in FIELDS:
        form().read(field.name, text)
        form().change({field.name: text})
