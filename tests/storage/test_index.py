"""The index: never anything but what the files say, whatever was done to them, to it, and by whom."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entretien.config import Config
from entretien.model.cell import Outline
from entretien.model.network import Kind, Record
from entretien.model.packed import layout_name, pack, unpack
from entretien.outlook import Network
from entretien.paths import Places
from entretien.relationship.line import Line
from entretien.relationship.parameters import Parameters
from entretien.search import Finder, Query, find_once
from entretien.sorting import to_sort
from entretien.storage import index
from entretien.storage.erasing import erase
from entretien.storage.index import FORMAT, Index, index_path
from entretien.storage.store import Store
from tests.storage.helpers import later

TODAY = date(2026, 11, 24)
PEOPLE = ("ada", "bea", "cleo", "dora")


def places(root: Path) -> Places:
    return Places(root / "home", root / "config", root / "cache")


def write(there: Places, name: str, text: str) -> None:
    path = there.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def answers(network: Network) -> tuple[Any, ...]:
    """Everything that the shell can be asked of everybody."""
    found = Finder(network)
    queries = [Query.parse(text) for text in ("ada", "+hec", "#x", "is:due", "news", "event:fair", "a o", "é", "-ada")]
    hits = tuple(find_once(network, query) for query in queries)
    assert hits == tuple(found.find(query) for query in queries)
    return (
        tuple(network.places.values()),
        {line.who: line for line in network.lines()},
        hits,
        network.book.problems,
        network.book.unconfirmed(network.today),
        to_sort(network),
        dict(network.book.contacts),
        dict(network.book.circles),
        [list(it) for it in network.book.shelf.distinct("org", "tags")],
    )


def look(there: Places, today: date = TODAY, config: Config | None = None, *, keep: bool = True) -> tuple[Any, ...]:
    """A run of a command that uses the index."""
    store = Store(there)
    network = store.network(store.load(), today, config or Config())
    found = answers(network)
    if keep:
        store.keep(network)
    return found


def look_without(there: Places, today: date = TODAY, config: Config | None = None) -> tuple[Any, ...]:
    """The same, from the files alone."""
    return answers(Network(Store(there, indexed=False).load(), today, config or Config()))


DAYS = st.integers(1, 400).map(lambda ago: date.fromordinal(TODAY.toordinal() - ago))
WORDS = st.sampled_from(["news", "a coffee", "nothing\\nmore", "é"])


@st.composite
def contact_files(draw: st.DrawFn, id: str) -> str:
    lines = [f'name = "{id.title()} {draw(st.integers(0, 9))}"']
    lines += draw(st.sampled_from([[], ['circles = ["hec"]'], ['tags = ["x"]'], ['status = "resting"'], ["nam = 1"]]))
    lines += draw(st.sampled_from([[], ['cadence = "1 month"'], ['cadence = "none"'], ["met = { on = 2026-11-20 }"]]))
    lines += draw(
        st.sampled_from([[], ["snoozed_until = 2027-01-01", "snoozes = 1"], ['seeks = [{ what = "print" }]']])
    )
    lines += draw(st.sampled_from([[], ['org = "Acme"'], ['org = "acme"']]))
    if draw(st.booleans()):
        lines.append(f'promises = [{{ what = "{draw(WORDS)}", due = {draw(DAYS)} }}]')
    for _number in range(draw(st.integers(0, 2))):
        channel, other = draw(st.sampled_from(["message", "meet"])), draw(st.sampled_from(PEOPLE))
        lines.append(f'[[interactions]]\non = {draw(DAYS)}\nchannel = "{channel}"\nnote = "{draw(WORDS)}"')
        lines.append(f'with = ["{other}"]\nevent = "fair"' if channel == "meet" else "planned = true")
    return "\n".join(lines) + "\n"


EDITS = st.one_of(
    st.sampled_from(PEOPLE).flatmap(
        lambda id: st.tuples(
            st.just(f"contacts/{id}.toml"), st.one_of(contact_files(id), st.none(), st.just("name = \n"))
        )
    ),
    st.tuples(
        st.just("circles/hec.toml"),
        st.sampled_from(['name = "HEC"\n', 'name = "HEC"\ncadence = "2 weeks"\n', None, "broken"]),
    ),
)


def known(folder: Path, files: tuple[str, ...]) -> Places:
    """A home with a file of each of the people, all of them in the index."""
    there = places(folder)
    for id, text in zip(PEOPLE, files, strict=True):
        write(there, f"contacts/{id}.toml", text)
    with later():
        look(there)
    assert index_path(there).exists()
    return there


def edit(there: Places, change: tuple[str, str | None], *, dated: int | None = None) -> None:
    """Write a file or remove it; what is written may be dated back, to so many nanoseconds."""
    name, content = change
    if content is None:
        (there.home / name).unlink(missing_ok=True)
        return
    write(there, name, content)
    if dated is not None:
        os.utime(there.home / name, ns=(dated, dated))


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*map(contact_files, PEOPLE)),
    st.lists(st.tuples(EDITS, st.booleans(), st.booleans(), st.sampled_from([0, 0, 1])), max_size=6),
)
def test_edits_behind_its_back_change_no_answer(
    files: tuple[str, ...], edits: list[tuple[tuple[str, str | None], bool, bool, int]]
) -> None:
    """Each edit may be followed by a look that may keep what it found, at files that may be too young to be kept."""
    with TemporaryDirectory() as folder:
        there = known(Path(folder), files)
        day = TODAY
        for number, (change, is_old, keep, days) in enumerate(edits):
            edit(there, change, dated=number)
            day = date.fromordinal(day.toordinal() + days)
            if is_old:
                with later():
                    found = look(there, day, keep=keep)
            else:
                found = look(there, day, keep=keep)
            assert found == look_without(there, day)


def test_an_edit_within_the_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    path = there.home / "contacts/ada.toml"
    for name in ("Bea", "Eve", "Ida", "Ada"):
        before = path.stat()
        assert look(there) == look_without(there)
        with path.open("r+") as file:
            file.write(f'name = "{name}"\n')
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert look(there) == look_without(there)


def test_a_file_put_in_the_place_of_another_with_its_time_and_size_is_seen(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    path = there.home / "contacts/ada.toml"
    with later():
        look(there)
    before = path.stat()
    write(there, "contacts/new", 'name = "Eve"\n')
    os.utime(there.home / "contacts/new", ns=(before.st_atime_ns, before.st_mtime_ns))
    (there.home / "contacts/new").replace(path)
    assert [person.name for person in look(there)[6].values()] == ["Eve"]


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = places(tmp_path)
    for id in PEOPLE:
        write(there, f"contacts/{id}.toml", f'name = "{id.title()}"\n[[interactions]]\non = 2026-01-01\n')
    with later():
        found = look(there)
    monkeypatch.setattr("entretien.storage.loader.take", None)
    monkeypatch.setattr("entretien.relationship.queue.line_for", None)
    assert look(there) == found


def test_who_is_to_be_sorted_is_known_without_building_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = places(tmp_path)
    for id, day in (("ada", TODAY), ("bea", date(2026, 1, 1))):
        write(there, f"contacts/{id}.toml", f'name = "{id.title()}"\nmet = {{ on = {day} }}\n')
    write(there, "contacts/cleo.toml", 'name = "Cleo"\n')
    with later():
        look(there)
    built: list[str] = []

    def noted(kind: Kind, packed: bytes) -> Record:
        record = unpack(kind, packed)
        built.append(record.id)
        return record

    monkeypatch.setattr("entretien.model.packed.unpack", noted)
    store = Store(there)
    assert to_sort(store.network(store.load(), TODAY, Config())) == ("ada",)
    assert built == ["ada"]


@pytest.mark.parametrize(
    "config", [Config(model=Parameters(late=9.0)), Config(default_cadence=Config().default_cadence)]
)
def test_other_settings_and_another_day_are_worked_out_anew(tmp_path: Path, config: Config) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n[[interactions]]\non = 2026-01-01\nchannel = "call"\n')
    with later():
        look(there)
        assert look(there, TODAY, config) == look_without(there, TODAY, config)
        assert look(there, date(2027, 6, 1)) == look_without(there, date(2027, 6, 1))


@pytest.mark.parametrize("damage", [b"", b"entretien index\n", b"x" * 100, None])
def test_a_damaged_index_is_passed_over_and_put_right(tmp_path: Path, damage: bytes | None) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    with later():
        found = look(there)
        path = index_path(there)
        good = path.read_bytes()
        path.write_bytes(good[:-40] + bytes(40) if damage is None else damage)
        assert look(there) == found
        assert look(there) == found


@pytest.mark.parametrize("place", range(0, 6000, 41))
def test_no_flipped_bit_changes_an_answer(tmp_path: Path, place: int) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n[[interactions]]\non = 2026-01-01\nchannel = "call"\n')
    with later():
        found = look(there)
        content = bytearray(index_path(there).read_bytes())
        content[place % len(content)] ^= 4
        index_path(there).write_bytes(content)
        assert look(there) == found


def test_an_index_of_another_version_or_home_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    with later():
        look(there)
    assert index.Index.find(there) is not None
    other = replace(there, home=tmp_path / "other")
    index_path(there).rename(index_path(other))
    assert index.Index.find(other) is None
    index_path(other).rename(index_path(there))
    monkeypatch.setattr(index, "FORMAT", FORMAT + 1)
    assert index.Index.find(there) is None


def test_it_is_for_its_owner_only_and_leaves_nothing_else(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    with later():
        look(there)
    assert stat.S_IMODE(there.cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(index_path(there).stat().st_mode) == 0o600
    assert [path.name for path in there.cache.iterdir()] == [index_path(there).name]


def test_who_has_an_index_open_keeps_it_when_it_is_replaced_or_removed(tmp_path: Path) -> None:
    there = places(tmp_path)
    for id in PEOPLE:
        write(
            there, f"contacts/{id}.toml", f'name = "{id.title()}"\n[[interactions]]\non = 2026-01-01\nnote = "news"\n'
        )
    with later():
        before = look(there)
        one = Store(there)
        network = one.network(one.load(), TODAY, Config())
        write(there, "contacts/ada.toml", 'name = "Another"\n')
        (there.home / "contacts/bea.toml").unlink()
        index_path(there).unlink()
        assert look(there) == look_without(there) != before
    index_path(there).unlink()
    assert answers(network) == before


@pytest.mark.parametrize("kept", [0, 1, 80, 300])
def test_many_people_are_found_as_few_are(tmp_path: Path, kept: int) -> None:
    there = places(tmp_path)
    for number in range(300):
        write(there, f"contacts/p{number}.toml", f'name = "Ada {number}"\norg = "Acme"\nnotes = "at {number % 7}"\n')
    with later():
        look(there)
    for number in range(kept, 300, 7):
        write(there, f"contacts/p{number}.toml", f'name = "Bea {number}"\nnotes = "a o {number}"\n')
    assert look(there, keep=False) == look_without(there)


def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    there.cache.write_text("a file, not a folder")
    with later():
        assert look(there) == look_without(there)


def test_a_network_of_an_older_book_is_not_kept(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    with later():
        store = Store(there)
        older = store.network(book := store.load(), TODAY, Config())
        write(there, "contacts/ada.toml", 'name = "Ada Lovelace"\n')
        store.refresh(book)
        store.keep(older)
    assert not index_path(there).exists()


def test_the_way_records_are_packed_is_part_of_the_format() -> None:
    kept = " ".join((layout_name(), *Line._fields, *Outline._fields))
    assert (FORMAT, crc32(kept.encode())) == (8, LAYOUT), (
        "what an index holds has changed: raise FORMAT, and note the new layout here"
    )


LAYOUT = 2023046283


def test_each_record_comes_out_of_its_packing_as_it_went_in(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(
        there, "contacts/ada.toml", 'name = "Ada"\nmet = { on = 2026-01-02, kept = 2026-01-03 }\ncadence = "2 weeks"\n'
    )
    write(there, "circles/hec.toml", 'name = "HEC"\nstake_confirmed = 2026-01-02\n')
    write(there, "events/fair.toml", 'name = "Fair"\nstarts = 2026-01-02\nhope_to_meet = ["ada"]\n')
    write(there, "introductions/i.toml", 'between = ["a", "b"]\nsteps = [{ on = 2026-01-02, state = "idea" }]\n')
    write(
        there,
        "sessions/2026-01-02.toml",
        "started = 2026-01-02T10:00:00\n"
        '[[decisions]]\nwho = "ada"\npart = "see"\ndid = "done"\nat = 2026-01-02T10:01:00\n',
    )
    write(there, "templates/t.toml", 'text = "Hello"\n')
    book = Store(there).load()
    for kind in ("contact", "circle", "event", "introduction", "session", "template"):
        (record,) = book.of(kind).values()
        assert unpack(kind, pack(record)) == record
        assert repr(unpack(kind, pack(record))) == repr(record)


def indexed(tmp_path: Path) -> Places:
    """A home with an index."""
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    with later():
        look(there)
    assert Index.find(there)
    return there


def open_to_others(path: Path) -> None:
    path.chmod(0o666)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [open_to_others, pipe, folder])
def test_what_others_may_have_put_there_is_passed_over(tmp_path: Path, change: Callable[[Path], None]) -> None:
    there = indexed(tmp_path)
    change(index_path(there))
    assert Index.find(there) is None
    assert look(there) == look_without(there)


def test_an_index_that_was_half_written_goes_with_the_next(tmp_path: Path) -> None:
    there = indexed(tmp_path)
    (there.cache / ".entretien-0123456789ab.tmp").write_text("Ada")
    index_path(there).unlink()
    with later():
        look(there)
    assert [path.name for path in there.cache.iterdir()] == [index_path(there).name]


def test_an_index_goes_after_its_home(tmp_path: Path) -> None:
    gone = replace(places(tmp_path), home=tmp_path / "gone")
    write(gone, "contacts/eve.toml", 'name = "Eve"\n')
    with later():
        look(gone)
    rmtree(gone.home)
    there = indexed(tmp_path)
    assert [path.name for path in there.cache.iterdir()] == [index_path(there).name]


def test_who_was_erased_meanwhile_does_not_come_back_with_the_index(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    with later():
        store = Store(there)
        network = store.network(store.load(), TODAY, Config())
        erase(Store(there), "ada")
        store.keep(network)
    assert not index_path(there).exists()


def test_two_homes_share_a_cache(tmp_path: Path) -> None:
    one = indexed(tmp_path)
    other = replace(one, home=tmp_path / "other")
    write(other, "contacts/ada.toml", 'name = "Eve"\n')
    with later():
        look(other)
        assert [person.name for person in look(one)[6].values()] == ["Ada"]
        assert [person.name for person in look(other)[6].values()] == ["Eve"]


def test_a_home_that_was_moved_is_read_anew(tmp_path: Path) -> None:
    there = indexed(tmp_path)
    moved = replace(there, home=there.home.rename(tmp_path / "moved"))
    with later():
        assert look(moved) == look_without(moved)


def test_a_clock_that_was_ahead_hides_no_edit(tmp_path: Path) -> None:
    there = places(tmp_path)
    write(there, "contacts/ada.toml", 'name = "Ada"\n')
    path = there.home / "contacts/ada.toml"
    ahead = time.time_ns() + 3_600_000_000_000
    os.utime(path, ns=(ahead, ahead))
    look(there)
    with path.open("r+") as file:
        file.write('name = "Eve"\n')
    os.utime(path, ns=(ahead, ahead))
    assert [person.name for person in look(there)[6].values()] == ["Eve"]
