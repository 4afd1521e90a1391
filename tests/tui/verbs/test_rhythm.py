from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from entretien.model.cadence import Cadence
from entretien.model.contact import Promise
from entretien.model.interaction import Interaction
from tests.tui.verbs.host import TODAY, contact, on_stage, shown

MARIE = contact("Marie Dupont")
PAUL = contact("Paul Roy", cadence=Cadence(1, "month"))


async def test_later_by_a_key(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("s")
        assert not shown(stage, "Later · Marie Dupont", "1 1 week Tue 1 Dec", "4 3 months 22 Feb 2027")
        await stage.press("2")
        assert stage.contact("marie-dupont").snoozed_until == date(2026, 12, 8)
        assert stage.said.startswith("Marie Dupont: later, Tue 8 Dec")
        assert stage.host.verdicts == ["later"]


async def test_later_until_a_day_in_words(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL) as stage:
        stage.choose("marie-dupont", "paul-roy")
        await stage.press("s", "d")
        await stage.type("vendredi prochain")
        assert not shown(stage, "Fri 27 Nov, in 3 days")
        await stage.press("enter")
        assert {contact.snoozed_until for contact in stage.book.contacts.values()} == {date(2026, 11, 27)}
        await stage.press("u")
        assert {contact.snoozed_until for contact in stage.book.contacts.values()} == {None}


async def test_later_takes_no_day_that_has_been_and_escape_changes_nothing(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("s", "d")
        await stage.type("yesterday")
        await stage.press("enter")
        assert not shown(stage, "Mon 23 Nov, yesterday: choose a day to come.")
        await stage.press("escape")
        assert stage.screen is stage.host
        assert stage.contact("marie-dupont") == MARIE


async def test_later_on_the_card_of_a_promise_moves_the_promise(tmp_path: Path) -> None:
    async with on_stage(tmp_path, replace(MARIE, promises=(Promise(what="the deck", due=TODAY),))) as stage:
        stage.choose("marie-dupont", card=True)
        await stage.press("s")
        assert not shown(stage, "Moves the promise: the deck")
        await stage.press("1")
        after = stage.contact("marie-dupont")
        assert after.promises[0].due == date(2026, 12, 1)
        assert after.snoozed_until is None


async def test_a_cadence_by_a_key_with_the_present_one_marked(tmp_path: Path) -> None:
    async with on_stage(tmp_path, PAUL) as stage:
        await stage.press("c")
        assert not shown(stage, "every month ● now", "d as the circles have it: every 3 months")
        await stage.press("7")
        assert stage.contact("paul-roy").cadence == Cadence(6, "month")
        await stage.press("c", "0")
        assert str(stage.contact("paul-roy").cadence) == "none"
        await stage.press("c", "d")
        assert stage.contact("paul-roy").cadence is None
        await stage.press("c", "d")
        assert stage.said == "Nothing changes."


async def test_the_cadence_that_the_log_suggests_is_said(tmp_path: Path) -> None:
    calls = tuple(Interaction(on=date(2026, month, 1), channel="call") for month in (1, 3, 5, 7, 9, 11))
    async with on_stage(tmp_path, replace(PAUL, interactions=calls)) as stage:
        await stage.press("c")
        assert not shown(stage, "perhaps every 2 months suits better")


async def test_a_rhythm_that_is_on_no_key_is_said(tmp_path: Path) -> None:
    async with on_stage(tmp_path, replace(PAUL, cadence=Cadence(10, "day"))) as stage:
        await stage.press("c")
        assert not shown(stage, "Now: every 10 days.")


async def test_resting_and_coming_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL) as stage:
        stage.choose("marie-dupont", "paul-roy")
        await stage.press("x")
        assert {contact.status for contact in stage.book.contacts.values()} == {"resting"}
        await stage.press("x")
        assert {contact.status for contact in stage.book.contacts.values()} == {"active"}
        stage.choose("paul-roy")
        await stage.press("X")
        assert stage.contact("paul-roy").status == "closed"
        assert stage.said.startswith("Paul Roy: let go")
        await stage.press("x")
        assert stage.contact("paul-roy").status == "active"
        assert stage.host.verdicts == ["rested", None, "closed", None]


async def test_on_the_card_of_a_reply_no_reply_is_needed(tmp_path: Path) -> None:
    wrote = Interaction(on=date(2026, 11, 20), direction="in", note="Just to say thanks")
    async with on_stage(tmp_path, replace(MARIE, interactions=(wrote,))) as stage:
        stage.choose("marie-dupont", card=True)
        await stage.press("x")
        after = stage.contact("marie-dupont")
        assert after.interactions[0].no_reply
        assert after.status == "active"


async def test_nobody_under_the_cursor_is_said(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        stage.host.who = ()
        for key in ("e", "l", "s", "c", "p", "i", "x", "D"):
            await stage.press(key)
            assert stage.said == "Nobody is chosen here."
