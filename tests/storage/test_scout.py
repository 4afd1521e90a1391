"""The scout: what it sees is what the command would see, or nothing."""

from __future__ import annotations

import io
import json
import marshal
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entretien.cli.main import run
from entretien.config import Config
from entretien.paths import Places
from entretien.storage import listener, loader
from entretien.storage.loader import Found, Taken, look_into, unmatched
from entretien.storage.log import FileChange, Log, Record
from entretien.storage.scout import Scout, Seen, log_version, scout_for
from entretien.storage.stamps import SIZE, UNKNOWN, differing, stamps_by, stamps_of
from entretien.storage.store import Store
from tests.storage.helpers import later
from tests.storage.test_index import EDITS, PEOPLE, TODAY, contact_files, edit, known, look, places, write

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

DESCRIPTORS = Path("/proc/self/fd")
WRITES = ("add", "Zoé @Acme #x via Ada")
COMMANDS = (
    ("due", "--json"),
    ("list", "--json"),
    ("list", "+hec", "--json"),
    ("show", "ada", "--json"),
    ("add", "--dry-run", "--json", "Zoé Nord @acme #X via Ada"),
)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})


@pytest.fixture
def there(tmp_path: Path) -> Places:
    found = places(tmp_path)
    for id in PEOPLE:
        write(found, f"contacts/{id}.toml", f'name = "{id.title()}"\norg = "Acme"\n')
    return found


def sent(there: Places) -> Scout:
    """A scout that has seen everything."""
    scout = Scout.send(str(there.home / "contacts"), str(there.own / "history"))
    assert scout is not None
    os.waitid(os.P_PID, scout._process, os.WEXITED | os.WNOWAIT)
    return scout


def names(store: Store) -> list[str]:
    return [person.name for person in store.load().contacts.values()]


def test_it_sees_what_the_command_would_see(there: Places) -> None:
    write(there, "contacts/Not a Name.toml", "")
    (there.home / "contacts/loop.toml").symlink_to("loop.toml")
    (there.home / "contacts/gone.toml").symlink_to("nowhere")
    folder = str(there.home / "contacts")
    seen = sent(there).seen(folder, ())
    assert seen is not None
    found = look_into(there.home, "contact", None, seen)
    assert found == look_into(there.home, "contact")
    assert found.stamps.count(UNKNOWN) == 2
    assert [path.path.name for path in found.misplaced] == ["Not a Name.toml"]


def test_it_is_believed_once_for_its_folder_and_the_version_of_the_log_before_it_looked(there: Places) -> None:
    folder = str(there.home / "contacts")
    assert sent(there).seen(str(there.home / "circles"), ()) is None
    assert sent(there).seen(folder, (1, 2, 3)) is None
    scout = sent(there)
    assert scout.seen(folder, ()) is not None
    assert scout.seen(folder, ()) is None
    scout.dismiss()
    assert scout.seen(folder, ()) is None


def test_no_scout_that_died_or_saw_nothing_is_believed(there: Places) -> None:
    scout = Scout.send(str(there.home / "contacts"), str(there.own))
    assert scout is not None
    os.kill(scout._process, signal.SIGKILL)
    seen = scout.seen(str(there.home / "contacts"), ())
    assert seen is None or seen.names == [f"{id}.toml" for id in PEOPLE]
    nowhere = Scout.send(str(there.home / "nowhere"), str(there.own / "history"))
    assert nowhere is not None
    assert nowhere.seen(str(there.home / "nowhere"), ()) is None


def test_a_report_that_is_cut_short_is_no_report(there: Places) -> None:
    scout = sent(there)
    ours, theirs = os.pipe()
    os.write(theirs, os.read(scout._report, 1 << 20)[:-1])
    os.close(theirs)
    os.dup2(ours, scout._report)
    os.close(ours)
    assert scout.seen(str(there.home / "contacts"), ()) is None


def test_who_is_dismissed_is_gone(there: Places) -> None:
    for scout in (sent(there), Scout.send(str(there.home / "contacts"), str(there.own / "history"))):
        assert scout is not None
        before = len(list(DESCRIPTORS.iterdir()))
        scout.dismiss()
        with pytest.raises(ChildProcessError):
            os.waitpid(scout._process, 0)
        assert len(list(DESCRIPTORS.iterdir())) == before - 2


