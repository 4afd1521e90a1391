"""Links: read wherever they lead, written through only inside the home."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from entretien.config import load_config
from entretien.errors import StorageError
from entretien.paths import Places
from entretien.storage.doctor import examine, mend
from entretien.storage.settings import save_setting
from entretien.storage.store import Store
from tests.storage.helpers import changed, contact, only, snapshot, write


@pytest.fixture
def elsewhere(places: Places, tmp_path: Path, store: Store) -> Path:
    """Where the contacts were moved, with a link in their place, after a step that could be undone."""
    write(places, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    store.commit(changed(contact(), org="Acme"))
    folder = tmp_path / "elsewhere"
    shutil.move(places.home / "contacts", folder)
    (places.home / "contacts").symlink_to(folder)
    return folder


def test_nothing_is_undone_through_a_link_out_of_the_home(store: Store, elsewhere: Path) -> None:
    before = snapshot(elsewhere)
    with pytest.raises(StorageError, match="link out of the folder"):
        store.undo()
    assert snapshot(elsewhere) == before


def test_nothing_is_mended_through_a_link_out_of_the_home(store: Store, elsewhere: Path) -> None:
    path = elsewhere / "marie-dupont.toml"
    (elsewhere / "marie-dupont.sync-conflict-20260101-120000-ABCDEFG.toml").write_bytes(path.read_bytes())
    (elsewhere / "bo.toml").write_text('name = "Bo"\nplaec = "Metz"\n')
    for file in (*elsewhere.iterdir(), elsewhere):
        file.chmod(0o755)
    before = snapshot(elsewhere)
    assert {problem.kind for problem in examine(store)} == {"conflict-copy", "unknown-key"}
    assert mend(store) == ()
    assert snapshot(elsewhere) == before
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_nothing_is_tidied_up_behind_a_link_out_of_the_home(store: Store, places: Places, elsewhere: Path) -> None:
    (elsewhere / ".entretien-0123.tmp").write_text("mine")
    store.load()
    write(places, "circles/hec.toml", 'name = "HEC"\n')
    with pytest.raises(StorageError):
        store.undo()
    assert (elsewhere / ".entretien-0123.tmp").exists()


def test_a_file_that_became_a_link_is_not_undone(store: Store, places: Places, tmp_path: Path) -> None:
    path = write(places, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    store.commit(changed(contact(), org="Acme"))
    outside = path.rename(tmp_path / "outside.toml")
    path.symlink_to(outside)
    with pytest.raises(StorageError, match="Changed outside"):
        store.undo()
    assert path.is_symlink()
    assert "Acme" in outside.read_text()


@pytest.mark.parametrize("target", ["contacts", "../gone"])
def test_a_folder_that_is_a_link_to_nowhere_is_named(store: Store, places: Places, target: str) -> None:
    places.home.mkdir()
    (places.home / "contacts").symlink_to(target)
    assert [problem.path.name for problem in store.load().problems] == ["contacts"]
    with pytest.raises(StorageError):
        store.commit(changed(contact(), org="Acme"), "mine")


def test_settings_kept_elsewhere_stay_there_with_all_that_is_in_them(places: Places, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "entretien.toml"
    kept.parent.mkdir()
    kept.write_bytes(b'\xef\xbb\xbf# mine\r\ntheme = "nord"\r\nme = ["a"]')
    places.config.mkdir()
    places.config_file.symlink_to(kept)
    save_setting(places, "theme", "dracula")
    assert places.config_file.is_symlink()
    assert kept.read_bytes() == b'\xef\xbb\xbf# mine\r\ntheme = "dracula"\r\nme = ["a"]'
    assert load_config(places.config_file).theme == "dracula"
    assert [path.name for path in kept.parent.iterdir()] == ["entretien.toml"]


@pytest.mark.parametrize("target", ["config.toml", "../gone/x.toml"])
def test_settings_that_are_a_link_to_nowhere_are_told(places: Places, target: str) -> None:
    places.config.mkdir()
    places.config_file.symlink_to(target)
    with pytest.raises(StorageError, match="can't be written"):
        save_setting(places, "theme", "dracula")
    assert places.config_file.is_symlink()


def test_a_home_that_is_a_link_works_as_a_folder_does(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "home").symlink_to("real")
    there = Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")
    write(there, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    store = Store(there)
    store.commit(changed(contact(), org="Acme"))
    assert only(store).org == "Acme"
    store.undo()
    assert only(store).org == ""
    assert there.home.is_symlink()
