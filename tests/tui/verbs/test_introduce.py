from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from entretien.model.contact import Need
from entretien.model.interaction import Interaction
from entretien.model.network import Introduction, Step
from tests.tui.verbs.host import TODAY, contact, on_stage, shown

CALL = (Interaction(on=TODAY, channel="call"),)
MARIE = contact("Marie Dupont", interactions=CALL)
PAUL = contact("Paul Roy", org="Acme", interactions=CALL)
ZOE = contact("Zoé Laurent", interactions=CALL)
SEEKS = replace(MARIE, seeks=(Need(what="a printer", tags=("printer",)),))
OFFERS = replace(PAUL, offers=(Need(what="printing", tags=("printer",)),))


async def test_from_a_name_to_the_introduction_with_both_consents(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL, ZOE) as stage:
        await stage.press("i")
        await stage.type("pual")
        assert not shown(stage, "Paul Roy, Acme")
        await stage.press("enter")
        await stage.type("both print")
        await stage.press("enter")
        assert not shown(stage, "Marie Dupont ⇄ Paul Roy", "a I asked Marie Dupont", "both print")
        await stage.press("a", "i", "1", "y", "i", "1", "a", "i", "1", "y", "i", "1", "i", "i", "1", "t")
        (introduction,) = stage.book.introductions.values()
        assert introduction.because == "both print"
        assert [(step.state, step.who) for step in introduction.steps] == [
            ("idea", ""),
            ("asked", "marie-dupont"),
            ("agreed", "marie-dupont"),
            ("asked", "paul-roy"),
            ("agreed", "paul-roy"),
            ("introduced", ""),
            ("took", ""),
        ]
        assert stage.contact("paul-roy").interactions[-1].gave
        assert stage.host.verdicts == [None, "introduced", None, "introduced", None, "introduced", None]


async def test_what_one_seeks_and_another_offers_is_proposed(tmp_path: Path) -> None:
    async with on_stage(tmp_path, SEEKS, OFFERS, ZOE) as stage:
        await stage.press("i")
        assert not shown(stage, '1 Paul Roy offers "printing"', "n somebody else…")
        await stage.press("1", "enter", "escape")
        (introduction,) = stage.book.introductions.values()
        assert (introduction.between, introduction.because) == (("marie-dupont", "paul-roy"), "a printer")


async def test_two_marked_people_are_introduced_to_each_other(tmp_path: Path) -> None:
    async with on_stage(tmp_path, MARIE, PAUL, ZOE) as stage:
        stage.choose("marie-dupont", "zoe-laurent")
        await stage.press("i", "enter", "b", "i")
        (introduction,) = stage.book.introductions.values()
        assert introduction.direct
        assert [step.state for step in introduction.steps] == ["idea", "introduced"]
        stage.choose("marie-dupont", "zoe-laurent", "paul-roy")
        await stage.press("i")
        assert stage.said == "An introduction is between two people."


async def test_a_no_is_final(tmp_path: Path) -> None:
    declined = Introduction(
        id="marie-zoe",
        between=("marie-dupont", "zoe-laurent"),
        steps=(Step(on=TODAY, state="asked", who="marie-dupont"), Step(on=TODAY, state="declined", who="marie-dupont")),
    )
    async with on_stage(tmp_path, MARIE, ZOE, declined) as stage:
        stage.choose("marie-dupont", "zoe-laurent")
        await stage.press("i")
        assert stage.said == "That introduction is settled."
