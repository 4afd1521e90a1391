from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from entretien.model.contact import Met, Need
from entretien.model.interaction import Interaction
from entretien.model.network import Introduction, Step, Template
from tests.tui.verbs.host import TODAY, Stage, contact, on_stage, shown
from tests.tui.verbs.test_opening import opener

MARIE = contact("Marie Dupont", emails=("marie@acme.example",), address_as="vous")
MET = replace(MARIE, met=Met(on=date(2026, 11, 23)))
SENT = Interaction(on=date(2026, 11, 20), direction="out")


async def _letter(stage: Stage, subject: str, text: str) -> None:
    """Write a letter into the open form and go back to its keys."""
    stage.screen.query_one("#write-subject", Input).value = subject
    await stage.press("t")
    stage.screen.query_one(TextArea).text = text
    await stage.press("tab")


async def test_a_letter_is_logged_only_when_the_user_says_it_was_sent(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("w")
        assert not shown(stage, "Write · Marie Dupont · vous", "m mail to marie@acme.example", "c copy")
        await _letter(stage, "The deck", "Here it is.\nPaul")
        await stage.press("c")
        assert stage.app.clipboard == "Here it is.\nPaul"
        assert not shown(stage, "Copied. Once it is sent: y")
        assert stage.contact("marie-dupont").interactions == ()
        await stage.press("g", "y")
        assert stage.contact("marie-dupont").interactions == (
            Interaction(on=TODAY, direction="out", note="The deck", gave=True),
        )
        assert stage.host.verdicts == ["wrote"]


async def test_a_letter_goes_to_the_mail_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = opener(tmp_path, monkeypatch)
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("w")
        await _letter(stage, "Hello & more", "Line one\nLine two")
        await stage.press("m")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert not shown(stage, "In your mail program. Once it is sent: y")
        assert log.read_text() == (
            "mailto:marie@acme.example?subject=Hello%20%26%20more&body=Line%20one%0D%0ALine%20two\n"
        )


async def test_without_a_mail_program_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("w", "m")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert not shown(stage, "Nothing here opens links")


async def test_a_first_message_needs_one_specific_detail(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MET) as stage:
        await stage.press("w", "enter", "y")
        assert not shown(stage, "A first message needs one specific detail")
        await stage.type("the printer in Montreuil")
        assert not shown(stage, "Write · Marie Dupont", "1 First message", "Hello Marie,", "the printer in Montreuil.")
        await stage.press("enter", "y")
        assert stage.contact("marie-dupont").interactions[0].note == "Our conversation · the printer in Montreuil"


async def test_what_only_the_card_holds_is_specific_enough(tmp_path: Path) -> None:
    async with on_stage(tmp_path, replace(MET, seeks=(Need(what="a printer in Montreuil"),))) as stage:
        await stage.press("w", "enter")
        await _letter(stage, "Hello", "About that printer: I know one.")
        await stage.press("y")
        assert stage.contact("marie-dupont").interactions[0].note == "Hello"


async def test_a_template_is_chosen_by_its_digit_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    own = Template(id="coffee", text="{first_name}, coffee at {event}?", language="en", occasion="news")
    async with on_stage(tmp_path, MARIE, own) as stage:
        await stage.press("w")
        assert not shown(stage, "1 Asking for news", "Marie, coffee at …?", "… stands for: the event where you met")
        await stage.press("2")
        assert shown(stage, "coffee at …?")
        assert shown(stage, "… stands for")


async def test_what_was_changed_by_hand_is_kept_when_the_detail_changes(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MET) as stage:
        await stage.press("w")
        await stage.type("a boat")
        await stage.press("enter")
        await _letter(stage, "Hello", "My own words.")
        await stage.press("d")
        await stage.type("!")
        assert not shown(stage, "My own words.")


async def test_the_draft_of_a_letter_survives_escape(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("w")
        await _letter(stage, "The deck", "Half a letter")
        await stage.press("escape", "w")
        assert not shown(stage, "The deck", "Half a letter")
        await stage.press("y", "w")
        assert shown(stage, "Half a letter")


@pytest.mark.parametrize(("key", "gave"), [("b", True), ("w", False)])
async def test_a_hold_is_said_first_and_can_be_overridden(tmp_path: Path, key: str, gave: bool) -> None:
    held = replace(MARIE, interactions=(replace(SENT, on=date(2026, 11, 10)), SENT))
    async with on_stage(tmp_path, held) as stage:
        await stage.press("w")
        assert not shown(stage, "2 messages since their last sign of life, nothing given. Bring something")
        await stage.press(key, "y")
        assert stage.contact("marie-dupont").interactions[-1].gave is gave


async def test_a_hold_may_be_kept(tmp_path: Path) -> None:
    async with on_stage(tmp_path, replace(MARIE, interactions=(SENT,))) as stage:
        await stage.press("w")
        assert not shown(stage, "Leave time for an answer until Fri 4 Dec.", "s Later: Fri 4 Dec")
        await stage.press("s")
        assert stage.contact("marie-dupont").snoozed_until == date(2026, 12, 4)
        assert stage.host.verdicts == ["later"]


async def test_asking_one_side_of_an_introduction_by_letter_is_a_step(tmp_path: Path) -> None:
    idea = Introduction(id="marie-zoe", between=("marie-dupont", "zoe-laurent"), steps=(Step(on=TODAY, state="idea"),))
    async with on_stage(tmp_path, MARIE, contact("Zoé Laurent"), idea) as stage:
        await stage.press("i", "1", "w", "y")
        assert stage.book.introductions["marie-zoe"].steps[-1] == Step(on=TODAY, state="asked", who="marie-dupont")
        assert stage.contact("marie-dupont").interactions[-1].note == "Asked about meeting Zoé Laurent"


async def test_both_sides_are_introduced_by_one_letter(tmp_path: Path) -> None:
    agreed = Introduction(id="marie-zoe", between=("marie-dupont", "zoe-laurent"), direct=True, because="both print")
    zoe = contact("Zoé Laurent", emails=("zoe@example.org",))
    async with on_stage(tmp_path, MARIE, zoe, agreed) as stage:
        await stage.press("i", "1", "w")
        assert not shown(stage, "mail to marie@acme.example, zoe@example.org", "Zoé", "both print")
        await stage.press("y")
        assert stage.book.introductions["marie-zoe"].steps[-1].state == "introduced"
        assert stage.contact("zoe-laurent").interactions[-1].gave


async def test_the_letter_opens_at_any_size(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, size=(120, 40)) as stage:
        await stage.press("w")
        for width, height in ((80, 24), (40, 10), (1, 1), (200, 50)):
            await stage.pilot.resize_terminal(width, height)
            await stage.pilot.pause()
        assert not shown(stage, "Write · Marie Dupont")
