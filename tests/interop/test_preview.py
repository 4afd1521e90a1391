from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.interop.candidates import Candidate, Reading, Skipped
from entretien.interop.fields import LABELS, Side
from entretien.interop.memory import ImportMemory
from entretien.interop.preview import Decision
from entretien.model.contact import Contact, Met
from entretien.model.interaction import Interaction
from tests.interop.helpers import Desk, book_of, look, read

MARIE = Contact(id="marie-dupont", name="Marie Dupont", org="Acme", emails=("marie@acme.example",))


def reading(*contacts: Contact, on_request: bool = False, skipped: int = 0) -> Reading:
    candidates = tuple(
        Candidate(row=row, contact=contact, key=f"k{row}", label=contact.name, on_request=on_request)
        for row, contact in enumerate(contacts, 1)
    )
    silent = tuple(Skipped(row=len(contacts) + extra, reason="no") for extra in range(1, skipped + 1))
    return Reading(format="test", file=Path("people.csv"), candidates=candidates, skipped=silent)


@pytest.mark.parametrize(
    ("theirs", "evidence"),
    [
        (Contact(name="M. Dupont", emails=("MARIE@acme.example",)), "email"),
        (Contact(name="Marie D", links=("https://fr.linkedin.com/in/Marie-D/",)), "linkedin"),
        (Contact(name="Marie", phones=("01 99 00 12 34",)), "phone"),
        (Contact(name="DUPONT Marie", org="ACME"), "name-org"),
        (Contact(name="marie dupont", met=Met(on=date(2025, 9, 25))), "name-met"),
        (Contact(name="Marie Dupont"), "nothing-new"),
        (Contact(name="Marie Dupont", title="Chair"), None),
        (Contact(name="Paul Roy", phones=("01 99 00 12 34",)), None),
        (Contact(name="Marie Dupont", org="Acme", links=("https://linkedin.com/in/another",)), None),
    ],
)
def test_the_same_person_is_told_by_evidence_and_never_by_the_name_alone(theirs: Contact, evidence: str | None) -> None:
    known = Contact(
        id="marie-dupont",
        name="Marie Dupont",
        org="Acme",
        emails=("marie@acme.example",),
        phones=("+33 1 99 00 12 34",),
        links=("https://www.linkedin.com/in/marie-d",),
        met=Met(on=date(2025, 9, 25)),
    )
    (row,) = look(book_of(known), reading(theirs)).rows
    assert row.evidence == evidence
    assert (row.who == "marie-dupont") == (evidence is not None)


def test_a_shared_mailbox_or_number_makes_nobody_the_same() -> None:
    colleague = Contact(id="paul-roy", name="Paul Roy", emails=("info@acme.example",), phones=("+33199001234",))
    found = look(book_of(colleague), reading(Contact(name="Léa Martin", emails=("info@acme.example",))))
    assert found.counts["created"] == 1


def test_two_rows_with_one_address_and_two_names_are_two_people() -> None:
    couple = reading(
        Contact(name="Marie Dupont", emails=("dupont@free.example",), phones=("01 99 00 00 01",)),
        Contact(name="Paul Dupont", emails=("dupont@free.example",), phones=("01 99 00 00 02",)),
    )
    assert look(Book(), couple).counts["created"] == 2
    known = book_of(Contact(id="marie-dupont", name="Marie Dupont", emails=("dupont@free.example",)))
    assert look(known, couple).counts == {"created": 1, "updated": 1, "unchanged": 0, "skipped": 0}


def test_empty_fields_are_filled_and_full_ones_kept_field_by_field() -> None:
    theirs = Contact(name="Marie Dupont", org="ACME", title="CEO", emails=("marie@acme.example", "m@d.example"))
    found = look(book_of(MARIE), reading(theirs))
    (row,) = found.rows
    assert row.state == "updated"
    assert [(diff.field, diff.kept) for diff in row.diffs] == [("org", "mine"), ("title", "theirs"), ("emails", "both")]
    after = book_of(MARIE).apply(found.change()).contacts["marie-dupont"]
    assert (after.org, after.title, after.emails) == ("Acme", "CEO", ("marie@acme.example", "m@d.example"))


