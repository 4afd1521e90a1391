"""plan."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Entretien


def test_the_plan_says_what_the_rhythms_ask_for_and_takes_its_fix_as_one_step(
    entretien: Entretien, tmp_path: Path
) -> None:
    demo = str(tmp_path / "demo")
    entretien("demo", "--to", demo)
    before = entretien("plan", "--json", "--home", demo).json
    assert not before["fits"]
    assert len(before["weeks"]) == 12
    assert before["fix"]
    entretien("plan", "--accept", "--home", demo)
    after = entretien("plan", "--json", "--home", demo).json
    assert after["fits"]
    assert after["fix"] == []
    entretien("undo", "--home", demo)
    assert entretien("plan", "--json", "--home", demo).json == before


def test_the_plan_names_the_circles_that_ask_for_it(people: Entretien) -> None:
    said = people("plan", "--weeks", "26").out
    assert "  HEC           2 touches\n" in said
    assert "  in no circle  8 touches\n" in said
    (people.folder / "config").mkdir()
    (people.folder / "config/config.toml").write_text("session_minutes = 5\nminutes_per_touch = 60\n", encoding="utf-8")
    assert "in no circle  8 touches → " in people("plan", "--weeks", "26").out


def test_weeks_have_a_range(entretien: Entretien) -> None:
    assert "1 to 104" in entretien("plan", "--weeks", "0", code=2).err


def test_an_empty_network_fits(entretien: Entretien) -> None:
    assert "there is time for 5" in entretien("plan").out
