"""import: a LinkedIn export as it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Entretien

EXPORT = """\
Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Lovelace,https://www.linkedin.com/in/ada-l,,Engines,Analyst,02 Mar 2021
,,,,,,05 Apr 2020
Zoé,"Dupré, PhD",https://www.linkedin.com/in/zo%C3%A9,zoe@acme.example,Acme,CEO,11 Oct 2026
"""


@pytest.fixture
def export(tmp_path: Path) -> str:
    path = tmp_path / "Connections.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return str(path)


def test_every_row_is_accounted_for(entretien: Entretien, export: str) -> None:
    told = entretien("import", export, "--json").json
    assert {key: told[key] for key in ("created", "updated", "unchanged", "skipped")} == {
        "created": 2, "updated": 0, "unchanged": 0, "skipped": 1,
    }  # fmt: skip
    (problem,) = told["problems"]
    assert set(problem) == {"file", "row", "reason"}
    assert sorted(row["name"] for row in entretien("list", "--json").json) == ["Ada Lovelace", "Zoé Dupré, PhD"]


def test_importing_twice_changes_nothing(entretien: Entretien, export: str) -> None:
    entretien("import", export)
    before = {path: path.read_bytes() for path in entretien.home.rglob("*.toml")}
    assert entretien("import", export, "--json").json["unchanged"] == 2
    assert {path: path.read_bytes() for path in entretien.home.rglob("*.toml")} == before


def test_a_dry_run_writes_nothing(entretien: Entretien, export: str) -> None:
    assert entretien("import", export, "--dry-run", "--json").json["created"] == 2
    assert not entretien.home.exists()


def test_one_undo_takes_the_import_back(entretien: Entretien, export: str) -> None:
    entretien("import", export)
    entretien("undo")
    assert entretien("list", "--json").json == []
    assert entretien("import", export, "--json").json["created"] == 2


def test_many_people_make_no_wall_on_day_one(entretien: Entretien, tmp_path: Path) -> None:
    rows = "".join(f"P{n},Q{n},https://www.linkedin.com/in/p{n},,,,02 Mar 20{10 + n % 15}\n" for n in range(300))
    path = tmp_path / "many.csv"
    path.write_text(EXPORT.partition("Ada")[0] + rows)
    entretien("import", str(path))
    assert len(entretien("due", "--json").json) < 10
    later = [len(entretien("due", "--json", ENTRETIEN_TODAY=day).json) for day in ("2026-12-24", "2027-02-21")]
    assert 50 < later[0] < 150
    assert later[1] > 290


def test_what_is_no_export_is_one_clear_sentence(entretien: Entretien, tmp_path: Path) -> None:
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(bytes(range(256)))
    assert "photo.csv" in entretien("import", str(wrong), code=1).err
    assert "nowhere.csv" in entretien("import", "nowhere.csv", code=1).err
    assert not entretien.home.exists()


def test_erasing_somebody_leaves_no_trace_of_the_import(entretien: Entretien, export: str) -> None:
    entretien("import", export)
    entretien("erase", "ada", "--yes")
    left = [path for path in entretien.home.rglob("*") if path.is_file() and b"ada-l" in path.read_bytes().lower()]
    assert left == []
    assert entretien("import", export, "--dry-run", "--json").json["created"] == 1
