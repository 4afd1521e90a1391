"""Drafts as records: nothing is read from anywhere but the draft and the day."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from entretien.book import Book
from entretien.capture.context import context_of
from entretien.capture.line import parse_line
from entretien.capture.records import contact_from, interaction_from, merge_into, new_circles
from entretien.config import Config
from entretien.i18n import current_language, set_language
from entretien.model.cadence import Cadence
from entretien.model.contact import Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Circle
from tests.capture.known import CIRCLES, CONTACTS, SALON, TODAY, context

FAIR = context(event=SALON)


def test_a_new_contact() -> None:
    draft = parse_line(
        'Léa Martin @Acme CEO #food +hec +"Le Cercle" lea@x.example <printer >a hand !deck fri ~3m via Paul Roy '
        "; hat ; sails",
        FAIR,
    )
    assert contact_from(draft, FAIR, "lea-martin") == Contact(
        id="lea-martin",
        name="Léa Martin",
        org="Acme",
        title="CEO",
        emails=("lea@x.example",),
        tags=("food",),
        circles=("hec", "le-cercle"),
        cadence=Cadence(3, "month"),
        met=Met(on=TODAY, event="salon-sme", through="paul-roy", cue="hat"),
        notes="sails",
        seeks=(Need(what="printer", since=TODAY),),
        offers=(Need(what="a hand", since=TODAY),),
        promises=(Promise(what="deck", due=date(2026, 11, 27), made=TODAY),),
    )
    assert new_circles(draft) == (Circle(id="le-cercle", name="Le Cercle"),)


def test_a_draft_without_a_name_makes_no_contact() -> None:
    draft = parse_line("#food", FAIR)
    assert draft.problem
    with pytest.raises(ValueError, match="name"):
        contact_from(draft, FAIR, "x")


def test_the_same_new_circle_twice_is_made_once() -> None:
    draft = parse_line('Léa +neuf +Neuf +"NEUF" +HEC +hec!', FAIR)
    assert new_circles(draft) == (Circle(id="neuf", name="neuf"),)
    assert contact_from(draft, FAIR, "lea").circles == ("neuf", "hec")


def test_the_entry_of_the_log() -> None:
    assert interaction_from(parse_line("Léa ; hat ; sails", FAIR), TODAY) == Interaction(
        on=TODAY, channel="meet", event="salon-sme", note="hat\nsails"
    )
    assert interaction_from(parse_line("Léa", context()), TODAY) == Interaction(on=TODAY)
    assert interaction_from(parse_line("marie: call yesterday", FAIR), TODAY).on == date(2026, 11, 23)


def test_logged_with_the_contact_that_is_meant() -> None:
    marie = replace(CONTACTS[0], notes="Old friend.\n", met=Met(on=date(2020, 1, 1), cue="scarf"))
    draft = parse_line(
        "Marie Dupond @Globex CEO #food marie@acme.example m@x.example +hec <printer ~6m via Polo ; hat", FAIR
    )
    merged = merge_into(marie, draft, TODAY)
    assert (merged.id, merged.name, merged.org, merged.title) == ("marie-dupont", "Marie Dupont", "Acme Corp", "CEO")
    assert merged.emails == ("marie@acme.example", "m@x.example")
    assert merged.tags == ("packaging", "food safety", "food")
    assert merged.circles == ("hec",)
    assert merged.cadence == Cadence(6, "month")
    assert merged.met == Met(on=date(2020, 1, 1), through="paul-roy", cue="scarf")
    assert merged.notes == "Old friend.\nGlobex"
    assert merged.seeks == (Need(what="printer", since=TODAY),)
    assert merged.interactions == (Interaction(on=TODAY, channel="meet", event="salon-sme", note="hat"),)


def test_a_sentence_adds_its_entry_and_its_promises_only() -> None:
    marie = CONTACTS[0]
    draft = parse_line("marie: coffee !deck fri", FAIR)
    assert merge_into(marie, draft, TODAY) == replace(
        marie,
        promises=(Promise(what="deck", due=date(2026, 11, 27), made=TODAY),),
        interactions=(Interaction(on=TODAY, channel="meet", event="salon-sme", note="coffee"),),
    )


def test_the_context_of_a_book() -> None:
    book = Book(
        contacts={contact.id: contact for contact in CONTACTS},
        circles={circle.id: circle for circle in CIRCLES},
        events={SALON.id: SALON},
    )
    language = current_language()
    try:
        set_language("en")
        known = context_of(book, Config(), TODAY)
        assert (known.event, known.day_first, known.region) == (SALON, False, "FR")
        assert context_of(book, Config(day_first=True, region="US"), TODAY).day_first
        set_language("fr")
        assert context_of(book, Config(), TODAY).day_first
        assert not context_of(book, Config(day_first=False), TODAY).day_first
    finally:
        set_language(language)
    assert parse_line("marie: hello", known).known == "marie-dupont"


def test_reading_a_line_loads_nothing_heavy() -> None:
    program = (
        "import sys, datetime\n"
        "from entretien.capture.context import Context\n"
        "from entretien.capture.line import parse_line\n"
        "from entretien.capture.records import contact_from\n"
        "context = Context(today=datetime.date(2026, 11, 24))\n"
        "draft = parse_line('Marie Dupont @Acme CEO #x +hec m@acme.example !deck fri ~3m 12/03', context)\n"
        "contact_from(draft, context, 'marie-dupont')\n"
        "heavy = {'pydantic', 'textual', 'rich', 'phonenumbers', 'rapidfuzz', 'asyncio', 'rtoml'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or None)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
