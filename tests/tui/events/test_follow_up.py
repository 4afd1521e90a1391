"""The first message to somebody just met: from the card to the log, and what comes after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from entretien.model.contact import Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Event, Template
from entretien.outlook import Network
from tests.tui.verbs.host import TODAY, contact, on_stage, shown

FAIR = Event(id="fair", name="Salon SME", starts=TODAY, ends=TODAY)


def met(**fields: object) -> Contact:
    paul = contact("Paul Roy", met=Met(on=TODAY, event="fair", cue="red glasses"))
    meeting = Interaction(on=TODAY, channel="meet", event="fair")
    return replace(paul, interactions=(meeting,), **fields)  # type: ignore[arg-type]


async def test_the_draft_has_the_circumstance_the_detail_and_what_was_promised(tmp_path: Path) -> None:
    paul = met(
        seeks=(Need(what="a printer in Montreuil"),),
        promises=(Promise(what="the deck", due=TODAY + timedelta(days=3), made=TODAY),),
    )
    async with on_stage(tmp_path, paul, FAIR) as stage:
        await stage.press("w")
        assert not shown(
            stage,
            "1 First message",
            "Salon SME",
            "What stayed with me: a printer in Montreuil",
            "As promised: the deck.",
        )
        assert stage.contact("paul-roy").interactions == paul.interactions
        await stage.press("y")
        written = stage.contact("paul-roy")
        assert written.interactions[1:] == (
            Interaction(on=TODAY, direction="out", note="Our conversation · Salon SME · a printer in Montreuil"),
        )
        assert written.open_promises == paul.promises
        tie = Network(stage.book, TODAY).relationship("paul-roy")
        assert tie.due == TODAY + timedelta(days=30)
        assert tie.second_contact


async def test_without_anything_specific_it_can_not_go(tmp_path: Path) -> None:
    async with on_stage(tmp_path, met(), FAIR) as stage:
        await stage.press("w", "enter")
        for key in ("m", "c", "y"):
            await stage.press(key)
            assert not shown(stage, "A first message needs one specific detail")
            await stage.press("enter")
        await stage.press("d", "y", "enter", "y")
        assert not shown(stage, "A first message needs one specific detail")
        assert stage.app.clipboard == ""
        assert len(stage.contact("paul-roy").interactions) == 1


async def test_the_note_of_the_meeting_is_proposed(tmp_path: Path) -> None:
    paul = replace(met(), interactions=(Interaction(on=TODAY, channel="meet", event="fair", note="We both sail"),))
    async with on_stage(tmp_path, paul, FAIR) as stage:
        await stage.press("w")
        assert not shown(stage, "What stayed with me: We both sail")


async def test_a_template_of_ones_own_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    own = Template(id="met-en", subject="Hi", text="{first_name}, {detail}!", language="en", occasion="met")
    async with on_stage(tmp_path, met(seeks=(Need(what="boats"),)), FAIR, own) as stage:
        await stage.press("w")
        assert not shown(stage, "Paul, boats!")
        assert shown(stage, "What stayed with me")


async def test_a_template_is_changed_in_the_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/Best wishes/Warm wishes/' \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    async with on_stage(tmp_path, met(seeks=(Need(what="boats"),)), FAIR) as stage:
        await stage.press("w")
        assert not shown(stage, "E change the template", "Best wishes")
        await stage.press("E")
        assert (stage.app.places.home / "templates" / "met-en.toml").exists()
        assert not shown(stage, "1 First message")


@pytest.mark.parametrize(("day", "offered"), [(date(2027, 1, 31), True), (date(2027, 2, 1), False)])
def test_wishes_are_offered_until_the_end_of_january(day: date, offered: bool) -> None:
    from entretien.messages import fitting

    templates = fitting({}, met(), "see", day)
    assert any(template.occasion == "wishes" for template in templates) is offered


async def test_what_was_promised_is_specific_enough_and_leaves_no_gap(tmp_path: Path) -> None:
    paul = met(promises=(Promise(what="the deck on packaging", made=TODAY),))
    async with on_stage(tmp_path, paul, FAIR) as stage:
        await stage.press("w")
        assert not shown(stage, "As promised: the deck on packaging.")
        assert shown(stage, "…")
        await stage.press("y")
        assert stage.contact("paul-roy").interactions[-1].note == "Our conversation · Salon SME"
