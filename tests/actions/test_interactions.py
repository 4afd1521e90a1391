from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from entretien.actions.interactions import (
    change_entry,
    log,
    log_with,
    needs_no_reply,
    remove_entry,
    same_words,
    signs_of_life,
    wrote,
    wrote_to,
)
from entretien.book import Book
from entretien.model.contact import Contact, Met
from entretien.model.interaction import Interaction
from tests.actions.people import NEXT_WEEK, TODAY, book

COFFEE = Interaction(on=TODAY, channel="meet", depth=2, note="Coffee")


def test_logging_appends_and_ends_the_snooze() -> None:
    change = log(book(), "paul-roy", COFFEE, TODAY)
    paul = book().apply(change).contacts["paul-roy"]
    assert change.label == "Logged a meeting with Paul Roy"
    assert paul.interactions == (COFFEE,)
    assert (paul.snoozed_until, paul.snoozes) == (None, 0)


def test_a_later_day_is_a_plan_and_leaves_the_snooze_alone() -> None:
    change = log(book(), "paul-roy", replace(COFFEE, on=NEXT_WEEK), TODAY)
    paul = book().apply(change).contacts["paul-roy"]
    assert change.label == "Planned a meeting with Paul Roy"
    assert (paul.snoozed_until, paul.snoozes) == (NEXT_WEEK, 2)


def test_the_snooze_of_those_present_ends_too() -> None:
    after = book().apply(log(book(), "marie-dupont", replace(COFFEE, with_=("paul-roy", "nobody")), TODAY))
    assert after.contacts["paul-roy"].snoozed_until is None
    assert after.contacts["paul-roy"].interactions == ()
    assert after.log_of("paul-roy")[-1].note == "Coffee"


def test_a_meeting_of_several_is_one_line_of_the_log() -> None:
    change = log_with(book(), ["marie-dupont", "paul-roy", "zoe-laurent", "marie-dupont"], COFFEE, TODAY)
    after = book().apply(change)
    assert change.label == "Logged a meeting with 3 people"
    assert after.contacts["marie-dupont"].interactions[-1].with_ == ("paul-roy", "zoe-laurent")
    assert after.contacts["zoe-laurent"].interactions == ()
    assert [after.log_of(who)[-1].note for who in after.contacts] == ["Coffee"] * 3


def test_a_message_to_several_is_one_line_each() -> None:
    message = Interaction(on=TODAY, note="Happy new year")
    after = book().apply(log_with(book(), ["marie-dupont", "paul-roy"], message, TODAY))
    assert after.contacts["marie-dupont"].interactions[-1] == message
    assert after.contacts["paul-roy"].interactions == (message,)


def test_one_message_or_sign_of_life() -> None:
    after = book().apply(wrote(book(), "paul-roy", TODAY, note="The deck", gave=True))
    assert after.contacts["paul-roy"].interactions == (
        Interaction(on=TODAY, direction="out", note="The deck", gave=True),
    )
    after = book().apply(log(book(), "paul-roy", Interaction(on=TODAY, direction="in", note="Thanks"), TODAY))
    assert after.contacts["paul-roy"].interactions == (Interaction(on=TODAY, direction="in", note="Thanks"),)


def test_messages_and_signs_of_life_in_bulk_are_one_step() -> None:
    sent = wrote_to(book(), ["marie-dupont", "paul-roy"], TODAY)
    assert sent.label == "Logged a message to 2 contacts"
    assert len(sent.edits) == 2
    came = signs_of_life(book(), ["paul-roy"], TODAY)
    assert came.label == "Logged a sign of life from Paul Roy"
    assert book().apply(came).contacts["paul-roy"].interactions[0].effective_direction == "in"


def test_same_words_counts_my_messages_of_today() -> None:
    after = book().apply(wrote(book(), "paul-roy", TODAY, note="Bonne  année !"))
    after = after.apply(log(after, "zoe-laurent", Interaction(on=TODAY, direction="in", note="Bonne année !"), TODAY))
    after = after.apply(log(after, "marie-dupont", Interaction(on=TODAY, note="bonne annee !"), TODAY))
    assert same_words(after, "Bonne année !", TODAY) == ("marie-dupont", "paul-roy")
    assert same_words(after, "Bonne année !", NEXT_WEEK) == ()
    assert same_words(after, "  ", TODAY) == ()


def test_a_message_may_need_no_reply() -> None:
    entry = book().timeline("marie-dupont")[-1]
    after = book().apply(needs_no_reply(book(), entry))
    assert after.contacts["marie-dupont"].interactions[1].no_reply


def test_a_line_is_corrected_and_removed_where_it_stands() -> None:
    entry = book().timeline("paul-roy")[0]
    assert entry.owner == "marie-dupont"
    corrected = book().apply(change_entry(book(), entry, replace(entry.interaction, note="With Paul")))
    assert corrected.contacts["marie-dupont"].interactions[0].note == "With Paul"
    removed = book().apply(remove_entry(book(), entry))
    assert [item.note for item in removed.contacts["marie-dupont"].interactions] == ["Any news?"]


def test_the_first_word_after_meeting_leaves_what_was_put_off() -> None:
    until = TODAY + timedelta(days=50)
    met = Contact(id="zoe", name="Zoé", met=Met(on=TODAY - timedelta(days=1)), snoozed_until=until)
    book = Book(contacts={"zoe": met})
    first = book.apply(wrote(book, "zoe", TODAY))
    assert first.contacts["zoe"].snoozed_until == until
    assert first.apply(wrote(first, "zoe", TODAY)).contacts["zoe"].snoozed_until is None
    assert book.apply(signs_of_life(book, ["zoe"], TODAY)).contacts["zoe"].snoozed_until is None
