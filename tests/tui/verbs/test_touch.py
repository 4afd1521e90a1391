from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from entretien.model.contact import Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Event
from tests.tui.verbs.host import TODAY, contact, on_stage, shown

MARIE = contact("Marie Dupont", snoozed_until=date(2026, 12, 24), snoozes=1)
PAUL = contact("Paul Roy", org="Acme")
ZOE = contact("Zoé Laurent")
SALON = Event(id="salon-sme-2026", name="Salon SME", starts=TODAY, ends=date(2026, 11, 26))


async def test_done_logs_a_message_of_today_and_undo_takes_it_back(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("e")
        assert stage.contact("marie-dupont").interactions == (Interaction(on=TODAY, direction="out"),)
        assert stage.contact("marie-dupont").snoozed_until is None
        assert stage.said == "Logged a message to Marie Dupont  u undoes"
        await stage.press("u")
        assert stage.contact("marie-dupont") == MARIE
        assert stage.host.verdicts == ["done"]


async def test_done_keeps_the_promise_that_the_card_is_there_for(tmp_path: Path) -> None:
    promised = replace(MARIE, promises=(Promise(what="call", by="them"), Promise(what="the deck", due=TODAY)))
    async with on_stage(tmp_path, promised) as stage:
        stage.choose("marie-dupont", card=True)
        await stage.press("e")
        kept = stage.contact("marie-dupont")
        assert kept.promises[1].done == TODAY
        assert kept.interactions == ()
        assert stage.host.verdicts == ["kept"]


async def test_done_and_sign_of_life_for_several_are_one_step(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL) as stage:
        stage.choose("marie-dupont", "paul-roy")
        await stage.press("r")
        assert stage.contact("paul-roy").interactions[0].direction == "in"
        assert "2 contacts" in stage.said
        await stage.press("u")
        assert all(not contact.interactions for contact in stage.book.contacts.values())


async def test_a_full_log_takes_three_keys_and_a_line(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("l", "f", "2", "g")
        assert not shown(stage, "Log · Marie Dupont", "meeting · today · together · news · gave")
        await stage.press("n")
        await stage.type("Launch slips to March")
        await stage.press("enter")
        assert stage.contact("marie-dupont").interactions == (
            Interaction(on=TODAY, channel="meet", depth=2, gave=True, note="Launch slips to March"),
        )
        assert stage.host.verdicts == ["logged"]


async def test_enter_saves_what_there_is(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("l", "enter")
        assert stage.contact("marie-dupont").interactions == (Interaction(on=TODAY),)


async def test_the_day_may_be_said_in_words_in_either_language(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("l", "c", "d")
        await stage.type("hier")
        assert not shown(stage, "call · yesterday")
        await stage.press("enter")
        assert stage.contact("marie-dupont").interactions[0].on == date(2026, 11, 23)


async def test_a_day_that_is_none_is_said_and_not_saved(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE) as stage:
        await stage.press("l", "d")
        await stage.type("someday")
        await stage.press("enter")
        assert not shown(stage, '"someday" is not a day')
        await stage.press("tab", "tab", "tab", "t", "enter")
        assert stage.contact("marie-dupont").interactions == (Interaction(on=TODAY),)


async def test_others_present_are_completed_and_an_unknown_name_is_asked_about(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL, ZOE) as stage:
        await stage.press("l", "f", "w")
        await stage.type("nobody")
        await stage.press("enter")
        assert not shown(stage, 'Nobody here is called "nobody".')
        await stage.press(*["backspace"] * 6)
        await stage.type("paul, ")
        await stage.press("z", "o")
        await stage.app.workers.wait_for_complete()
        await stage.press("right", "enter")
        assert stage.contact("marie-dupont").interactions[0].with_ == ("paul-roy", "zoe-laurent")


async def test_the_draft_survives_escape_and_is_gone_once_saved(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL) as stage:
        await stage.press("l", "v", "n")
        await stage.type("half a thought")
        await stage.press("escape")
        assert stage.contact("marie-dupont").interactions == ()
        stage.choose("paul-roy")
        await stage.press("l")
        assert shown(stage, "half a thought")
        await stage.press("escape")
        stage.choose("marie-dupont")
        await stage.press("l")
        assert not shown(stage, "half a thought", "video call · today")
        await stage.press("enter", "l")
        assert stage.contact("marie-dupont").interactions[0].note == "half a thought"
        assert shown(stage, "half a thought")


async def test_a_meeting_during_an_event_is_at_the_event_unless_said_otherwise(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, SALON) as stage:
        await stage.press("l", "f")
        assert not shown(stage, "at Salon SME")
        await stage.press("enter", "l", "f", "e", "enter", "l", "enter")
        assert [item.event for item in stage.contact("marie-dupont").interactions] == ["salon-sme-2026", "", ""]


async def test_asking_again_is_met_with_a_word_about_bringing_something(tmp_path: Path) -> None:
    helped = tuple(Interaction(on=date(2026, month, 1), channel="call", received=True) for month in (3, 6, 9))
    async with on_stage(tmp_path, replace(MARIE, interactions=helped)) as stage:
        await stage.press("l", "c", "a")
        assert not shown(stage, "They helped 3 times this year, you 0 times: perhaps bring something first.")
        await stage.press("a")
        assert shown(stage, "perhaps bring something first")


async def test_several_at_a_meeting_are_one_line_of_the_log(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL, ZOE) as stage:
        stage.choose("marie-dupont", "paul-roy", "zoe-laurent")
        await stage.press("l", "f", "enter")
        book = stage.book
        assert book.contacts["marie-dupont"].interactions[0].with_ == ("paul-roy", "zoe-laurent")
        assert len(book.log_of("zoe-laurent")) == 1


async def test_the_same_words_to_many_are_asked_about_once(tmp_path: Path) -> None:
    wish = Interaction(on=TODAY, direction="out", note="Happy new year")
    told = [contact(f"Friend {n}", interactions=(wish,)) for n in range(5)]
    async with on_stage(tmp_path, MARIE, PAUL, *told) as stage:
        for answer, logged in (("n", 0), ("y", 1)):
            await stage.press("l", "n")
            await stage.type("Happy new year")
            await stage.press("enter")
            assert not shown(stage, "Same words to 6 people?")
            await stage.press(answer)
            assert len(stage.contact("marie-dupont").interactions) == logged
        stage.choose("paul-roy")
        await stage.press("l", "n")
        await stage.type("Happy new year")
        await stage.press("enter")
        assert len(stage.contact("paul-roy").interactions) == 1


async def test_text_of_a_name_is_only_text(tmp_path: Path) -> None:
    odd = contact("[bold]Ada[/] \x1b[31m")
    async with on_stage(tmp_path, odd) as stage:
        await stage.press("l")
        assert not shown(stage, "[bold]Ada[/] ␛[31m")


async def test_the_log_opens_at_any_size(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, size=(120, 40)) as stage:
        await stage.press("l")
        for width, height in ((80, 24), (40, 10), (20, 5), (1, 1), (200, 50)):
            await stage.pilot.resize_terminal(width, height)
            await stage.pilot.pause()
        assert not shown(stage, "Log · Marie Dupont")
