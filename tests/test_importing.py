"""An import from its preview to its memory, and one that is called off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from entretien.config import Config
from entretien.importing import carry_out, preview_file, rows_expected, unknown_table
from entretien.paths import Places
from entretien.storage.store import Store

TODAY = date(2026, 11, 24)
GUESTS = "Wer;Firma\nMarie Dupont;Acme\nPaul Roy;Globex\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")


def cards(path: Path, count: int) -> Path:
    path.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEND:VCARD\n" for n in range(count)))
    return path


@pytest.mark.parametrize("after", [0, 100, 200])
def test_an_import_called_off_while_it_writes_leaves_no_trace(tmp_path: Path, places: Places, after: int) -> None:
    store = Store(places)
    found = preview_file(store, store.load(), cards(tmp_path / "all.vcf", 250), Config(), TODAY)

    def call_off(done: int, _files: int) -> None:
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(store, found, Config(), TODAY, call_off)
    assert [path for path in places.home.rglob("*") if path.is_file() and path.name not in ("lock", "history")] == []
    assert store.history() == ()
    assert carry_out(store, found, Config(), TODAY) is not None
    assert len(Store(places).load().contacts) == 250


def test_reading_tells_how_far_it_is_and_ends_when_called_off(tmp_path: Path, places: Places) -> None:
    store, told = Store(places), list[int]()
    path = cards(tmp_path / "all.vcf", 450)
    preview_file(store, store.load(), path, Config(), TODAY, progress=told.append)
    assert told == [200, 400]
    assert rows_expected(path) == 450

    def call_off(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        preview_file(store, store.load(), path, Config(), TODAY, progress=call_off)


@pytest.mark.parametrize(
    ("content", "rows"),
    [("a,b\n1,2\n", 2), ("BEGIN:VEVENT\nEND:VEVENT\n" * 3, 3), ("From a\nX: y\n\nhello\n\nFrom b\n\n", 1), ("", 0)],
)
def test_how_many_rows_are_expected_is_counted_without_understanding_them(
    tmp_path: Path, content: str, rows: int
) -> None:
    path = tmp_path / "source"
    path.write_text(content)
    assert rows_expected(path) == rows
    assert rows_expected(tmp_path) == 0


def test_a_table_is_unknown_until_its_columns_are_named(tmp_path: Path, places: Places) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(GUESTS)
    table = unknown_table(path, places)
    assert table is not None
    assert table.columns == ("Wer", "Firma")
    assert table.guesses == {"Firma": "org"}
    store = Store(places)
    found = preview_file(store, store.load(), path, Config(), TODAY, mapping={"name": "Wer", "org": "Firma"})
    carry_out(store, found, Config(), TODAY)
    assert unknown_table(path, places) is None
    assert unknown_table(cards(tmp_path / "one.vcf", 1), places) is None
