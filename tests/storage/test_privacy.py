"""Who may read the files, where they are written, and forgetting a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from entretien.config import Config
from entretien.errors import StorageError
from entretien.interop.memory import ImportMemory
from entretien.meetings import calendar_path, remember_calendar
from entretien.model.change import Change, Edit
from entretien.model.network import Introduction
from entretien.outlook import Network
from entretien.paths import Places
from entretien.storage.erasing import erase
from entretien.storage.settings import save_setting
from entretien.storage.store import Store
from tests.storage.helpers import changed, contact, later, met_on, new, only, write


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_folders_and_files_are_private_whatever_the_umask(store: Store, places: Places) -> None:
    store.commit(new(contact()))
    store.undo()
    store.redo()
    for path in (places.home, places.own, places.home / "contacts"):
        assert mode(path) == 0o700
    for path in (*places.own.iterdir(), places.home / "contacts/marie-dupont.toml"):
        assert mode(path) == 0o600


@pytest.mark.usefixtures("umask")
def test_settings_and_what_is_remembered_are_private_too(places: Places) -> None:
    save_setting(places, "theme", "nord")
    remember_calendar(places, places.home / "x.ics")
    ImportMemory("csv").save(places.own / "imports")
    folder = places.home.parent
    for path in folder.rglob("*"):
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path
    assert calendar_path(Config(), places) == places.home / "x.ics"


def test_what_is_remembered_is_not_written_through_a_link(places: Places, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.write_text("precious")
    folder.mkdir()
    places.own.mkdir(parents=True)
    (places.own / "calendar").symlink_to(outside)
    (places.own / "imports").symlink_to(folder)
    remember_calendar(places, tmp_path / "x.ics")
    with pytest.raises(OSError, match="symbolic links"):
        ImportMemory("csv").save(places.own / "imports")
    assert outside.read_text() == "precious"
    assert list(folder.iterdir()) == []


def test_a_file_open_to_others_is_closed_when_it_is_written(store: Store, places: Places) -> None:
    path = write(places, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    path.chmod(0o644)
    store.load()
    assert mode(path) == 0o644
    store.commit(changed(contact(), org="Acme"))
    assert mode(path) == 0o600


def test_a_link_out_of_the_home_is_read_but_not_written(store: Store, places: Places, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text('name = "Marie Dupont"\n')
    (places.home / "contacts").mkdir(parents=True)
    (places.home / "contacts/marie-dupont.toml").symlink_to(outside)
    assert only(store) == contact()
    with pytest.raises(StorageError, match="link out of the folder"):
        store.commit(changed(contact(), org="Acme"))
    assert outside.read_text() == 'name = "Marie Dupont"\n'


@pytest.mark.parametrize("name", [".entretien", ".entretien/history", ".entretien/lock"])
def test_the_programs_own_files_are_no_links(store: Store, places: Places, tmp_path: Path, name: str) -> None:
    write(places, "contacts/marie-dupont.toml", 'name = "Marie Dupont"\n')
    outside = tmp_path / "outside"
    link = places.home / name
    link.parent.mkdir(exist_ok=True)
    if name == ".entretien":
        outside.mkdir()
    else:
        outside.write_text("precious")
    link.symlink_to(outside)
    with pytest.raises(StorageError):
        store.commit(changed(contact(), org="Acme"))
    assert only(store) == contact()
    assert list(outside.iterdir()) == [] if outside.is_dir() else outside.read_text() == "precious"


def test_a_link_inside_the_home_stays_a_link(store: Store, places: Places) -> None:
    real = write(places, "kept/marie.toml", 'name = "Marie Dupont"\n')
    (places.home / "contacts").mkdir(parents=True)
    link = places.home / "contacts/marie-dupont.toml"
    link.symlink_to(real)
    store.commit(changed(contact(), org="Acme"))
    assert link.is_symlink()
    assert real.read_text() == 'name = "Marie Dupont"\norg = "Acme"\n'


def test_where_the_index_cannot_be_removed_nobody_is_erased(store: Store, places: Places) -> None:
    store.commit(new(contact()))
    (places.cache / "x.index").mkdir(parents=True)
    with pytest.raises(StorageError, match="can't be removed"):
        erase(store, "marie-dupont")
    assert only(store) == contact()
    (places.cache / "x.index").rmdir()
    erase(store, "marie-dupont")
    assert not Store(places).load().contacts


def test_an_erased_contact_is_nowhere_any_more(store: Store, places: Places) -> None:
    marie = contact("marie-old", "Marie Vieille", notes="secret")
    store.commit(new(marie))
    store.commit(changed(marie, id="marie-dupont", name="Marie Dupont"))
    paul = contact("paul-roy", "Paul Roy", interactions=(met_on(3, "fair", with_=("marie-dupont",)),))
    store.commit(new(paul))
    store.commit(new(contact("anna-bo", "Anna Bo")))
    meeting = Introduction(id="one", between=("marie-dupont", "paul-roy"))
    store.commit(Change("Met", (Edit("introduction", None, meeting),)))
    store.commit(changed(contact("anna-bo", "Anna Bo"), org="Acme"))
    with later():
        store.keep(Network(store.load(), date(2026, 11, 24), Config()))
    assert any(b"secret" in path.read_bytes() for path in places.cache.iterdir())
    erase(store, "marie-dupont")
    book = Store(places).load()
    assert set(book.contacts) == {"paul-roy", "anna-bo"}
    assert book.contacts["paul-roy"].interactions == (met_on(3, "fair"),)
    assert not book.introductions
    assert [step.label for step in store.history()] == ["Changed anna-bo", "New anna-bo"]
    kept = b"".join(path.read_bytes() for path in places.home.parent.rglob("*") if path.is_file())
    for trace in (b"marie-dupont", b"marie-old", b"Marie", b"secret"):
        assert trace not in kept
    store.undo()
    assert store.load().contacts["anna-bo"].org == ""
