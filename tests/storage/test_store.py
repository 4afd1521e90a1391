"""Loading, committing, undoing, refreshing: what the rest of the program relies on."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from errno import EROFS
from functools import partial
from pathlib import Path
from random import Random

import pytest

from entretien.book import Book
from entretien.config import Config
from entretien.errors import StorageError
from entretien.model.change import Change, Edit
from entretien.model.network import Circle, Introduction
from entretien.paths import Places
from entretien.storage.errors import ConflictError, HandEditedError, NothingToUndoError
from entretien.storage.log import Log
from entretien.storage.store import Store
from tests.storage.helpers import changed, contact, gone, met_on, new, only, snapshot, write


def test_a_home_that_is_not_there_is_an_empty_book_and_stays_away(store: Store, places: Places) -> None:
    assert store.load() == Book()
    assert not places.home.exists()


def test_what_was_committed_is_what_is_loaded(store: Store) -> None:
    marie = contact(notes="Sails.\n", interactions=(met_on(6, "coffee", channel="meet"),))
    receipt = store.commit(new(marie))
    assert Book().with_edits(receipt.edits).contacts == Store(store.places).load().contacts == {"marie-dupont": marie}


def test_nothing_to_change_writes_nothing(store: Store, places: Places) -> None:
    store.commit(new(contact()))
    before = snapshot(places.home), store.history()
    assert store.commit(changed(contact())).edits == ()
    assert store.commit(Change("Nothing", ())).edits == ()
    assert (snapshot(places.home), store.history()) == before


def test_progress_counts_up_to_all(store: Store) -> None:
    people = (Edit("contact", None, contact(f"p-{n}", f"P {n}")) for n in range(250))
    store.commit(Change("Many", tuple(people)))
    seen: list[tuple[int, int]] = []
    store.load(lambda done, total: seen.append((done, total)))
    assert seen == [(0, 250), (100, 250), (200, 250), (250, 250)]


def test_a_new_contact_whose_id_was_taken_meanwhile_gets_the_next_one_everywhere(store: Store) -> None:
    store.commit(new(contact(org="Acme")))
    paul = contact("paul-roy", "Paul Roy", interactions=(met_on(3, with_=("marie-dupont",)),))
    meeting = Introduction(id="a-b", between=("marie-dupont", "paul-roy"))
    edits = (Edit("contact", None, contact()), Edit("contact", None, paul), Edit("introduction", None, meeting))
    receipt = store.commit(Change("Two", edits))
    book = store.load()
    assert [edit.after.id for edit in receipt.edits if edit.after] == ["marie-dupont-2", "paul-roy", "a-b"]
    assert book.contacts["marie-dupont"].org == "Acme"
    assert book.contacts["paul-roy"].interactions[0].with_ == ("marie-dupont-2",)
    assert book.introductions["a-b"].between == ("marie-dupont-2", "paul-roy")


def test_two_circles_of_one_name_are_one_circle(store: Store) -> None:
    store.commit(new(Circle(id="hec", name="HEC", stake="A jury"), "circle"))
    store.commit(new(Circle(id="hec", name="HEC", notes="Founded 1881"), "circle"))
    assert store.load().circles["hec"] == Circle(id="hec", name="HEC", stake="A jury", notes="Founded 1881")


def test_a_rename_keeps_the_text_and_moves_the_file(store: Store, places: Places) -> None:
    old = write(places, "contacts/marie-dupont.toml", 'own = 1 # mine\nname = "Marie Dupont"\n')
    before = store.load().contacts["marie-dupont"]
    store.commit(changed(before, id="marie-roy", name="Marie Roy"))
    assert not old.exists()
    assert (places.home / "contacts/marie-roy.toml").read_text() == 'own = 1 # mine\nname = "Marie Roy"\n'


def test_changes_from_elsewhere_stay(store: Store) -> None:
    store.commit(new(contact(tags=("a", "b"), interactions=(met_on(1),))))
    before = store.load().contacts["marie-dupont"]
    store.commit(changed(before, tags=("b", "c"), org="Acme", interactions=(met_on(1, "coffee"), met_on(2))))
    receipt = store.commit(changed(before, tags=("a", "b", "d"), place="Lyon", interactions=(met_on(1), met_on(3))))
    expected = contact(
        tags=("b", "c", "d"), org="Acme", place="Lyon", interactions=(met_on(1, "coffee"), met_on(2), met_on(3))
    )
    assert receipt.edits[0].after == only(store) == expected


@pytest.mark.parametrize(("resolution", "note"), [("mine", "tea"), ("theirs", "coffee")])
def test_a_clash_names_the_field_and_can_be_settled(store: Store, resolution: str, note: str) -> None:
    store.commit(new(contact(interactions=(met_on(1, gave=True),))))
    before = store.load().contacts["marie-dupont"]
    store.commit(changed(before, interactions=(met_on(1, "coffee", gave=True),)))
    change = changed(before, interactions=(met_on(1, "tea", gave=True), met_on(2)))
    with pytest.raises(ConflictError) as caught:
        store.commit(change)
    (clash,) = caught.value.clashes
    assert (clash.field, clash.mine, clash.theirs) == ("interactions.1.note", "tea", "coffee")
    store.commit(change, resolution="mine" if resolution == "mine" else "theirs")
    assert only(store).interactions == (met_on(1, note, gave=True), met_on(2))


def test_a_file_that_was_changed_is_not_deleted_unasked(store: Store) -> None:
    store.commit(new(contact()))
    store.commit(changed(contact(), org="Acme"))
    with pytest.raises(ConflictError):
        store.commit(gone(contact()))
    assert store.commit(gone(contact()), resolution="theirs").edits == ()
    assert only(store).org == "Acme"
    store.commit(gone(contact()), resolution="mine")
    assert not store.load().contacts


def test_a_file_that_was_deleted_is_not_brought_back_unasked(store: Store) -> None:
    store.commit(new(contact()))
    store.path_of("contact", "marie-dupont").unlink()
    change = changed(contact(), org="Acme")
    with pytest.raises(ConflictError):
        store.commit(change)
    assert store.commit(change, resolution="theirs").edits == ()
    store.commit(change, resolution="mine")
    assert only(store).org == "Acme"


def test_a_broken_file_is_never_written(store: Store, places: Places) -> None:
    store.commit(new(contact()))
    path = write(places, "contacts/marie-dupont.toml", "name = Marie\n")
    with pytest.raises(StorageError, match=r"marie-dupont\.toml:1:8"):
        store.commit(changed(contact(), org="Acme"))
    store.commit(new(contact()))
    assert path.read_text() == "name = Marie\n"
    assert set(store.load().contacts) == {"marie-dupont-2"}


@pytest.mark.parametrize("id", ["../evil", "", "A", "a/b", ".a", "a..b", "é"])
def test_what_is_no_id_never_becomes_a_path(store: Store, id: str) -> None:
    with pytest.raises(StorageError):
        store.commit(new(contact(id)))


def test_undo_and_redo_after_a_restart(store: Store, places: Places) -> None:
    marie = contact()
    store.commit(new(marie))
    store.commit(changed(marie, org="Acme"))
    undone = Store(places).undo()
    assert undone.label == "Changed marie-dupont"
    assert undone.edits == (Edit("contact", replace(marie, org="Acme"), marie),)
    assert [step.undone for step in store.history()] == [True, False]
    assert Store(places).redo().edits == (Edit("contact", marie, replace(marie, org="Acme")),)
    with pytest.raises(NothingToUndoError):
        store.redo()


def test_a_new_action_ends_what_could_be_redone(store: Store) -> None:
    store.commit(new(contact()))
    store.undo()
    store.commit(new(contact("anna-bo", "Anna Bo")))
    assert [step.label for step in store.history()] == ["New anna-bo"]
    with pytest.raises(NothingToUndoError):
        store.redo()


def test_a_hand_edit_is_not_undone_over(store: Store, places: Places) -> None:
    store.commit(new(contact()))
    store.commit(changed(contact(), org="Acme"))
    path = store.path_of("contact", "marie-dupont")
    path.write_text(path.read_text() + "# by hand\n")
    before = snapshot(places.home)
    with pytest.raises(HandEditedError, match=r"contacts/marie-dupont\.toml"):
        store.undo()
    assert snapshot(places.home) == before


def test_a_step_that_a_hand_edit_holds_back_bars_no_other(store: Store, places: Places) -> None:
    store.commit(new(contact("anna-bo", "Anna Bo")))
    store.commit(new(contact()))
    store.commit(changed(contact(), org="Acme"))
    path = store.path_of("contact", "marie-dupont")
    path.write_text(path.read_text() + "# by hand\n")
    for number in (None, 3, 2):
        with pytest.raises(HandEditedError):
            store.undo(number)
    assert store.undo(1).label == "New anna-bo"
    assert set(Store(places).load().contacts) == {"marie-dupont"}
    with pytest.raises(NothingToUndoError):
        store.undo(1)
    assert Store(places).redo().label == "New anna-bo"


def test_redo_does_again_what_was_undone_last(store: Store) -> None:
    for id in ("anna", "bea", "carl"):
        store.commit(new(contact(id, id)))
    store.undo(1)
    store.undo()
    assert [(step.number, step.undone, step.is_next) for step in store.history()] == [
        (3, True, True),
        (2, False, True),
        (1, True, False),
    ]
    assert [store.redo().label, store.redo().label] == ["New carl", "New anna"]


def test_the_history_is_bounded_by_number_and_age(places: Places) -> None:
    now = [datetime(2026, 1, 1)]
    store = Store(places, history_steps=10, history_days=30, clock=lambda: now[0])
    store.commit(new(contact()))
    marie = contact()
    for number in range(200):
        after = replace(marie, org=f"Org {number}")
        store.commit(changed(marie, org=after.org))
        marie = after
    assert len(store.history()) == 10
    assert (places.own / "history").stat().st_size < 40_000
    now[0] += timedelta(days=31)
    assert store.history() == ()


def test_the_history_is_bounded_by_size(places: Places) -> None:
    store = Store.configured(places, Config(history_megabytes=1))
    marie = contact()
    store.commit(new(marie))
    random = Random(1)
    for _number in range(130):
        after = replace(marie, notes=random.randbytes(15_000).hex())
        store.commit(changed(marie, notes=after.notes))
        marie = after
    assert (places.own / "history").stat().st_size < 1_300_000
    assert store.undo().label == "Changed marie-dupont"


def test_refresh_gives_the_same_book_when_nothing_changed(store: Store) -> None:
    store.commit(new(contact()))
    book = store.load()
    assert store.refresh(book) is book
    receipt = store.commit(changed(contact(), org="Acme"))
    after = book.with_edits(receipt.edits)
    assert store.refresh(after) is after


def test_refresh_sees_edits_of_one_size_in_one_tick(store: Store, places: Places) -> None:
    book = store.load()
    for number in range(20):
        write(places, "contacts/marie-dupont.toml", f'name = "Marie {number:02}"\n')
        book = store.refresh(book)
        assert book.contacts["marie-dupont"].name == f"Marie {number:02}"
    (places.home / "contacts/marie-dupont.toml").write_text("broken")
    book = store.refresh(book)
    assert ("contact", "marie-dupont") in book.reserved
    assert [problem.kind for problem in book.problems] == ["syntax"]


def test_plain_has_what_the_program_does_not_know(store: Store, places: Places) -> None:
    write(places, "contacts/marie-dupont.toml", 'name = "Marie"\n[own]\non = 2026-01-01\n')
    assert store.plain("contact", "marie-dupont") == {"name": "Marie", "own": {"on": date(2026, 1, 1)}}
    with pytest.raises(StorageError):
        store.plain("contact", "nobody")


@pytest.mark.parametrize("instead", [None, "a file"])
def test_a_home_that_goes_away_is_told_and_nothing_takes_its_place(
    store: Store, places: Places, tmp_path: Path, instead: str | None
) -> None:
    store.commit(new(contact()))
    book = store.load()
    away = places.home.rename(tmp_path / "away")
    if instead:
        places.home.write_text(instead)
    later = store.refresh(book)
    assert later.contacts == book.contacts
    assert [problem.path for problem in later.problems] == [places.home]
    assert store.refresh(later) is later
    assert store.load() == later
    for action in (partial(store.commit, new(contact("bo", "Bo"))), store.undo):
        with pytest.raises(StorageError, match="isn't there any more"):
            action()
    assert not places.home.is_dir()
    places.home.unlink(missing_ok=True)
    away.rename(places.home)
    assert store.refresh(later) == book
    store.commit(new(contact("bo", "Bo")))
    assert only(store, "bo").name == "Bo"


def test_while_an_interrupted_change_cannot_be_finished_the_book_stays_as_it_is(
    store: Store, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(new(contact()))
    book = store.load()
    log = Log(places.own / "history")
    last = log.last()
    assert last is not None
    log.mark(last, b"P")
    write(places, "contacts/bo.toml", 'name = "Bo"\n')
    with monkeypatch.context() as patch:
        patch.setattr(Log, "mark", refused)
        assert store.refresh(book) is book
        with pytest.raises(StorageError):
            store.load()
    assert set(store.refresh(book).contacts) == {"marie-dupont", "bo"}


def refused(*_arguments: object) -> None:
    raise OSError(EROFS, os.strerror(EROFS))
