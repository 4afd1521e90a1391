"""Templates and what becomes of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.i18n import current_language, set_language
from entretien.messages import (
    OCCASIONS,
    PLACEHOLDERS,
    Message,
    available_templates,
    built_in_templates,
    fill,
    first_name,
    fitting,
    in_season,
    specific_detail,
    title_of,
    values_of,
)
from entretien.model.contact import Contact, Met, Need, Promise
from entretien.model.ids import ID_SHAPE
from entretien.model.interaction import Interaction
from entretien.model.network import Event, Introduction, Template

TODAY = date(2026, 11, 24)
MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    org="Acme",
    title="CEO",
    language="fr",
    address_as="vous",
    met=Met(on=date(2026, 11, 23), event="salon", cue="red glasses"),
    seeks=(Need(what="printer in Montreuil"),),
    promises=(
        Promise(what="her quote", by="them", due=date(2026, 11, 25)),
        Promise(what="the budget", due=date(2026, 12, 20)),
        Promise(what="the deck.", due=date(2026, 11, 27)),
        Promise(what="old", due=date(2026, 11, 1), done=True),
    ),
    interactions=(
        Interaction(on=date(2026, 11, 23), channel="meet", note="Launch slips to March;\nmore below"),
        Interaction(on=date(2026, 3, 1), note="older"),
    ),
)
PAUL = Contact(id="paul-roy", name="ROY Paul", org="Globex")
BOOK = Book(
    contacts={MARIE.id: MARIE, PAUL.id: PAUL},
    events={"salon": Event(id="salon", name="Salon SME", place="Paris")},
    introductions={"one": Introduction(id="one", between=("marie-dupont", "paul-roy"), because="Both sail.")},
)


def filled(text: str, **values: str) -> Message:
    return fill(Template(text=text), values)


def test_values_take_the_place_of_placeholders() -> None:
    message = fill(
        Template(subject="{event}: thanks", text="Hello {first_name},\n\nAs promised: {promise}."),
        values_of(MARIE, BOOK, TODAY),
    )
    assert message == Message("Salon SME: thanks", "Hello Marie,\n\nAs promised: the deck.")


def test_what_is_missing_is_told_and_leaves_a_gap() -> None:
    message = filled("Hello {first_name}, about {event}, {event} and {Nonsense here}", first_name="Marie", event=" ")
    assert message == Message("", "Hello Marie, about …, … and …", ("event", "Nonsense here"))


def test_an_optional_piece_goes_where_nothing_is_known_for_it() -> None:
    text = "Hello[ {first_name}],\n\n[About {event} in {place}.]\n\nBye[ ({cue})]. [1] [not optional]"
    assert filled(text).text == "Hello,\n\nBye. [1] [not optional]"
    assert filled(text, first_name="Zoé", event="Salon").text == "Hello Zoé,\n\nBye. [1] [not optional]"
    known = filled(text, first_name="Zoé", event="Salon", place="Paris", cue="hat")
    assert known.text == "Hello Zoé,\n\nAbout Salon in Paris.\n\nBye (hat). [1] [not optional]"
    assert known.missing == ()
    assert filled("[a {event}]").text == filled("x\n\n[a {event}]").text.removeprefix("x") == ""


def test_values_are_never_looked_at_again() -> None:
    message = filled("{a} [{b}] {c}", a="{b} [x {c}]", b="\\1 {a}", c="[{c}]")
    assert message == Message("", "{b} [x {c}] \\1 {a} [{c}]")


def test_a_subject_is_one_line() -> None:
    assert fill(Template(subject="About\n{a}", text="x"), {"a": "one\r\nBcc: two"}).subject == "About one Bcc: two"


@given(st.text(max_size=100), st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(max_size=20)))
def test_any_template_can_be_filled(text: str, values: dict[str, str]) -> None:
    fill(Template(subject=text, text=text), values)


@given(st.sampled_from(sorted(built_in_templates())), st.sets(st.sampled_from(sorted(PLACEHOLDERS))))
def test_a_built_in_template_leaves_no_brace_no_bracket_and_no_hole(id: str, known: set[str]) -> None:
    message = fill(built_in_templates()[id], {name: f"<{name}>" for name in known})
    everything = f"{message.subject}\n{message.text}"
    assert not set(everything) & set("{}[]")
    assert set(message.missing).isdisjoint(known)
    assert message.subject
    assert "\n\n\n" not in message.text
    assert all(line == line.strip() for line in message.text.splitlines())
    assert len(message.text) < 700


def test_the_built_in_templates() -> None:
    templates = built_in_templates()
    for id, template in templates.items():
        assert ID_SHAPE.fullmatch(id)
        assert template.id == id
        assert template.occasion in OCCASIONS
    for occasion in OCCASIONS:
        kinds = {
            (template.language, template.address_as) for template in templates.values() if template.occasion == occasion
        }
        one_form = occasion == "introduced"
        assert kinds == ({("fr", None), ("en", None)} if one_form else {("fr", "tu"), ("fr", "vous"), ("en", None)})


def test_tu_and_vous_are_not_mixed() -> None:
    for template in built_in_templates().values():
        words = set(f" {template.text} ".replace("-", " ").replace("’", " ").replace(".", " ").lower().split())
        if template.address_as == "tu":
            assert not words & {"votre", "vos", "dites", "êtes"}
        elif template.address_as == "vous":
            assert not words & {"tu", "te", "toi", "ton", "tes", "dis"}


def test_the_users_own_templates_come_first() -> None:
    own = {
        "met-fr-vous": Template(id="met-fr-vous", text="mine", language="fr", address_as="vous", occasion="met"),
        "short": Template(id="short", text="short", occasion="met"),
    }
    assert available_templates(own)["met-fr-vous"].text == "mine"
    assert len(available_templates(own)) == len(built_in_templates()) + 1
    first = fitting(own, MARIE, "met", TODAY)[:2]
    assert {template.text for template in first} == {"mine", "short"}


def occasions(part: str, contact: Contact = MARIE, today: date = TODAY) -> list[str]:
    return [template.occasion for template in fitting({}, contact, part, today)]


def test_what_fits_comes_first() -> None:
    assert occasions("met")[:2] == ["met", "thanks"]
    assert occasions("promise")[0] == "promise"
    assert occasions("date")[0] == "birthday"
    assert occasions("revive")[0] == "revive"
    assert occasions("see")[0] == "news"
    assert occasions("introduction")[:2] == ["introduction", "introduced"]
    assert "met" not in occasions("see")
    assert "introduction" not in occasions("see")
    assert occasions("anything else")


def test_wishes_have_a_season() -> None:
    for day, season in (
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
    ):
        assert in_season(day) is season
        assert ("wishes" in occasions("see", today=day)) is season
    assert (
        values_of(MARIE, BOOK, date(2026, 12, 31))["year"] == values_of(MARIE, BOOK, date(2027, 1, 2))["year"] == "2027"
    )


def test_the_language_and_the_address_of_the_contact() -> None:
    assert {template.address_as for template in fitting({}, MARIE, "met", TODAY)} == {"vous"}
    english = Contact(id="x", name="X", language="en-GB")
    assert {template.language for template in fitting({}, english, "met", TODAY)} == {"en"}
    unsaid = Contact(id="x", name="X", language="fr")
    assert [template.address_as for template in fitting({}, unsaid, "met", TODAY)][:2] == ["vous", "tu"]
    before = current_language()
    try:
        set_language("en")
        assert fitting({}, Contact(id="x", name="X", language="de"), "met", TODAY)[0].id == "met-en"
        assert title_of(built_in_templates()["met-fr-tu"]) == "First message (tu)"
        assert title_of(Template(id="mine", text="")) == "mine"
    finally:
        set_language(before)


@pytest.mark.parametrize(
    ("name", "called"),
    [("Marie Dupont", "Marie"), ("MARTIN Zoé", "Zoé"), ("Dupont, Marie", "Marie"), ("M. Pierre Durand", "Pierre"),
     ("Dr Léa Roy", "Léa"), ("王伟", "王伟"), ("ZOÉ", "ZOÉ"), ("J. R. R. Tolkien", "Tolkien"), ("Mme", "Mme"),
     ("Roy,", "Roy")],
)  # fmt: skip
def test_the_first_name(name: str, called: str) -> None:
    assert first_name(Contact(name=name)) == called
    assert first_name(Contact(name=name, nickname="Bo")) == "Bo"


def test_the_values_of_a_contact() -> None:
    values = values_of(MARIE, BOOK, TODAY, detail="the red boat.", introduction="one")
    assert set(values) == set(PLACEHOLDERS)
    assert values["last_note"] == "Launch slips to March"
    assert (values["event"], values["place"], values["cue"]) == ("Salon SME", "Paris", "red glasses")
    assert (values["other"], values["other_first_name"], values["other_org"]) == ("ROY Paul", "Paul", "Globex")
    assert (values["because"], values["detail"], values["promise"]) == ("Both sail", "the red boat", "the deck")
    nothing = values_of(Contact(name="Zoé"), Book(), TODAY)
    assert {name for name, value in nothing.items() if value} == {"first_name", "name", "year"}


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Hello Marie, thank you for your time at Acme.", False),
        ("Hello Marie Dupont, CEO of Acme", False),
        ("Did you find a PRINTER?", True),
        ("So the launch slips…", True),
        ("I remember the red glasses", True),
        ("That was very good, thank you", False),
        ("", False),
    ],
)
def test_one_specific_detail(text: str, specific: bool) -> None:
    assert specific_detail(Message("", text), MARIE) is specific


def test_a_detail_that_is_told_counts_where_it_is_in_the_text() -> None:
    assert specific_detail(Message("Your boat", "Hello"), PAUL, "the red boat")
    assert not specific_detail(Message("", "Hello"), PAUL, "the red boat")
    assert not specific_detail(Message("", "Hello Paul"), PAUL, "Paul")
