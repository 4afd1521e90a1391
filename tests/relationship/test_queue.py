"""Who is there to see, in which order, and in whose words."""

from __future__ import annotations

from typing import Any

import pytest

from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.relationship.queue import Card, card_for, queue, why_not
from entretien.relationship.tie import Tie
from tests.relationship.histories import TODAY, call, meet, on, out, received, tie


def person(id: str, *log: Interaction, **more: Any) -> Contact:
    return Contact(id=id, name=more.pop("name", id.title()), interactions=log, **more)


def dealt(*contacts: Contact) -> list[str]:
    return [card.who for card in queue([tie(contact) for contact in contacts], TODAY)]


def only_card(contact: Contact, **more: Any) -> Card:
    card = card_for(tie(contact, **more), TODAY)
    assert card is not None
    return card


def birthday(offset: int) -> Anniversary:
    return Anniversary(label="Birthday", on=f"{on(offset):%m-%d}")


PROMISED = person("promised", promises=(Promise(what="send the deck", due=on(-4)),))
OWED = person("owed", received(-6))
MET = person("met", met=Met(on=on(-2)))
DATED = person("dated", call(-20), dates=(birthday(3),))
LAST_CALL = person("last-call", call(-560))
LATE = person("late", call(-150))
QUIET = person("quiet", *(call(-day) for day in (165, 145, 125, 105, 85, 65)))
DUE = person("due", call(-100))
DORMANT = person("dormant", call(-800))
EVERYONE = (PROMISED, OWED, MET, DATED, LAST_CALL, LATE, QUIET, DUE, DORMANT)


def test_the_order_of_the_parts() -> None:
    cards = queue([tie(contact) for contact in reversed(EVERYONE)], TODAY)
    assert [(card.who, card.part, card.reason) for card in cards] == [
        ("promised", "promise", "promise"),
        ("owed", "reply", "reply"),
        ("met", "met", "met"),
        ("dated", "date", "date"),
        ("last-call", "see", "last_call"),
        ("late", "see", "late"),
        ("quiet", "see", "quiet"),
        ("due", "see", "due"),
        ("dormant", "revive", "revive"),
    ]


@pytest.mark.parametrize(
    ("contact", "brief", "why"),
    [
        (PROMISED, "4 d", 'You promised "send the deck" for Fri 20 Nov.'),
        (OWED, "6 d", "Their message of Wed 18 Nov waits for an answer."),
        (MET, "2 d", "You met 2 days ago; a first word within two days is remembered."),
        (DATED, "in 3 d", "Birthday: Fri 27 Nov, in 3 days."),
        (LAST_CALL, "last call", "Last call: 560 days without a sign of life, dormant after 720 days."),
        (LATE, "1.7 ×", "It has been a while: last contact 150 days ago; the rhythm is every 3 months."),
        (QUIET, "1.6 ×", "Silent 65 days; you usually speak every 20 days; longer than 5 of your last 5 silences."),
        (DUE, "1.1 ×", "Last contact 100 days ago; the rhythm is every 3 months."),
        (
            DORMANT,
            "2 years",
            "No sign of life for 2 years; people are usually happier to hear from you than you expect.",
        ),
    ],
    ids=lambda value: value.id if isinstance(value, Contact) else "",
)
def test_each_card_says_why(contact: Contact, brief: str, why: str) -> None:
    (card,) = queue([tie(contact)], TODAY)
    assert (card.brief, card.why) == (brief, why)
    assert why_not(tie(contact), TODAY) == "" or card.part == "revive"


def test_a_contact_comes_once_in_the_first_part_that_fits() -> None:
    contact = person("a", call(-300), received(-3), promises=PROMISED.promises, dates=(birthday(1),))
    assert dealt(contact) == ["a"]
    assert only_card(contact).part == "promise"


@pytest.mark.parametrize("status", ["resting", "closed"])
def test_who_rests_or_was_let_go_never_comes(status: str) -> None:
    contacts = [Contact(id="a", name="A", status=status, promises=PROMISED.promises)]  # type: ignore[arg-type]
    assert dealt(*contacts) == []
    assert why_not(tie(contacts[0]), TODAY)


