from __future__ import annotations

from datetime import date
from pathlib import Path

from entretien.model.contact import Anniversary, Contact, Met
from entretien.model.interaction import Interaction
from tests.interop.helpers import Desk, read

PLAIN = """---
email: marie@acme.example
phone:
  - "+33 1 99 00 12 34"
company: Acme
tags: [people, "#packaging"]
birthday: 1980-05-03
interactions:
  - date: 2026-01-05
    text: Coffee
  - date: 2025-12-01
# a comment
---
# Marie Dupont
Sails.
"""
DERIVED = """---
N.GN: Paul
N.FN: Roy
"EMAIL[HOME]": paul@roy.example
"TEL[CELL]": "0199001234"
"ADR[HOME].LOCALITY": Lyon
BDAY: --0503
UID: urn:uuid:ABC
"SOCIALPROFILE[LinkedIn]": https://www.linkedin.com/in/paul
---
"""


def test_a_folder_of_notes_gives_its_people(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    for name, text in {
        "Marie Dupont.md": PLAIN,
        "sub/paul.md": DERIVED,
        "recipe.md": "---\ntags: [food]\n---\nFlour.",
        "bare.md": "Nothing",
        ".obsidian/x.md": PLAIN,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    reading = read(folder)
    assert reading.format == "markdown"
    assert [item.file and item.file.name for item in reading.skipped] == ["bare.md", "recipe.md"]
    assert [candidate.contact for candidate in reading.candidates] == [
        Contact(
            name="Marie Dupont",
            org="Acme",
            emails=("marie@acme.example",),
            phones=("+33 1 99 00 12 34",),
            tags=("people", "packaging"),
            notes="Sails.",
            dates=(Anniversary(label="birthday", on=date(1980, 5, 3)),),
            interactions=(Interaction(on=date(2025, 12, 1)), Interaction(on=date(2026, 1, 5), note="Coffee")),
        ),
        Contact(
            name="Paul Roy",
            emails=("paul@roy.example",),
            phones=("0199001234",),
            links=("https://www.linkedin.com/in/paul",),
            place="Lyon",
            dates=(Anniversary(label="birthday", on="05-03"),),
        ),
    ]
    desk = Desk()
    desk.take(reading)
    assert not desk.look(reading).change()


def test_one_note(tmp_path: Path) -> None:
    reading = read(tmp_path / "Zoé.md", "---\nmet: 2025-09-25\nname: 'Zoé d''Acme'\n---\n")
    assert reading.candidates[0].contact == Contact(name="Zoé d'Acme", met=Met(on=date(2025, 9, 25)))