@pytest.mark.parametrize(("side", "org"), [("mine", "Acme"), ("theirs", "Globex")])
def test_the_user_decides_a_field(side: Side, org: str) -> None:
    found = look(book_of(MARIE), reading(Contact(name="M", org="Globex", emails=MARIE.emails)))
    decided = found.decide(1, Decision(take=True, sides={"org": side}))
    assert book_of(MARIE).apply(decided.change()).contacts["marie-dupont"].org == org


def test_a_row_can_be_left_out_merged_made_new_and_edited() -> None:
    source = reading(Contact(name="Marie", title="CEO"), MARIE, skipped=1)
    found = look(book_of(MARIE), source)
    assert found.counts == {"created": 1, "updated": 0, "unchanged": 1, "skipped": 1}
    left_out = found.decide(1, Decision(take=False))
    assert left_out.counts == {"created": 0, "updated": 0, "unchanged": 1, "skipped": 2}
    assert not left_out.change()
    assert left_out.decide(1, Decision(take=True)).counts == found.counts
    assert look(book_of(MARIE), reading(Contact(name="Marie Dupond"))).look_alikes(1) == (MARIE,)
    merged = found.merge(1, "marie-dupont")
    assert merged.counts == {"created": 0, "updated": 1, "unchanged": 1, "skipped": 1}
    assert merged.change().edits[0].after == replace(MARIE, title="CEO")
    separate = found.separate(2)
    assert separate.counts["created"] == 2
    assert {edit.after.id for edit in separate.change().edits if edit.after} == {"marie", "marie-dupont-2"}
    edited = found.decide(1, Decision(take=True, edited=Contact(name="Marie Curie")))
    assert [edit.after.name for edit in edited.change().edits if isinstance(edit.after, Contact)] == ["Marie Curie"]


def test_people_only_mentioned_are_offered_and_come_where_asked_for() -> None:
    found = look(Book(), reading(Contact(name="Guest"), on_request=True))
    assert found.counts["skipped"] == 1
    assert found.decide(1, Decision(take=True)).counts["created"] == 1


def test_one_import_is_one_change_with_a_label() -> None:
    change = look(Book(), reading(MARIE, Contact(name="Paul Roy"))).change()
    assert len(change.edits) == 2
    assert change.label == "Imported 2 contacts from people.csv"


def test_what_the_user_took_out_or_edited_stays_so_and_undo_brings_the_proposal_back() -> None:
    desk = Desk()
    first = reading(Contact(name="Marie Dupont", org="Acme", title="CEO", tags=("a", "b"), emails=MARIE.emails))
    desk.take(first)
    desk.edit("marie-dupont", tags=("a",), title="")
    assert not desk.look(first).change()

    newer = reading(Contact(name="Marie Dupont", org="Globex", title="CEO", tags=("a", "b"), emails=MARIE.emails))
    before = desk.book
    change = desk.take(newer).change()
    assert desk["marie-dupont"].org == "Globex"
    desk.edit("marie-dupont", org="Acme")
    assert not desk.look(newer).change()

    desk.book = before
    memory = desk.memory["test"]
    undone = ImportMemory(memory.source, memory.entries, undone={str(desk.steps)})
    assert look(before, newer, undone).change() == change


def test_a_contact_deleted_since_stays_deleted_until_asked_for() -> None:
    desk = Desk()
    source = reading(MARIE, Contact(name="Paul Roy"))
    desk.take(source)
    desk.book = Book(contacts={"paul-roy": desk["paul-roy"]})
    found = desk.look(source)
    assert found.counts == {"created": 0, "updated": 0, "unchanged": 1, "skipped": 1}
    assert found.decide(1, Decision(take=True)).counts["created"] == 1
    desk.book = Book()
    assert desk.look(source).counts["created"] == 2