class TestPromises:
    @pytest.mark.parametrize(
        ("promise", "shown"),
        [
            (Promise(what="x", due=on(-400)), True),
            (Promise(what="x", due=on(7)), True),
            (Promise(what="x", due=on(8)), False),
            (Promise(what="x", due=on(0), done=True), False),
            (Promise(what="x", due=on(0), done=on(-1)), False),
            (Promise(what="x", made=on(0)), True),
            (Promise(what="x"), True),
            (Promise(what="x", by="them", due=on(0)), True),
            (Promise(what="x", by="them", due=on(1)), False),
            (Promise(what="x", by="them"), False),
        ],
    )
    def test_when_one_presses(self, promise: Promise, shown: bool) -> None:
        assert (card_for(tie(person("a", promises=(promise,))), TODAY) is not None) is shown

    def test_an_undated_one_is_due_a_week_after_it_was_made(self) -> None:
        assert only_card(person("a", promises=(Promise(what="x", made=on(-3)),))).on == on(4)
        assert only_card(person("a", promises=(Promise(what="x"),))).on == TODAY

    def test_the_earliest_comes_first_and_mine_before_theirs(self) -> None:
        mine, theirs = Promise(what="mine", due=on(0)), Promise(what="theirs", by="them", due=on(0))
        assert only_card(person("a", promises=(theirs, mine))).promise == mine
        early = Promise(what="early", due=on(-5))
        assert only_card(person("a", promises=(mine, early))).promise == early

    def test_words(self) -> None:
        theirs = person("a", promises=(Promise(what="the book", by="them", due=on(-1)),))
        assert only_card(theirs).why == 'They promised "the book" for Mon 23 Nov.'
        assert only_card(person("a", promises=(Promise(what="a call"),))).why == 'You promised "a call".'
        made = Promise(what="a call", made=on(-8))
        assert only_card(person("a", promises=(made,))).why == 'You promised "a call" 8 days ago.'
        assert only_card(person("a", promises=(Promise(what="a call", due=TODAY),))).brief == "today"


class TestReplies:
    @pytest.mark.parametrize(
        ("log", "owed"),
        [
            ([received(0)], True),
            ([received(-90)], True),
            ([received(-91)], False),
            ([received(-5, no_reply=True)], False),
            ([received(-5), out(-5)], False),
            ([out(-5), received(-5)], True),
            ([received(-5, channel="call")], False),
            ([received(-5, channel="letter")], True),
            ([call(-5)], False),
            ([received(-5), out(5)], True),
        ],
    )
    def test_when_one_is_owed(self, log: list[Interaction], owed: bool) -> None:
        card = card_for(tie(person("a", *log)), TODAY)
        assert (card is not None and card.part == "reply") is owed

    def test_the_longest_waiting_comes_first(self) -> None:
        assert dealt(person("a", received(-1)), person("b", received(-9))) == ["b", "a"]

    def test_a_letter_is_called_one(self) -> None:
        assert (
            only_card(person("a", received(-5, channel="letter"))).why
            == "Their letter of Thu 19 Nov waits for an answer."
        )


class TestJustMet:
    @pytest.mark.parametrize(
        ("met", "log", "shown"),
        [
            (0, [], True),
            (-14, [], True),
            (-15, [], False),
            (1, [], False),
            (-3, [meet(-3)], True),
            (-3, [out(-3)], False),
            (-3, [out(-2)], False),
            (-3, [call(-1)], False),
            (-3, [received(-1, no_reply=True)], True),
            (-3, [meet(4)], False),
        ],
    )
    def test_when_a_first_word_is_due(self, met: int, log: list[Interaction], shown: bool) -> None:
        card = card_for(tie(person("a", *log, met=Met(on=on(met)))), TODAY)
        assert (card is not None and card.part == "met") is shown

    def test_it_is_late_after_two_days(self) -> None:
        assert not only_card(MET).late
        late = only_card(person("a", met=Met(on=on(-3))))
        assert late.late
        assert late.why == "You met 3 days ago; a first word is still welcome."


class TestDates:
    @pytest.mark.parametrize(
        ("offset", "log", "shown"),
        [
            (0, [], True),
            (7, [], True),
            (8, [], False),
            (-1, [], False),
            (3, [out(-5)], True),
            (3, [out(-4)], False),
            (3, [received(-1, no_reply=True)], True),
        ],
    )
    def test_when_one_is_near(self, offset: int, log: list[Interaction], shown: bool) -> None:
        card = card_for(tie(person("a", *log, dates=(birthday(offset),))), TODAY)
        assert (card is not None and card.part == "date") is shown

    def test_the_nearest_of_several(self) -> None:
        contact = person("a", dates=(birthday(6), Anniversary(label="Prize", on=on(2).replace(year=1999))))
        assert only_card(contact).why == "Prize: Thu 26 Nov, in 2 days."
        assert only_card(person("a", dates=(birthday(0),))).why == "Birthday: today."


