"""Campaign: one field of a file written in every odd way is changed; nothing else in the file moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entretien.model.change import Change, Edit
from entretien.model.contact import Met, Need
from entretien.model.interaction import Interaction
from entretien.paths import Places
from entretien.storage.comparing import same
from entretien.storage.reading import parse
from entretien.storage.store import Store
from tests.storage.documents import Chunk, documents
from tests.storage.helpers import size

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Ada", 'O"Hara', "Ann\\e"]),
    "org": st.text(max_size=8),
    "title": st.text(max_size=8),
    "notes": st.sampled_from(["", "one", "two\nlines\n", 'quotes """ and \\ in\nlines"', "\r bell \x07\n"]),
    "tags": st.lists(st.text(max_size=3), max_size=3).map(tuple),
    "emails": st.lists(st.sampled_from(["a@b.example", "c@d.example"]), max_size=2).map(tuple),
    "solid": st.booleans(),
    "snoozed_until": st.one_of(st.none(), st.dates()),
    "met": st.one_of(st.none(), st.builds(Met, on=st.dates(), cue=st.text(max_size=3))),
    "seeks": st.lists(st.builds(Need, what=st.text(max_size=3)), max_size=2).map(tuple),
    "interactions": st.lists(st.builds(Interaction, on=st.dates(), note=st.text(max_size=5)), max_size=3).map(tuple),
}


LISTS = ("tags", "emails", "seeks", "interactions")


@st.composite
def new_values(draw: st.DrawFn) -> tuple[str, Callable[[Any], Any]]:
    """A field, and its new value from its old one: another, or for a list one item more, less or other."""
    field = draw(st.sampled_from(sorted(VALUES)))
    other = draw(VALUES[field])
    place = draw(st.integers(0, 3))
    if field not in LISTS or not other:
        return field, lambda _old: other
    match draw(st.sampled_from(["set", "append", "drop", "replace", "insert"])):
        case "append":
            return field, lambda old: (*old, other[0])
        case "drop":
            return field, lambda old: old[:place] + old[place + 1 :]
        case "replace":
            return field, lambda old: (*old[:place], other[0], *old[place + 1 :])
        case "insert":
            return field, lambda old: (*old[:place], other[0], *old[place:])
    return field, lambda _old: other


def edited(text: str, field: str, value: Callable[[Any], Any]) -> str:
    """What the file says after the field of the contact in it was set through a store."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "contacts" / "zoe.toml"
        path.parent.mkdir()
        path.write_bytes(text.encode())
        store = Store(Places(home, home / "config", home / "cache"))
        book = store.load()
        assert not [problem for problem in book.problems if problem.serious], book.problems
        before = book.contacts["zoe"]
        chosen: dict[str, Any] = {field: value(getattr(before, field))}
        after = replace(before, **chosen)
        receipt = store.commit(Change("Changed", (Edit("contact", before, after),)))
        result = path.read_bytes().decode()
        assert Store(store.places).load().contacts["zoe"] == after
        if receipt.edits:
            store.undo()
            assert path.read_bytes().decode() == text
        return result


@pytest.mark.campaign
@settings(
    max_examples=size(60, 20_000),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(documents(), new_values(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.booleans())
def test_only_the_lines_of_the_field_change(
    chunks: list[Chunk], change: tuple[str, Callable[[Any], Any]], newline: str, mark: str, cut: bool
) -> None:
    field, value = change
    text = mark + "".join(chunk.text for chunk in chunks).replace("\n", newline)
    text = text.removesuffix(newline) if cut else text
    result = edited(text, field, value)

    before, after = (parse(side.removeprefix("\ufeff")) for side in (text, result))
    before.pop(field, None)
    after.pop(field, None)
    assert same(before, after)
    assert result.replace("\r\n", "").count("\n") == (0 if newline == "\r\n" else result.count("\n"))
    assert result.startswith("\ufeff") == bool(mark)
    assert result.endswith("\n") == text.endswith("\n")

    lines = iter(result.removeprefix(mark).replace("\r\n", "\n").split("\n"))
    for line in lines_outside(chunks, field):
        assert line in lines, f"{line!r} is gone, changed or moved"


def lines_outside(chunks: list[Chunk], field: str) -> list[str]:
    """The lines that are no part of the field, in their order; blank ones left out."""
    others = "".join(chunk.text for chunk in chunks if chunk.field != field)
    return [line for line in others.split("\n") if line.strip()]


def test_a_remark_behind_a_value_stays() -> None:
    text = 'name = "Zoé"\nsnoozed_until = 2026-11-24 # a Tuesday\n'
    assert edited(text, "snoozed_until", lambda _old: date(2026, 12, 1)) == text.replace("11-24", "12-01")
