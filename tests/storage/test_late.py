"""A book that is read as one looks: what it says is what a book says that was read in full."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entretien.book import Book
from entretien.config import Config
from entretien.errors import UnknownWhoError
from entretien.model.network import KINDS
from entretien.model.problem import Problem
from entretien.outlook import Network
from entretien.paths import Places
from entretien.storage import loader
from entretien.storage.store import Store
from tests.storage.helpers import later, write

TODAY = date(2026, 11, 24)
WHO = ("paul", "marie-roy", "momo", "Momo", "éluard", "marie", "nobody", "broken", "../x", "")

FILES = {
    "contacts/marie-dupont.toml": 'name = "Marie Dupont"\nnickname = "Momo"\norg = "Green Cartons"\ntags = ["x y"]\n',
    "contacts/marie-roy.toml": 'name = "Marie Roy"\n',
    "contacts/paul.toml": 'name = "Paul Éluard"\ncadence = "2 weeks"\n',
    "contacts/broken.toml": "name = \n",
    "contacts/Bad Name.toml": 'name = "Nobody"\n',
    "circles/hec.toml": 'name = "HEC"\n',
    "circles/broken.toml": "name = \n",
    "events/fair.toml": f'name = "Fair"\nstarts = {TODAY}\n',
}


@pytest.fixture(params=["no index", "an index", "an index of other files"])
def home(request: pytest.FixtureRequest, places: Places) -> Places:
    for name, text in FILES.items():
        write(places, name, text)
    if request.param != "no index":
        if request.param == "an index of other files":
            write(places, "contacts/paul.toml", 'name = "Momo"\n')
            write(places, "contacts/gone.toml", 'name = "Gone"\n')
        with later():
            store = Store(places)
            store.keep(Network(store.load(), TODAY, Config()))
        write(places, "contacts/paul.toml", FILES["contacts/paul.toml"])
        (places.home / "contacts/gone.toml").unlink(missing_ok=True)
    return places


def late(places: Places) -> tuple[Book, list[Problem]]:
    told: list[Problem] = []
    return Store(places).late_book(told.extend), told


@pytest.mark.parametrize(
    "who", ["paul", "marie-roy", "momo", "Momo", "éluard", "marie", "nobody", "broken", "../x", ""]
)
def test_who_is_meant_is_who_a_full_look_says(home: Places, who: str) -> None:
    def asked(book: Book) -> Any:
        try:
            return book.find(who)
        except UnknownWhoError as error:
            return str(error), error.candidates

    assert asked(late(home)[0]) == asked(Store(home, indexed=False).load())


def test_everything_in_it_is_what_a_full_look_says(home: Places) -> None:
    full, (book, told) = Store(home, indexed=False).load(), late(home)
    for kind in KINDS:
        assert dict(book.of(kind)) == dict(full.of(kind))
    assert sorted(map(str, told)) == sorted(map(str, full.problems))
    assert book.event_on(TODAY) == full.event_on(TODAY)
    for id in ("paul", "broken", "hec", "gone", "new"):
        for kind in KINDS:
            assert (id in book.ids(kind)) == (id in full.taken(kind)), id


def test_one_person_is_read_without_the_others(home: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    take = loader.take

    def noted(found: Any) -> Any:
        read.append(Path(found.path).name)
        return take(found)

    monkeypatch.setattr("entretien.storage.loader.take", noted)
    book, told = late(home)
    assert book.find("paul").name == "Paul Éluard"
    assert read == ["paul.toml"]
    assert "new" not in book.ids("contact")
    assert read == ["paul.toml"]
    assert told == []


def test_what_is_wrong_is_told_once(home: Places) -> None:
    book, told = late(home)
    assert "broken" not in book.contacts
    assert [problem.path.name for problem in told] == ["broken.toml"]
    assert len(book.contacts) == 3
    assert len(list(book.contacts)) == 3
    assert sorted(problem.path.name for problem in told) == ["Bad Name.toml", "broken.toml"]