class TestToSeeAgain:
    def test_last_calls_first_then_by_dueness(self) -> None:
        assert dealt(DUE, person("later", call(-130)), LATE, LAST_CALL) == ["last-call", "late", "later", "due"]

    def test_ties_by_lower_warmth_then_older_contact_then_name(self) -> None:
        cold = person("z-cold", call(-600), out(-100))
        answered = person("m", call(-100), out(-100))
        unanswered = person("a", call(-100))
        same_name = person("b", call(-100), name="a")
        assert dealt(same_name, unanswered, answered, cold) == ["z-cold", "a", "b", "m"]

    def test_someone_new_comes_when_their_first_day_has(self) -> None:
        card = only_card(person("a"), first_due=on(-1))
        assert (card.part, card.reason, card.brief) == ("see", "due", "new")
        assert card.why == "No exchange noted yet: a good time for a first word."
        assert card_for(tie(person("a"), first_due=on(1)), TODAY) is None

    @pytest.mark.parametrize(
        "contact",
        [
            person("snoozed", call(-100), snoozed_until=on(3), snoozes=1),
            person("planned", call(-100), meet(3)),
            person("waiting", call(-300), out(-95), out(-5, asked=True, gave=True), out(-1)),
            person("resting", call(-300), out(-95), out(-60), out(-30)),
            person("in-rhythm", call(-20)),
            person("soon", call(-80)),
        ],
        ids=lambda contact: contact.id,
    )
    def test_who_is_left_out_and_the_reason(self, contact: Contact) -> None:
        assert dealt(contact) == []
        assert why_not(tie(contact), TODAY).endswith(".")

    def test_a_snooze_hides_rhythms_but_no_promise(self) -> None:
        put_off = {"snoozed_until": on(9), "snoozes": 1}
        assert dealt(person("a", call(-100), **put_off), person("d", call(-800), **put_off)) == []
        assert dealt(person("a", call(-100), promises=PROMISED.promises, **put_off)) == ["a"]

    def test_without_a_rhythm_nobody_is_late(self) -> None:
        assert card_for(tie(person("a", call(-400)), cadence=None), TODAY) is None
        assert why_not(tie(person("a", call(-400)), cadence=None), TODAY)


class TestOneToRevive:
    def test_one_at_a_time_the_strongest_bond(self) -> None:
        strong = person("strong", meet(-900, depth=3), meet(-800, depth=3))
        assert dealt(DORMANT, strong) == ["strong"]
        assert "one" in why_not(tie(DORMANT), TODAY).lower()

    def test_another_world_before_an_active_circle(self) -> None:
        near = person("near", meet(-800), circles=("hec",))
        far = person("far", call(-800), circles=("sailing",))
        active = person("active", call(-3), circles=("hec",))
        assert dealt(near, far, active) == ["far"]
        assert dealt(near, far) == ["near"]

    def test_a_reason_makes_the_difference(self) -> None:
        plain, dated = person("a", call(-800)), person("b", call(-800), dates=(birthday(12),))
        assert dealt(plain, dated) == ["b"]
        offering = person("c", call(-800), offers=(Need(what="printing", tags=("printer",)),))
        seeking = person("s", call(-3), seeks=(Need(what="a printer", tags=("Printer",)),))
        assert dealt(plain, offering, seeking) == ["c"]

    def test_not_while_a_hold_runs(self) -> None:
        held = person("a", call(-1200), out(-30), out(-20), out(-10))
        assert dealt(held) == []
        assert "Let it rest" in why_not(tie(held), TODAY)

    def test_a_dormant_tie_with_a_promise_is_seen_for_that(self) -> None:
        contact = person("a", call(-800), promises=PROMISED.promises)
        assert [card.part for card in queue([tie(contact)], TODAY)] == ["promise"]


def test_ids_settle_what_names_leave_open() -> None:
    twins = [Tie(*tie(person(id, call(-100), name="Same"))) for id in ("b", "a")]
    assert [card.who for card in queue(twins, TODAY)] == ["a", "b"]
