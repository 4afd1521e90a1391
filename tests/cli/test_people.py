"""due, list, show, why."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Entretien


def test_due_tells_who_and_why_in_order(people: Entretien) -> None:
    said = people("due").out
    assert said.index("Promises") < said.index("Marie Dupont") < said.index("To see again") < said.index("Hugo Blanc")
    assert 'You promised "send the deck" for Fri 20 Nov.' in said


def test_due_json_has_the_documented_shape(people: Entretien) -> None:
    marie, hugo = people("due", "--json").json
    assert set(marie) == {"id", "name", "reason", "state", "why", "last", "due"}
    assert (marie["id"], marie["reason"], marie["last"], marie["due"]) == (
        "marie-dupont", "promise", "2026-11-20", "2027-02-18",
    )  # fmt: skip
    assert (hugo["id"], hugo["reason"], hugo["state"], hugo["last"]) == ("hugo-blanc", "due", "due", "2026-10-15")


def test_nobody_due_is_said_kindly_and_is_no_failure(entretien: Entretien) -> None:
    result = entretien("due")
    assert result.out == ""
    assert "Nobody is waiting." in result.err
    assert entretien("due", "--json").json == []


def test_due_speaks_french(people: Entretien) -> None:
    assert "Promesses" in people("due", LANG="fr_FR.UTF-8").out


def test_list_finds_without_accents_and_by_marks(people: Entretien) -> None:
    people.file("contacts/zoe.toml", 'name = "Zoé Łukasik"\n')
    assert [row["id"] for row in people("list", "zoe", "lukasik", "--json").json] == ["zoe"]
    assert [row["id"] for row in people("list", "#packaging", "--json").json] == ["marie-dupont"]
    assert [row["id"] for row in people("list", "+hec", "@acme", "--json").json] == ["marie-dupont"]
    assert [row["id"] for row in people("list", "is:due", "--json").json] == ["hugo-blanc"]
    assert [row["id"] for row in people("list", "slips to March", "--json").json] == ["marie-dupont"]


def test_list_json_has_the_documented_shape(people: Entretien) -> None:
    row = people("list", "blanc", "--json").json[0]
    assert set(row) == {"id", "name", "org", "title", "tags", "circles", "last", "due", "state"}
    assert (row["last"], row["due"], row["state"]) == ("2026-10-15", "2026-11-14", "due")


def test_an_unknown_state_is_explained(people: Entretien) -> None:
    result = people("list", "is:dew", code=2)
    assert "is:new" in result.err


def test_show_json_gives_the_contact_as_in_its_file(people: Entretien) -> None:
    people.file("contacts/zoe.toml", 'name = "Zoé"\nshoe_size = 39\n')
    shown = people("show", "zoe", "--json").json
    assert set(shown) == {"id", "contact", "interactions", "relationship", "why"}
    assert shown["contact"] == {"name": "Zoé", "shoe_size": 39}
    assert shown["relationship"]["state"] == "new"
    assert shown["relationship"]["warmth"] is None


def test_show_has_every_interaction_that_names_the_contact(people: Entretien) -> None:
    shown = people("show", "marie", "--json").json
    assert [(item["on"], item.get("in")) for item in shown["interactions"]] == [
        ("2026-11-20", "hugo-noir"),
        ("2026-11-06", None),
    ]
    assert "Hugo Noir" in people("show", "marie").out


def test_an_ambiguous_name_lists_the_candidates(people: Entretien) -> None:
    result = people("show", "hugo", code=2)
    assert "hugo-blanc" in result.err
    assert "hugo-noir" in result.err
    assert result.out == ""


def test_an_unknown_name_is_one_clear_sentence(people: Entretien) -> None:
    assert 'Nobody here is called "nemo".' in people("show", "nemo", code=2).err


def test_why_explains_by_counting_and_says_why_not(people: Entretien) -> None:
    assert "Last contact 40 days ago; the rhythm is every month." in people("why", "blanc").out
    assert people("why", "noir").out.splitlines()[0] == "Hugo Noir"


def test_a_bad_file_is_named_and_the_rest_works(people: Entretien) -> None:
    bad = people.file("contacts/bad.toml", 'name = "Bad\n')
    before = bad.read_bytes()
    result = people("list")
    assert "Marie Dupont" in result.out
    assert "contacts/bad.toml:1" in result.err
    people("log", "marie", "coffee")
    assert bad.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["[red]Ada[/red]", "Ada \x1b[31mred", "👩‍👩‍👧 Family", "مريم \u202edna", "A\nB", "x" * 300]
)
def test_names_are_only_text(entretien: Entretien, name: str) -> None:
    escaped = name.replace("\x1b", "\\u001B").replace("\n", "\\n").replace("\u202e", "\\u202E")
    entretien.file("contacts/odd.toml", f'name = "{escaped}"\n')
    for words in (("list",), ("show", "odd"), ("list", "--json")):
        out = entretien(*words).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert entretien("list", "--json").json[0]["name"] == name