def test_a_log_grows_by_what_is_not_there_and_an_edited_entry_is_not_doubled() -> None:
    met = Interaction(on=date(2026, 1, 5), channel="meet", note="Coffee")
    wrote = Interaction(on=date(2026, 2, 5))
    source = reading(Contact(name="Marie Dupont", emails=MARIE.emails, interactions=(met, wrote)))
    by_hand = Interaction(on=date(2026, 2, 5), note="Sent the article")
    desk = Desk(book_of(replace(MARIE, interactions=(by_hand,))))
    desk.take(source)
    assert desk["marie-dupont"].interactions == (by_hand, met)
    desk.edit("marie-dupont", interactions=(by_hand, Interaction(on=met.on, channel="meet", note="Coffee at Paul's")))
    assert not desk.look(source).change()


def test_a_reading_can_be_broken_off(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(rows: int) -> None:
        raise StoppedError(rows)

    rows = "".join(f"P,{i},https://www.linkedin.com/in/p{i},,,,06 Nov 2023\n" for i in range(1000))
    with pytest.raises(StoppedError):
        read(
            tmp_path / "c.csv",
            f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{rows}",
            progress=stop,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]


def test_memory_survives_its_file_and_a_broken_file_is_no_memory(tmp_path: Path) -> None:
    memory = look(Book(), reading(MARIE)).remembered("7")
    memory.save(tmp_path)
    assert ImportMemory.load(tmp_path, "test").last("k1") == memory.last("k1")
    assert ImportMemory.load(tmp_path, "test", undone={"7"}).last("k1") is None
    assert (tmp_path / "test.json").stat().st_mode & 0o777 == 0o600
    (tmp_path / "test.json").write_text("{]")
    assert ImportMemory.load(tmp_path, "test").entries == {}


steps = st.lists(
    st.tuples(
        st.sampled_from(["source", "user"]),
        st.sampled_from(["org", "title", "notes"]),
        st.sampled_from(["", "A", "B", "C"]),
    ),
    max_size=12,
)


@given(steps)
def test_whoever_changed_a_field_last_against_the_source_keeps_it(changes: list[tuple[str, str, str]]) -> None:
    desk = Desk()
    source = Contact(name="Marie Dupont", emails=MARIE.emails, org="A", title="A", notes="A")
    desk.take(reading(source))
    told = {"org": "A", "title": "A", "notes": "A"}
    edited: set[str] = set()
    for who, field, value in changes:
        changed: dict[str, Any] = {field: value}
        if who == "user":
            desk.edit("marie-dupont", **changed)
            (edited.discard if value == told[field] else edited.add)(field)
        else:
            source = replace(source, **changed)
            before = desk["marie-dupont"]
            desk.take(reading(source))
            told = {name: getattr(source, name) or told[name] for name in told}
            edited = {name for name in edited if getattr(desk["marie-dupont"], name) != told[name]}
            assert all(getattr(desk["marie-dupont"], name) == getattr(before, name) for name in edited)
        assert all(getattr(desk["marie-dupont"], name) == told[name] for name in told if name not in edited)


def test_every_field_that_an_import_may_touch_has_a_name() -> None:
    from dataclasses import fields

    known = {item.name for item in fields(Contact)} - {"id", "met"} | {f"met.{item.name}" for item in fields(Met)}
    assert known <= set(LABELS)


names = st.sampled_from(["Marie Dupont", "Paul Roy", "Léa Martin", "Dupont Marie"])
addresses = st.lists(st.sampled_from(["a@x.example", "B@x.example", "info@x.example"]), max_size=2).map(tuple)
people = st.lists(
    st.builds(
        Contact,
        name=names,
        org=st.sampled_from(["", "Acme"]),
        title=st.sampled_from(["", "CEO", "CTO"]),
        emails=addresses,
        links=st.sampled_from([(), ("https://linkedin.com/in/one",), ("https://linkedin.com/in/two",)]),
    ),
    max_size=6,
)


@given(people, people)
def test_every_row_is_accounted_for_and_importing_twice_changes_nothing(
    known: list[Contact], new: list[Contact]
) -> None:
    desk = Desk()
    desk.take(reading(*known))
    source = Reading(format="other", file=Path("x"), candidates=reading(*new).candidates)
    desk.take(source)
    assert not desk.look(source).change()
