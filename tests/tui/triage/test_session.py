from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from entretien.model.contact import Contact, Need
from entretien.model.network import Introduction, Session, Step
from tests.sessions import CALM, DORMANT, JUST_MET, MONTHLY, NOW, OWED, PROMISED, SEE, TODAY, ago, due, met
from tests.tui.triage.desk import desk


async def test_it_opens_on_the_first_card_with_the_queue_and_the_week(tmp_path: Path) -> None:
    async with desk(tmp_path) as it:
        assert it.who == "Marie"
        assert 'WHY NOW    You promised "send the deck" for Fri 20 Nov.' in it.text
        assert "Week 48   0 of 8" in it.text
        assert "0 of 30 min · room for 5" in it.text
        for words in ("Promises", "Replies you owe", "Just met", "Dates", "To see again", "after two easy ones"):
            assert words in it.text
        assert "2 can wait · + one more" in it.text


async def test_a_judgement_is_one_step_on_disk_and_brings_the_next_card(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET)) as it:
        await it.press("e")
        assert it.who == "Paul"
        assert "1 of 2" in it.text
        assert "Logged a message to Léa" in it.text
        assert it.decided == [("lea", "done")]
        assert it.file("contacts", "lea")["interactions"][-1]["on"] == TODAY
        assert it.session["offered"] == ["lea", "paul"]


async def test_undo_brings_the_card_back_and_redo_deals_on(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, *SEE)) as it:
        await it.press("e", "e")
        assert it.who == "Ines"
        await it.press("u")
        assert it.who == "Paul"
        assert it.decided == [("lea", "done")]
        await it.press("u")
        assert it.who == "Léa"
        assert it.session == {}
        assert "0 of 5" in it.text
        await it.press("U", "U")
        assert it.who == "Ines"
        assert it.decided == [("lea", "done"), ("paul", "done")]


async def test_keys_typed_ahead_never_hit_somebody_who_was_not_on_the_screen(tmp_path: Path) -> None:
    async with desk(tmp_path) as it:
        await it.type_ahead("e", "e", "e", "x")
        assert it.decided == [("marie", "kept")]
        assert it.who == "Léa"
        await it.press("e")
        assert it.decided == [("marie", "kept"), ("lea", "done")]


async def test_an_answer_in_a_modal_is_for_the_card_under_it(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, *SEE)) as it:
        await it.press("j", "j", "s", "2")
        assert it.decided == [("ines", "later")]
        assert it.file("contacts", "ines")["snoozed_until"] == TODAY + timedelta(days=14)
        assert it.who == "Hugo"


async def test_a_skipped_card_comes_back_last(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, SEE[0])) as it:
        await it.press("space")
        assert it.who == "Paul"
        assert "↷ Léa" in it.text
        await it.press("e", "e")
        assert it.who == "Léa"
        assert it.session["decisions"][0]["who"] == "paul"


async def test_skipping_the_only_one_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED,)) as it:
        await it.press("space")
        assert it.who == "Léa"
        assert "Nobody else is waiting." in it.text


async def test_the_queue_stays_still_and_shows_what_was_decided(tmp_path: Path) -> None:
    async with desk(tmp_path) as it:
        before = [line for line in it.text.splitlines() if "Hugo" in line or "Noe" in line]
        await it.press("j", "j", "j", "j", "s", "1")
        after = [line for line in it.text.splitlines() if "Hugo" in line or "Noe" in line]
        assert "✓ Ines" in it.text
        assert len(after) >= len(before)
        assert it.who == "Hugo"


async def test_the_one_to_revive_comes_after_two_easy_ones(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, SEE[0], DORMANT)) as it:
        assert "Zoé" not in it.text
        await it.press("e", "e")
        assert "Zoé" in it.text


async def test_one_more_can_be_taken_and_given_back(tmp_path: Path) -> None:
    async with desk(tmp_path, SEE) as it:
        assert "Ugo" not in it.text
        await it.press("+")
        assert "Ugo" in it.text
        assert it.session["picked"] == ["ugo"]
        assert "1 can wait" in it.text
        await it.press("u")
        assert "  Ugo" not in it.text
        await it.press("+", "+", "+")
        assert "Nobody else would be due." in it.text


async def test_the_session_goes_on_after_a_restart_and_on_the_next_day(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, *SEE)) as it:
        it.clock.now += 130
        await it.press("e", "j", "s", "1")
    async with desk(tmp_path, None, today=TODAY + timedelta(days=1)) as it:
        assert "2 of 5" in it.text
        assert "2 of 30 min" in it.text
        assert it.who == "Paul"
        assert "The session goes on where you left it." in it.text
        await it.press("e")
        assert it.decided == [("lea", "done"), ("ines", "later"), ("paul", "done")]


