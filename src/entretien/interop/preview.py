"""The preview of an import: what every row of the source would do, decided row by row, then one change.

created + updated + unchanged + skipped = rows, always. Nothing is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.interop.candidates import Candidate, Reading
from entretien.interop.duplicates import similar
from entretien.interop.fields import FieldDiff, Side, combine, says, still_said
from entretien.interop.matching import Evidence
from entretien.interop.memory import Entry, ImportMemory
from entretien.interop.planning import Plan, Planner, Repeat, new_id, without_repeats
from entretien.interop.references import People, resolved, resolved_records, without_doubles
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact

State = Literal["created", "updated", "unchanged", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the user decided for one row."""

    take: bool
    """Whether the row is taken in."""
    sides: Mapping[str, Side] = field(default_factory=dict)
    """For single fields: whose value is kept."""
    edited: Contact | None = None
    """The row's card as the user edited it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row of the source and what becomes of it."""

    row: int
    file: Path
    label: str
    state: State
    reason: str = ""
    """Why the row is skipped."""
    who: str = ""
    """The id of the contact that the row is about; of a new one, the id it gets. "" for a row without a card."""
    evidence: Evidence | None = None
    """Why the row is taken for that contact; None for a new one."""
    namesakes: tuple[str, ...] = ()
    """For a new contact: the ids of those with the same name, whom the row may be merged with."""
    diffs: tuple[FieldDiff, ...] = ()
    """The fields on which the card and the source differ."""
    theirs: Contact | None = None
    """The card as the source has it; None for a row without one."""
    after: Contact | None = None
    """The contact as it is after this row."""


