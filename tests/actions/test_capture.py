"""A line of text saved as one step, and corrected as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.actions.capture import Capture, capture_of, correct_capture, merged, save_draft
from entretien.actions.contacts import snooze
from entretien.book import Book
from entretien.capture.context import context_of
from entretien.capture.draft import Draft
from entretien.capture.line import parse_line
from entretien.config import Config
from entretien.errors import UsageError
from entretien.model.cadence import Cadence
from entretien.model.contact import Contact, Met, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Event

TODAY = date(2026, 11, 24)


def book() -> Book:
    marie = Contact(id="marie-dupont", name="Marie Dupont", org="Acme", circles=("hec",), emails=("m@acme.example",))
    return Book(
        contacts={"marie-dupont": marie},
        circles={"hec": Circle(id="hec", name="HEC Entrepreneur")},
        events={"salon": Event(id="salon", name="Salon SME", starts=TODAY, ends=TODAY)},
    )


def draft(text: str, book: Book) -> Draft:
    return parse_line(text, context_of(book, Config(), TODAY))


def saved(text: str, before: Book, instead_of: str | None = None) -> tuple[Book, Capture]:
    change, who = save_draft(before, draft(text, before), TODAY, instead_of=instead_of)
    return before.apply(change), capture_of(change, who, text)


def corrected(text: str, before: Book, capture: Capture, instead_of: str | None = None) -> tuple[Book, Capture]:
    change, who = correct_capture(before, capture, draft(text, before), TODAY, instead_of=instead_of)
    return before.apply(change), capture_of(change, who, text, capture)


def test_a_new_person_with_everything_in_one_step() -> None:
    line = 'Zoé Martin @Acme CEO #packaging +hec +choir z@acme.example !"send the deck" fri ~3m ; red glasses'
    change, who = save_draft(book(), draft(line, book()), TODAY)
    after = book().apply(change)
    zoe = after.contacts[who]
    assert (who, zoe.name, zoe.org, zoe.title) == ("zoe-martin", "Zoé Martin", "Acme", "CEO")
    assert zoe.circles == ("hec", "choir")
    assert zoe.cadence == Cadence(3, "month")
    assert zoe.met == Met(on=TODAY, event="salon", cue="red glasses")
    assert zoe.promises == (Promise(what="send the deck", due=date(2026, 11, 27), made=TODAY),)
    assert after.circles["choir"] == Circle(id="choir", name="choir")
    assert change.label == "Added Zoé Martin"


def test_having_met_at_an_event_is_the_first_entry_of_the_log() -> None:
    after, _capture = saved("Zoé Martin @Acme ; red glasses ; looks for a printer", book())
    zoe = after.contacts["zoe-martin"]
    assert zoe.notes == ""
    assert zoe.interactions == (Interaction(on=TODAY, channel="meet", event="salon", note="looks for a printer"),)
    quiet = replace(book(), events={})
    after, _capture = saved("Zoé Martin @Acme ; red glasses ; looks for a printer", quiet)
    assert (after.contacts["zoe-martin"].notes, after.contacts["zoe-martin"].interactions) == (
        "looks for a printer",
        (),
    )


def test_a_pasted_page_stays_on_the_card() -> None:
    after, _capture = saved("Zoé Martin\n1 rue de l'Église\nMontreuil", book())
    zoe = after.contacts["zoe-martin"]
    assert zoe.notes == "1 rue de l'Église\nMontreuil"
    assert zoe.interactions == (Interaction(on=TODAY, channel="meet", event="salon"),)


def test_a_name_that_is_taken_gets_a_number() -> None:
    after, capture = saved("Marie Dupont @Other", book())
    assert capture.after.id == "marie-dupont-2"
    assert after.contacts["marie-dupont"] == book().contacts["marie-dupont"]


def test_a_sentence_logs_and_promises_and_ends_the_snooze() -> None:
    before = book()
    before = before.apply(snooze(before, ["marie-dupont"], date(2027, 1, 1), "1 Jan"))
    after, capture = saved("marie: coffee, launch slips to March !send the deck fri", before)
    marie = after.contacts["marie-dupont"]
    assert marie.interactions[-1].note.startswith("coffee, launch slips to March")
    assert marie.interactions[-1].on == TODAY
    assert [promise.what for promise in marie.promises] == ["send the deck"]
    assert (marie.snoozed_until, marie.snoozes) == (None, 0)
    assert capture.before == before.contacts["marie-dupont"]


def test_with_somebody_who_is_here_already_the_card_is_filled_and_nothing_replaced() -> None:
    after, capture = saved("Marie Dupond @Acme CEO #packaging +choir 06 12 34 56 78 ; sails", book(), "marie-dupont")
    marie = after.contacts["marie-dupont"]
    assert len(after.contacts) == 1
    assert (marie.name, marie.org, marie.title) == ("Marie Dupont", "Acme", "CEO")
    assert marie.circles == ("hec", "choir")
    assert marie.tags == ("packaging",)
    assert marie.emails == ("m@acme.example",)
    assert len(marie.phones) == 1
    assert len(marie.interactions) == 1
    assert marie.interactions[0].event == "salon"
    assert "choir" in after.circles
    assert capture.circles == (Circle(id="choir", name="choir"),)


def test_a_line_that_says_too_little_is_refused() -> None:
    with pytest.raises(UsageError, match="name"):
        save_draft(book(), draft("@", book()), TODAY)


def test_a_circle_whose_file_cannot_be_read_is_not_made_again() -> None:
    unreadable = replace(book(), reserved=frozenset({("circle", "choir")}))
    after, capture = saved("Zoé Martin +choir", unreadable)
    assert "choir" not in after.circles
    assert capture.after.circles == ("choir",)


def test_a_correction_replaces_the_contact_its_name_and_its_circle() -> None:
    first, capture = saved("Zoe Martin @Acme +hecc", book())
    after, again = corrected("Zoé Marty @Acme +hec", first, capture)
    assert set(after.contacts) == {"marie-dupont", "zoe-marty"}
    assert after.contacts["zoe-marty"].circles == ("hec",)
    assert set(after.circles) == {"hec"}
    third, _capture = corrected("Zoé Martin", after, again)
    assert set(third.contacts) == {"marie-dupont", "zoe-martin"}
    assert third.contacts["zoe-martin"].org == ""


def test_a_correction_keeps_what_has_happened_since() -> None:
    first, capture = saved("Zoe Martin #packging", book())
    zoe = first.contacts["zoe-martin"]
    since = replace(zoe, notes="Sails.", tags=(*zoe.tags, "sme"))
    first = replace(first, contacts={**first.contacts, "zoe-martin": since})
    after, _again = corrected("Zoé Martin #packaging", first, capture)
    zoe = after.contacts["zoe-martin"]
    assert (zoe.name, zoe.notes, zoe.tags) == ("Zoé Martin", "Sails.", ("packaging", "sme"))


def test_a_new_contact_may_turn_out_to_be_a_known_one_and_back() -> None:
    first, capture = saved("Marie Dupond @Acme", book())
    second, again = corrected("Marie Dupond @Acme", first, capture, "marie-dupont")
    assert set(second.contacts) == {"marie-dupont"}
    assert len(second.contacts["marie-dupont"].interactions) == 1
    third, _capture = corrected("Marie Dupond @Acme", second, again)
    assert third.contacts["marie-dupont"] == book().contacts["marie-dupont"]
    assert third.contacts["marie-dupond"].org == "Acme"


def test_a_log_is_corrected_not_repeated() -> None:
    first, capture = saved("marie: coffee", book())
    second, again = corrected("marie: lunch", first, capture)
    third, _capture = corrected("marie: dinner", second, again)
    assert [item.note for item in third.contacts["marie-dupont"].interactions] == ["dinner"]


def test_a_capture_that_was_deleted_is_saved_anew() -> None:
    _first, capture = saved("Zoe Martin", book())
    after, _again = corrected("Zoé Martin", book(), capture)
    assert "zoe-martin" in after.contacts


TAGS = st.lists(st.sampled_from("abcdef"), unique=True).map(tuple)


@given(TAGS, TAGS, TAGS)
def test_merging_keeps_the_additions_of_both(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    def contact(tags: tuple[str, ...]) -> Contact:
        return Contact(id="x", name="X", tags=tags)

    tags = set(merged(contact(base), contact(ours), contact(theirs)).tags)
    assert tags >= (set(ours) | set(theirs)) - set(base)
    assert tags <= set(ours) | set(theirs)
    assert merged(contact(base), contact(base), contact(theirs)) == contact(theirs)