async def test_a_session_left_open_for_a_week_is_closed_when_another_begins(tmp_path: Path) -> None:
    day = ago(8)
    left = Session(id=day.isoformat(), started=NOW - timedelta(days=8), offered=("lea",))
    async with desk(tmp_path, (OWED, JUST_MET, left)) as it:
        assert "0 of 2" in it.text
        await it.press("e")
        assert it.file("sessions", day.isoformat())["finished"] == left.started
        assert it.decided == [("lea", "done")]


async def test_after_missed_weeks_it_is_kind_and_the_queue_no_longer_than_usual(tmp_path: Path) -> None:
    last = Session(id=ago(36).isoformat(), started=NOW - timedelta(days=36), finished=NOW - timedelta(days=36))
    async with desk(tmp_path, (*SEE, last)) as it:
        assert "Back again: 3 people, nothing more." in it.text
        assert "0 of 3" in it.text


async def test_minutes_are_measured_and_pauses_are_not(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, *SEE)) as it:
        it.clock.now += 290
        await it.press("j")
        it.clock.now += 3600
        await it.press("k")
        it.clock.now += 130
        await it.press("e")
        assert "7 of 30 min · room for 3" in it.text
        assert it.session["minutes"] == 7


async def test_the_time_that_is_up_is_said_without_reproach(tmp_path: Path) -> None:
    async with desk(tmp_path, SEE, minutes=5) as it:
        it.clock.now += 299
        await it.press("+")
        assert "the time is up; the rest can wait" in it.text


async def test_the_last_judgement_ends_the_session_with_a_summary(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, SEE[0], CALM)) as it:
        await it.press("e", "s", "1", "x")
        for words in ("That was everybody", "1  reached", "1  put off", "1  let rest", "THE COMING WEEKS"):
            assert words in it.text
        assert "finished" in it.session
        await it.press("escape")
        assert "That was everybody." in it.text
        assert "Next: Ada, in 3 days." in it.text
        await it.press("u")
        assert it.who == "Ines"
        assert "finished" not in it.session


SEEKING = replace(CALM, seeks=(Need(what="a printer", tags=("print",)),))
OFFERING = Contact(
    id="bo", name="Bo", cadence=MONTHLY, interactions=met(3), offers=(Need(what="printing", tags=("print",)),)
)


async def test_the_session_ends_with_something_to_give(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, SEEKING, OFFERING)) as it:
        await it.press("e", "escape")
        assert 'Ada seeks "a printer"; Bo offers "printing".' in it.text
        assert "i  introduce them" in it.text
        await it.press("i", "enter", "escape")
        assert it.file("introductions", "ada-bo")["between"] == ["ada", "bo"]
        assert "Ada ⇄ Bo · Ada is to be asked" in it.text
        assert "i  go on with it" in it.text


async def test_how_an_introduction_went_is_asked_after_two_weeks(tmp_path: Path) -> None:
    introduced = Introduction(
        id="ada-bo", between=("ada", "bo"), direct=True, steps=(Step(on=ago(14), state="introduced"),)
    )
    async with desk(tmp_path, (OWED, CALM, OFFERING, introduced)) as it:
        await it.press("e", "escape")
        assert "You introduced Ada and Bo 14 days ago: did it take?" in it.text
        await it.press("i", "t")
        assert it.file("introductions", "ada-bo")["steps"][-1]["state"] == "took"
        assert "did it take?" not in it.text


async def test_the_summary_so_far_names_who_is_left(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET)) as it:
        await it.press("e", "S")
        assert "1 of 2 so far." in it.text
        assert "1 left Paul" in " ".join(it.text.split())
        await it.press("q")
        assert it.who == "Paul"


async def test_a_suggestion_is_accepted_with_one_key_as_one_step(tmp_path: Path) -> None:
    tired = replace(SEE[0], snoozes=2)
    async with desk(tmp_path, (tired,)) as it:
        await it.press("s", "1")
        assert "Put off 3 times in a row: perhaps every 2 months suits better." in " ".join(it.text.split())
        assert "y do that · ⏎ close" in it.text
        await it.press("y")
        assert it.file("contacts", "ines")["cadence"] == "2 months"
        await it.press("u")
        assert it.file("contacts", "ines")["cadence"] == "1 month"


async def test_a_plan_that_asks_too_much_is_eased_as_one_step(tmp_path: Path) -> None:
    crowd = tuple(due(f"p{number}", 2) for number in range(30))
    async with desk(tmp_path, (OWED, *crowd)) as it:
        await it.press("e")
        assert "more than the 5 there is time for" in " ".join(it.text.split())
        await it.press("y")
        cadences = [it.file("contacts", person.id)["cadence"] for person in crowd]
        assert cadences.count("2 months") > 0
        await it.press("u")
        assert {it.file("contacts", person.id)["cadence"] for person in crowd} == {"1 month"}