@pytest.fixture
def more_than_a_pipe_holds(there: Places, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many files there are: to list them alone is more than a scout can tell before it is heard."""
    monkeypatch.setattr("entretien.storage.scout._ROOM", 1 << 16)
    for number in range(300):
        write(there, f"contacts/p{number:0240}.toml", 'name = "P"')
    return 300 + len(PEOPLE)


def test_it_holds_on_to_nothing_but_its_pipes(there: Places, more_than_a_pipe_holds: int) -> None:
    """Others wait for the end of what it holds, and it waits to be heard."""
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    scout = Scout.send(str(there.home / "contacts"), str(there.own / "history"))
    os.close(theirs)
    assert scout is not None
    try:
        select.select([scout._report], [], [])
        assert os.read(ours, 1) == b""
        seen = scout.seen(str(there.home / "contacts"), ())
        assert seen is not None
        assert len(seen.names) == more_than_a_pipe_holds
    finally:
        scout.dismiss()
        os.close(ours)


def test_what_the_command_takes_itself_is_left_to_it(
    there: Places, more_than_a_pipe_holds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entretien.storage.scout._PIECE", 1)
    scout = Scout.send(str(there.home / "contacts"), str(there.own / "history"))
    assert scout is not None
    try:
        os.write(scout._claims, b"." * 100)
        with os.fdopen(os.dup(scout._report), "rb") as report:
            report.read(int.from_bytes(report.read(4), "big"))
            assert len(report.read()) == (more_than_a_pipe_holds - 100) * SIZE
    finally:
        scout.dismiss()


def test_the_command_looks_from_the_end_until_it_meets_the_scout(
    there: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entretien.storage.scout._PIECE", 2)
    for number in range(7):
        write(there, f"contacts/p{number}.toml", 'name = "P"')
    folder = str(there.home / "contacts")
    names = sorted(path.name for path in Path(folder).iterdir())
    stamps = stamps_of(folder, names)
    report, tell = os.pipe()
    hear, claims = os.pipe()
    scout = Scout(folder, os.getpid(), report, claims)
    listing = marshal.dumps(((), "/".join(names)))
    os.write(tell, len(listing).to_bytes(4, "big") + listing)
    heard: list[int] = []

    def told(_seen: Seen, first: int, piece: bytes) -> None:
        heard.append(first)
        assert piece == stamps[first * SIZE : (first + 2) * SIZE]
        if first == 4:
            os.write(tell, stamps[: 4 * SIZE])

    seen = scout.seen(folder, (), told)
    assert seen is not None
    assert (seen.names, seen.stamps) == (names, stamps)
    assert heard == [10, 8, 6, 4, 0, 2]
    assert os.read(hear, 100) == b"...."
    os.close(tell)
    os.close(hear)


def test_none_is_sent_where_it_would_not_help(there: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    assert Scout.send(str(there.home / "contacts"), str(there.own / "history")) is None


def test_none_is_sent_where_there_can_be_no_process(there: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    before = len(list(DESCRIPTORS.iterdir()))
    monkeypatch.setattr(os, "fork", refuse)
    assert Scout.send(str(there.home / "contacts"), str(there.own / "history")) is None
    assert len(list(DESCRIPTORS.iterdir())) == before


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that scouts are sent to."""
    folders: list[str] = []
    monkeypatch.setattr(Scout, "send", lambda folder, _log: folders.append(folder))
    return folders


@pytest.mark.parametrize(
    ("line", "is_sent"),
    [
        ("due", True),
        ("list amelie", True),
        ("--home {home} list", True),
        ("list --home={home}/ #x", True),
        ("show ada --json", True),
        ("log Ada coffee", True),
        ("log --channel call Ada coffee", True),
        ("log ada coffee", False),
        ("log", False),
        ("add Zoé", False),
        ("add zoe@acme.example +33123456789", False),
        ("add Zoé @Acme", True),
        ("add Zoé #x", True),
        ("add Ada: coffee", True),
        ("add Zoé Via Ada", True),
        ("add", False),
        ("path", False),
        ("", False),
    ],
)
def test_who_looks_at_everybody_sends_one(
    there: Places, asked: list[str], monkeypatch: pytest.MonkeyPatch, line: str, is_sent: bool
) -> None:
    monkeypatch.setenv("ENTRETIEN_HOME", str(there.home) if "{home}" not in line else "/nowhere")
    scout_for(line.format(home=there.home).split())
    assert asked == [str(there.home / "contacts")] * is_sent


@pytest.mark.parametrize("home", ["/a//b/./c/", "x/../y", "~/network", ".", "", None])
def test_the_home_is_the_one_that_the_command_finds(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ENTRETIEN_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    if home is not None:
        monkeypatch.setenv("ENTRETIEN_HOME", home)
    from entretien.paths import find_places

    scout_for(["due"])
    assert asked == [str(find_places().home / "contacts")]


def test_the_version_of_the_log_is_the_logs(there: Places) -> None:
    log, path = Log(there.own / "history"), str(there.own / "history")
    assert log_version(path) == log.version() == ()
    there.own.mkdir()
    (there.own / "history").touch()
    assert log_version(path) == log.version()
    placed = log.append(Record("step", 1, datetime(2026, 1, 1), "One"), [FileChange("a", None, b"a")])
    assert log_version(path) == log.version() != ()
    pending = log.version()
    log.mark(placed, b"D")
    assert log_version(path) == log.version() != pending


def test_a_change_that_was_half_way_when_the_scout_looked_is_never_seen_half(there: Places) -> None:
    with later():
        look(there)
    there.own.mkdir()
    log = Log(there.own / "history")
    changes = [
        FileChange(f"contacts/{id}.toml", (there.home / f"contacts/{id}.toml").read_bytes(), b'name = "New"\n')
        for id in PEOPLE
    ]
    scouts = [sent(there)]
    placed = log.append(Record("step", 1, datetime(2026, 1, 1), "All"), changes)
    for change in changes:
        write(there, change.path, 'name = "New"\n')
        scouts.append(sent(there))
    log.mark(placed, b"D")
    for scout in scouts:
        assert names(Store(there, scout=scout)) == ["New"] * len(PEOPLE)


def test_a_change_between_the_look_of_the_scout_and_that_of_the_command_is_seen(
    there: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    with later():
        look(there)
    there.own.mkdir()

    def looked_before_somebody_wrote(look: Callable[[str], os.stat_result], names: list[str]) -> bytes:
        stamps = stamps_by(look, names)
        log = Log(there.own / "history")
        placed = log.append(Record("step", 1, datetime(2026, 1, 1), "All"), [])
        for id in PEOPLE:
            write(there, f"contacts/{id}.toml", 'name = "New"\n')
        log.mark(placed, b"D")
        return stamps

    monkeypatch.setattr("entretien.storage.scout.stamps_by", looked_before_somebody_wrote)
    assert names(Store(there, scout=sent(there))) == ["New"] * len(PEOPLE)


def test_an_edit_after_the_scout_looked_is_read_as_it_is_when_it_is_read(there: Places) -> None:
    with later():
        look(there)
        write(there, "contacts/ada.toml", 'name = "Eve"\n')
        scout = sent(there)
        write(there, "contacts/ada.toml", 'name = "Ida"\n')
        write(there, "contacts/bea.toml", 'name = "Bee"\n')
        store = Store(there, scout=scout)
        book = store.load()
        assert [person.name for person in book.contacts.values()] == ["Ida", "Bea", "Cleo", "Dora"]
        store.keep(store.network(book, TODAY, Config()))
        assert names(Store(there)) == ["Ida", "Bee", "Cleo", "Dora"]


def ours(there: Places, *words: str, cache: Path) -> tuple[int, str, str]:
    """What a command says that has no scout and knows only the files."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment(there, cache).items():
            patch.setenv(name, value)
        code = run(words)
    return code, out.getvalue(), err.getvalue()


def environment(there: Places, cache: Path) -> dict[str, str]:
    return {
        "ENTRETIEN_HOME": str(there.home),
        "ENTRETIEN_CONFIG": str(there.config),
        "ENTRETIEN_CACHE": str(cache),
        "ENTRETIEN_TODAY": TODAY.isoformat(),
        "LANGUAGE": "en",
        "PYTHONUTF8": "1",
    }


def said(there: Places, *words: str) -> tuple[int, str, str]:
    """What a command says, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "entretien", *words],
        env={**os.environ, **environment(there, there.cache)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@settings(max_examples=4, deadline=None)
@given(
    st.tuples(*map(contact_files, PEOPLE)),
    st.lists(st.tuples(EDITS, st.booleans(), st.sampled_from(COMMANDS)), min_size=2, max_size=4),
)
def test_edits_behind_its_back_change_no_answer_of_a_command(
    files: tuple[str, ...], edits: list[tuple[tuple[str, str | None], bool, tuple[str, ...]]]
) -> None:
    """As the test of the index of this name, with processes. Also within a tick of the clock, and between others."""
    with TemporaryDirectory() as folder:
        there = known(Path(folder), files)
        for number, (change, is_dated, words) in enumerate(edits):
            edit(there, change, dated=number if is_dated else None)
            assert said(there, *words) == ours(there, *words, cache=there.cache / "none")
            if number == 1:
                said(there, *WRITES)


def test_a_line_is_understood_from_the_index_as_from_the_files(tmp_path: Path) -> None:
    """Which spelling of an organisation or a tag counts is told by the order of the files."""
    there = places(tmp_path)
    for number, (org, tag) in enumerate((("ACME", "X"), ("Acme", "x"), ("acme", "y"), ("ACMÉ", "Y"))):
        write(there, f"contacts/p{number}.toml", f'name = "P{number}"\norg = "{org}"\ntags = ["{tag}"]\n')
    words = ("add", "--dry-run", "--json", "Zoé @acme #x #y")
    with later():
        look(there)
    edits: tuple[tuple[int, str | None], ...] = (
        (9, None),
        (0, 'name = "P0"\n'),
        (1, None),
        (0, 'name = "P0"\norg = "aCme"\ntags = ["Y"]\n'),
        (4, 'name = "P4"\norg = "AcmE"\n'),
    )
    for number, text in edits:
        path = there.home / f"contacts/p{number}.toml"
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text)
        code, out, _err = said(there, *words)
        assert (code, json.loads(out)) == (0, json.loads(ours(there, *words, cache=tmp_path / "none")[1]))


def test_stamps_are_compared_one_by_one() -> None:
    one, other = (bytes([number]) * SIZE for number in (1, 2))
    for count in (1, 7, 8, 9, 200):
        assert differing(one * count, one * count) == []
        for place in (0, count // 2, count - 1):
            changed = one * place + other + one * (count - place - 1)
            assert differing(changed, one * count) == [place]
            unknown = one * place + UNKNOWN + one * (count - place - 1)
            assert differing(unknown, unknown) == [place]


def test_a_day_before_the_first_clock_or_after_the_last_is_a_day(there: Places) -> None:
    with later():
        for moment in (-1, 2**62):
            os.utime(there.home / "contacts/ada.toml", ns=(moment, moment))
            for _start in range(2):
                look(there)
                assert Store(there).load().contacts.keys() == set(PEOPLE)


@given(st.sets(st.text("ab-.", min_size=1, max_size=4)), st.sets(st.text("ab-.", min_size=1, max_size=4)), st.data())
def test_what_two_listings_have_alone_is_found(one: set[str], other: set[str], data: st.DataObject) -> None:
    many = {f"p{number:04}.toml" for number in range(data.draw(st.sampled_from([0, 40, 300])))}
    mine, theirs = sorted(one | many), sorted(other | many)
    fresh, gone = listener.unlike("/".join(mine), "/".join(theirs))
    assert [(place, mine[place]) for place in unmatched(mine, theirs)[0]] == fresh
    assert gone == unmatched(mine, theirs)[1]


def test_something_useful_is_done_until_it_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()
    hear, claims = os.pipe()
    listing = marshal.dumps(((), "ada.toml"))
    report = len(listing).to_bytes(4, "big") + listing + b"x" * SIZE
    modules = {
        "meanwhile_first": "",
        "meanwhile_second": f"import os\nos.write({theirs}, {report!r})\nos.close({theirs})\n",
        "meanwhile_third": "",
    }
    for name, text in modules.items():
        (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    scout = Scout("/contacts", os.getpid(), ours, claims)
    scout.meanwhile = tuple(modules)
    found = scout.seen("/contacts", ())
    assert found is not None
    assert found.names == ["ada.toml"]
    os.close(hear)
    assert [name for name in modules if name in sys.modules] == ["meanwhile_first", "meanwhile_second"]


@pytest.mark.parametrize("others", [(), ("README", "Not a Name.toml", "new.toml.bak")])
def test_what_changed_is_read_as_it_is_told_and_not_twice(
    there: Places, others: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with later():
        look(there)
        write(there, "contacts/bea.toml", 'name = "Bee"\n')
        write(there, "contacts/dora.toml", "nam = [")
        write(there, "contacts/new.toml", 'name = "New"\n')
        (there.home / "contacts/cleo.toml").unlink()
        for name in others:
            write(there, f"contacts/{name}", "")
        told: list[str] = []
        read = loader.take

        def noted(found: Found) -> Taken | None:
            told.append(found.id)
            return read(found)

        monkeypatch.setattr(loader, "take", noted)
        monkeypatch.setattr(listener, "take", noted)
        monkeypatch.setattr("entretien.storage.scout._PIECE", 2)
        book = Store(there, scout=sent(there)).load()
        assert told == ["bea", "dora", "new"]
        assert book == Store(there, indexed=False).load()