@dataclass(frozen=True)
class Preview:
    """What an import would do. Deciding on a row gives another preview."""

    book: Book
    reading: Reading
    memory: ImportMemory
    region: str
    plans: tuple[Plan, ...]
    repeats: tuple[Repeat, ...]
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    """By row."""
    outcomes: Mapping[int, PreviewRow] = field(default_factory=dict)
    """Of the rows that have a card, by row."""

    @cached_property
    def rows(self) -> tuple[PreviewRow, ...]:
        """Every row of the source, in its order."""
        file = self.reading.file
        silent = [
            PreviewRow(row=item.row, file=item.file or file, label="", state="skipped", reason=item.reason)
            for item in self.reading.skipped
        ]
        silent += [
            PreviewRow(
                row=item.candidate.row,
                file=item.candidate.file or file,
                label=item.candidate.label,
                state="skipped",
                reason=_("The same person as row {row}; what it adds is taken there.").format(row=item.first),
            )
            for item in self.repeats
        ]
        return tuple(sorted([*self.outcomes.values(), *silent], key=lambda row: row.row))

    @cached_property
    def counts(self) -> Mapping[State, int]:
        """How many rows would be created, updated, unchanged, skipped."""
        counted = Counter(row.state for row in self.rows)
        states: tuple[State, ...] = ("created", "updated", "unchanged", "skipped")
        return {state: counted[state] for state in states}

    def decide(self, row: int, decision: Decision) -> Preview:
        """The preview with a row's decision: skipped, taken, its fields' sides, its card edited."""
        return self.recomputed(self.plans, {**self.decisions, row: decision}, {self._plan(row).who})

    def decide_all(self, decisions: Mapping[int, Decision]) -> Preview:
        """The preview with the decisions on many rows."""
        return self.recomputed(self.plans, {**self.decisions, **decisions})

    def candidate(self, row: int) -> Candidate:
        """The person that a row with a card is about, as the source has them. Raises KeyError for any other row."""
        if row not in self.outcomes:
            raise KeyError(row)
        return self._plan(row).candidate

    @cached_property
    def _names_others(self) -> bool:
        """Whether rows name other rows, so that a decision on one concerns the others."""
        return any(item.with_ for plan in self.plans for item in plan.candidate.contact.interactions)

    def look_alikes(self, row: int) -> tuple[Contact, ...]:
        """The contacts whose names look like the row's, the likest first: whom the user may want to merge it with."""
        return similar(self._plan(row).candidate.contact, self.book.contacts.values())

    def merge(self, row: int, who: str) -> Preview:
        """The preview with a row taken for a contact of the book that the evidence didn't find."""
        return self._moved(row, who)

    def separate(self, row: int) -> Preview:
        """The preview with a row taken for a new person in spite of the evidence."""
        contact = self._plan(row).candidate.contact
        taken = self.book.taken("contact") | {plan.who for plan in self.plans}
        return self._moved(row, new_id(contact, taken))

    def _moved(self, row: int, who: str) -> Preview:
        old = self._plan(row)
        evidence: Evidence | None = "chosen" if who in self.book.contacts else None
        moved = replace(old, who=who, evidence=evidence, last=None, namesakes=(), was_deleted=False)
        plans = tuple(moved if plan is old else plan for plan in self.plans)
        decisions = {**self.decisions, row: replace(self.decisions.get(row, _TAKE), take=True)}
        return self.recomputed(plans, decisions, {old.who, who})

    def _plan(self, row: int) -> Plan:
        return next(plan for plan in self.plans if plan.candidate.row == row)

    def recomputed(
        self, plans: tuple[Plan, ...], decisions: Mapping[int, Decision], touched: set[str] | None = None
    ) -> Preview:
        """The preview with other plans and decisions; only the rows about the contacts `touched` are looked at anew."""
        if self._names_others:
            touched = None
        people = self._people(plans, decisions)
        rows = dict(self.outcomes)
        latest: dict[str, Contact] = {}
        for plan in plans:
            if touched is None or plan.who in touched:
                outcome = self._outcome(plan, decisions.get(plan.candidate.row), people, latest.get(plan.who))
                rows[plan.candidate.row] = outcome
                if outcome.after is not None:
                    latest[plan.who] = outcome.after
        return replace(self, plans=plans, decisions=decisions, outcomes=rows)

    def _people(self, plans: tuple[Plan, ...], decisions: Mapping[int, Decision]) -> People:
        """Whom the keys of the source mean, given which rows are taken in."""
        ids, left_out = {}, {}
        for plan in plans:
            candidate = plan.candidate
            if _reason_to_skip(plan, decisions.get(candidate.row), known=plan.who in self.book.contacts):
                left_out[candidate.key] = candidate.label
            else:
                ids[candidate.key] = plan.who
        return People(ids, left_out)

    def _outcome(self, plan: Plan, decision: Decision | None, people: People, earlier: Contact | None) -> PreviewRow:
        """What a row does to the contact as the rows before it have left it."""
        candidate = plan.candidate
        theirs = resolved(decision.edited if decision and decision.edited else candidate.contact, people, self.book)
        base = PreviewRow(
            row=candidate.row,
            file=candidate.file or self.reading.file,
            label=candidate.label,
            state="skipped",
            who=plan.who,
            evidence=plan.evidence,
            namesakes=plan.namesakes,
            theirs=theirs,
        )
        mine = earlier or self.book.contacts.get(plan.who)
        if reason := _reason_to_skip(plan, decision, known=mine is not None):
            return replace(base, reason=reason)
        if mine is None:
            return replace(base, state="created", after=replace(theirs, id=plan.who))
        after, diffs = combine(
            mine,
            theirs,
            region=self.region,
            last=plan.last.said if plan.last else None,
            log=self.book.log_of(plan.who) if theirs.interactions and plan.who in self.book.contacts else (),
            choices=decision.sides if decision else None,
        )
        return replace(base, state="unchanged" if after == mine else "updated", diffs=diffs, after=after)

    def change(self) -> Change:
        """All that is accepted, as one step of undo."""
        final: dict[str, Contact] = {}
        for row in self.rows:
            if row.after is not None:
                final[row.who] = row.after
        final = without_doubles(final, self.book)
        edits = [
            Edit("contact", before, after)
            for who, after in final.items()
            if (before := self.book.contacts.get(who)) != after
        ]
        ids = {plan.candidate.key: plan.who for plan in self.plans if plan.who in final}
        edits += resolved_records(self.reading.beside, ids, self.book)
        count = sum(edit.kind == "contact" for edit in edits)
        label = ngettext("Imported {n} contact from {file}", "Imported {n} contacts from {file}", count)
        return Change(label.format(file=self.reading.file.name), tuple(edits))

    def remembered(self, step: str = "") -> ImportMemory:
        """The memory after the change of this preview was committed as the undo step `step`."""
        taken = {row.row: row for row in self.rows if row.after is not None}
        entries = {}
        for plan in self.plans:
            if (row := taken.get(plan.candidate.row)) and row.theirs:
                now = says(row.theirs, self.region)
                said = still_said(plan.last.said, now) if plan.last else now
                entries[plan.candidate.key] = Entry(plan.who, said, step)
        return self.memory.with_rows(entries)


_TAKE: Final = Decision(take=True)


def _reason_to_skip(plan: Plan, decision: Decision | None, *, known: bool) -> str:
    if decision is not None:
        return "" if decision.take else _("Left out by you.")
    if plan.was_deleted:
        return _("Deleted here since it was imported; accept the row to have it back.")
    if plan.candidate.on_request and not known and plan.namesakes:
        reason = _("Only the name says that this is {who}; merge the row to take it there.")
        return reason.format(who=", ".join(plan.namesakes))
    if plan.candidate.on_request and not known:
        return _("Not among your contacts; accept the row to add them.")
    return ""


def preview(book: Book, reading: Reading, memory: ImportMemory, *, region: str = "FR") -> Preview:
    """What importing a reading would do to a book, given what its source said before."""
    candidates, repeats = without_repeats(reading.candidates, region)
    plans = tuple(Planner(book, memory, region).plan(candidates))
    return Preview(book, reading, memory, region, plans, tuple(repeats)).recomputed(plans, {})