async def test_what_is_proposed_at_the_end_is_in_sight_on_a_low_screen(tmp_path: Path) -> None:
    crowd = tuple(due(f"p{number}", 2) for number in range(30))
    async with desk(tmp_path, (OWED, *SEE, *crowd), size=(80, 24), people=4) as it:
        await it.press("e", "s", "1", "x", "c", "8", "l", "enter")
        assert "That was everybody" in it.text
        assert "saves" in it.text
        assert "a week. │" in " ".join(it.text.split())


async def test_nobody_waits(tmp_path: Path) -> None:
    async with desk(tmp_path, (CALM,)) as it:
        assert "Nobody is waiting." in it.text
        assert "Next: Ada, in 3 days." in it.text
        await it.press("e", "space", "j", "k", "g", "G", "v", "enter")
        assert it.session == {}


async def test_the_first_run_says_how_to_begin_in_three_lines(tmp_path: Path) -> None:
    async with desk(tmp_path, ()) as it:
        for words in ("add somebody in one line", "import people from a file", "entretien demo"):
            assert words in it.text


async def test_a_click_chooses_a_card(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, SEE[0])) as it:
        [row] = [number for number, line in enumerate(it.text.splitlines()) if "  Ines" in line]
        await it.pilot.click(offset=(6, row))
        await it.pilot.pause()
        assert it.who == "Ines"
        await it.press("e")
        assert it.decided == [("ines", "done")]


async def test_the_card_says_what_done_means(tmp_path: Path) -> None:
    async with desk(tmp_path) as it:
        for meaning in ("it is kept", "I answered", "I sent a first word", "I wished them well", "I wrote to them"):
            assert f"e {meaning} ─╯" in it.text
            await it.press("j")


async def test_enter_opens_the_contact_among_the_contacts(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET)) as it:
        await it.press("j", "enter")
        await it.app.workers.wait_for_complete()
        assert it.app.current_mode == "contacts"
        assert "Paul" in it.text
        await it.press("T")
        assert it.who == "Paul"


async def test_what_happened_elsewhere_is_seen_on_coming_back(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, SEE[0])) as it:
        await it.press("space", "s", "1")
        path = tmp_path / "contacts" / "lea.toml"
        path.write_text(path.read_text(encoding="utf-8") + f"\n[[interactions]]\non = {TODAY}\n", encoding="utf-8")
        it.app.refresh_from_disk()
        await it.pilot.pause()
        assert it.who == "Ines"
        assert "2 of 3" in it.text


async def test_a_judgement_is_of_the_card_it_was_begun_on_whatever_happens_to_the_queue(tmp_path: Path) -> None:
    async with desk(tmp_path, (OWED, JUST_MET, SEE[0])) as it:
        await it.press("l")
        path = tmp_path / "contacts" / "lea.toml"
        path.write_text(path.read_text(encoding="utf-8") + f"\n[[interactions]]\non = {TODAY}\n", encoding="utf-8")
        it.app.refresh_from_disk()
        await it.pilot.pause()
        await it.press("c", "enter")
        assert it.decided == [("lea", "logged")]
        assert it.who == "Paul"


async def test_under_ninety_columns_the_card_stands_alone_over_who_is_next(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(80, 24)) as it:
        assert it.who == "Marie"
        assert "Queue" not in it.text
        assert "Next: Léa · Paul · Hélène +3" in it.text
        await it.press("j", "e")
        assert it.decided == [("lea", "done")]


async def test_over_a_hundred_and_forty_the_timeline_stands_beside(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(160, 40)) as it:
        [border] = [line for line in it.text.splitlines() if "╭─ Queue" in line]
        assert "Marie" in border
        assert "Timeline" in border


@pytest.mark.parametrize("size", [(1, 1), (2, 30), (39, 40), (120, 9), (40, 10), (90, 10), (141, 11), (300, 90)])
async def test_no_size_is_too_much(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size) as it:
        await it.press("j", "v", "space", "ctrl+d", "ctrl+u")
        await it.pilot.resize_terminal(100, 30)
        await it.pilot.pause()
        assert "Week 48" in it.text
        assert "Queue" in it.text


async def test_where_nothing_can_be_read_nothing_is_judged(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(39, 9)) as it:
        assert "Entretien needs" in it.text
        await it.press("e")
        assert it.session == {}


async def test_text_is_only_text(tmp_path: Path) -> None:
    name = "[b]Zoé[/] \x1b[31m\u202e" + "x" * 300
    strange = replace(OWED, name=name, org="[/acme", tags=("[red]",), notes="[/", address_as="vous")
    promised = replace(PROMISED, promises=(replace(PROMISED.promises[0], what="[on red]a[/]"),))
    async with desk(tmp_path, (promised, strange)) as it:
        assert '"[on red]a[/]"' in it.text
        await it.press("space", "v")
        assert "[b]Zoé[/] ␛[31mxxx" in it.text
        await it.press("e", "S")
        assert "[b]Zoé[/] ␛[31m" in it.text
