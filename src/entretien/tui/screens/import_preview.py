"""What an import would do, row by row, decided by keys; carried out as one step, or left without a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial, reduce
from typing import Any, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from entretien.card_form import CardForm
from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.importing import TakenBack, carry_out
from entretien.interop.fields import Side, field_values
from entretien.interop.formats import FORMATS
from entretien.interop.importing import look
from entretien.interop.preview import Decision, Preview, PreviewRow, State
from entretien.model.change import Change
from entretien.model.contact import Contact
from entretien.model.network import Circle
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.storage.pending import Receipt
from entretien.tui.commands import IMPORT, MOVE, bindings
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.modals.edit_contact import EditAnswer, EditContactModal
from entretien.tui.modals.introduce import person_line
from entretien.tui.modals.work import Report, WorkModal
from entretien.tui.screens.place import Place
from entretien.tui.widgets.import_rows import MARKS, ImportFields, ImportRows
from entretien.tui.widgets.row_list import RowList

Act = Callable[[Preview], Preview]
"""Something that was decided; done again where the files have changed meanwhile."""

_STATES: Final[tuple[State, ...]] = ("created", "updated", "unchanged", "skipped")
_SOMEBODY_ELSE: Final = ""


class Written(NamedTuple):
    """The import is carried out; None: there was nothing to write."""

    receipt: Receipt | None


class ImportPreviewScreen(Place):
    """The counts on top, the rows, and the fields of the one under the cursor."""

    NAME = "import"
    PASSING = True
    COMMAND_TABLES = (IMPORT, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(IMPORT)
    AUTO_FOCUS = "ImportRows"

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._acts: list[Act] = []
        self._only: State | None = None

    def compose_body(self) -> ComposeResult:
        """The counts, the rows, the fields."""
        yield Static("", markup=False, id="import-counts")
        with Horizontal(id="import"):
            yield ImportRows()
            yield ImportFields()

    def on_mount(self) -> None:
        """Say what is imported."""
        reading = self._preview.reading
        rows = self.query_one(ImportRows)
        rows.border_title = Content(_("Import {file}").format(file=one_line(reading.file.name, 40)))
        rows.border_subtitle = Content(_(FORMATS[reading.format].label))

    def show_network(self, network: Network) -> None:
        """Look at the source anew if the book has changed, with all that was decided."""
        if network.book is not self._preview.book:
            app = self.app
            undone = TakenBack(app.store.history())
            fresh = look(network.book, self._preview.reading, app.places, app.config, undone=undone)
            self._preview = reduce(lambda preview, act: act(preview), self._acts, fresh)
        self._show()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the fields of the row."""
        if isinstance(message.rows, ImportRows):
            self._show_fields()

    # Deciding

    def action_take(self) -> None:
        """Accept the row, or leave it out, and go on to the next."""
        if row := self._decidable():
            self._act(partial(_taking, row=row.row, take=row.state == "skipped"))
            if self._current is None or self._current.row == row.row:
                self.query_one(ImportRows).move(1)

    def action_all(self) -> None:
        """Accept every row; where they are accepted, none."""
        rows = [row for row in self._preview.rows if row.theirs is not None]
        take = any(row.state == "skipped" for row in rows)
        self._act(partial(_taking_all, rows=[row.row for row in rows], take=take))

    def action_theirs(self) -> None:
        """Take the file's value."""
        self._choose("theirs")

    def action_mine(self) -> None:
        """Keep the card's value."""
        self._choose("mine")

    def action_separate(self) -> None:
        """Make the row a contact of its own."""
        row = self._decidable()
        if row is not None and row.who in self._preview.book.contacts:
            self._act(lambda preview: preview.separate(row.row))
        elif row is not None:
            self.say(_("It is a new contact already."))

    def action_merge(self) -> None:
        """Take the row for somebody who is here: one who looks alike, or anybody by name."""
        row = self._decidable()
        if row is None:
            return

        def chosen(who: str | None) -> None:
            if who == _SOMEBODY_ELSE:
                title = _("{name} is …").format(name=one_line(row.label, 40))
                self.app.push_screen(person_line(title, self._preview.book, placeholder=_("a name")), chosen)
            elif who is not None and who in self._preview.book.contacts:
                self._act(lambda preview: preview.merge(row.row, who))

        alike = self._preview.look_alikes(row.row)
        if not alike:
            chosen(_SOMEBODY_ELSE)
            return
        options = [(str(number), _described(contact), contact.id) for number, contact in enumerate(alike, 1)]
        options.append(("n", _("somebody else…"), _SOMEBODY_ELSE))
        self.app.push_screen(ChoiceModal(_("{name} is …").format(name=row.label), options), chosen)

    def action_edit(self) -> None:
        """Edit what the row says before it comes in."""
        row = self._decidable()
        if row is None or row.theirs is None:
            return
        theirs = replace(row.theirs, id=row.who)
        book = self._preview.book
        there = {**book.contacts, row.who: theirs}
        network = Network(replace(book, contacts=there), self.app.today, self.app.config)
        form = CardForm(network.book, theirs, self.app.today, self.app.config.reads_day_first)

        def answered(answer: EditAnswer | None) -> None:
            change = form.change(answer.texts) if answer and answer.save else None
            if change:
                self._act(partial(_editing, row=row.row, before=theirs, change=change))

        self.app.push_screen(EditContactModal(network, row.who), answered)

    def _choose(self, side: Side) -> None:
        """Decide between the two values of the field under the cursor, or of all fields of the row."""
        row = self._decidable()
        if row is None:
            return
        fields = self.query_one(ImportFields)
        one = fields.field if fields.has_focus else None
        chosen = [diff.field for diff in row.diffs if one in (None, diff.field)]
        if chosen:
            self._act(partial(_siding, row=row.row, sides=dict.fromkeys(chosen, side)))
        else:
            self.say(_("The card and the file don't differ here."))

    def _decidable(self) -> PreviewRow | None:
        row = self._current
        if row is not None and row.theirs is None:
            self.say(_("There is nobody in this row to take in."))
            return None
        return row

    def _act(self, act: Act) -> None:
        self._acts.append(act)
        self._preview = act(self._preview)
        self._show()

    # Showing

    def action_show(self) -> None:
        """Show the rows of the next state that has any, after the last one all again."""
        there: list[State | None] = [state for state in _STATES if self._preview.counts[state]]
        there.append(None)
        place = there.index(self._only) if self._only in there else -1
        self._only = there[(place + 1) % len(there)]
        self._show()

    def action_fields(self) -> None:
        """To the fields, or back to the rows."""
        rows, fields = self.query_one(ImportRows), self.query_one(ImportFields)
        if rows.has_focus:
            self.add_class("-open")
            fields.focus()
        else:
            self._back_to_rows()

    def _back_to_rows(self) -> None:
        self.remove_class("-open")
        self.query_one(ImportRows).focus()

    @property
    def _current(self) -> PreviewRow | None:
        return self.query_one(ImportRows).current

    def _show(self) -> None:
        rows, before = self.query_one(ImportRows), self._current
        shown = self._preview.rows
        if self._only is not None:
            shown = tuple(row for row in shown if row.state == self._only)
        rows.show(shown, before.row if before else None)
        self.query_one("#import-counts", Static).update(self._counts())
        self._show_fields()

    def _show_fields(self) -> None:
        fields = self.query_one(ImportFields)
        fields.show(self._preview, self._current)
        row = self._current
        fields.border_title = Content(one_line(row.label, 40) if row else "")
        fields.border_subtitle = Content(_("row {row}").format(row=row.row) if row else "")

    def _counts(self) -> Content:
        counts = self._preview.counts
        words = {
            "created": ngettext("{n} new", "{n} new", counts["created"]),
            "updated": ngettext("{n} changed", "{n} changed", counts["updated"]),
            "unchanged": ngettext("{n} unchanged", "{n} unchanged", counts["unchanged"]),
            "skipped": ngettext("{n} left out", "{n} left out", counts["skipped"]),
        }
        parts: list[Any] = []
        for state in _STATES:
            mark, colour = MARKS[state]
            style = "bold underline" if state == self._only else "" if counts[state] else "$faint"
            parts += [(mark, f"bold ${colour}"), (words[state], style), "    "]
        remarks = len(self._preview.reading.problems)
        if remarks:
            parts.append((ngettext("{n} remark", "{n} remarks", remarks), "$warning"))
        return Content.assemble(*parts)

    # The end

    def action_leave(self) -> None:
        """From the fields to the rows; from the rows away, with nothing changed."""
        if self.query_one(ImportFields).has_focus:
            self._back_to_rows()
        else:
            self.dismiss(None)

    def action_carry_out(self) -> None:
        """Write what is accepted, as one step."""
        self.app.refresh_from_disk()
        preview, app = self._preview, self.app

        def write(report: Report) -> Written:
            def progress(done: int, files: int) -> None:
                said = ngettext("{done} of {n} file written", "{done} of {n} files written", files)
                report(said.format(done=done), done, files)

            return Written(carry_out(app.store, preview, app.config, app.today, progress))

        self.app.push_screen(WorkModal(_("Importing"), write), self._carried_out)

    def _carried_out(self, result: Written | EntretienError | None) -> None:
        match result:
            case Written(receipt):
                app = self.app
                app.pop_screen()
                if receipt is None:
                    app.say(_("Nothing changes: everybody is here as the file has them."))
                else:
                    app.took(receipt)
            case EntretienError():
                self.app.notify(str(result), severity="error", markup=False)
            case None:
                self.say(_("Called off; nothing was written."))


def _described(contact: Contact) -> str:
    return f"{contact.name}, {contact.org}" if contact.org else contact.name


def _decision(preview: Preview, row: int) -> Decision:
    """What was decided on a row so far."""
    return preview.decisions.get(row, Decision(take=True))


def _taking(preview: Preview, *, row: int, take: bool) -> Preview:
    return preview.decide(row, replace(_decision(preview, row), take=take))


def _taking_all(preview: Preview, *, rows: list[int], take: bool) -> Preview:
    return preview.decide_all({row: replace(_decision(preview, row), take=take) for row in rows})


def _siding(preview: Preview, *, row: int, sides: Mapping[str, Side]) -> Preview:
    decision = _decision(preview, row)
    return preview.decide(row, replace(decision, take=True, sides={**decision.sides, **sides}))


def _editing(preview: Preview, *, row: int, before: Contact, change: Change) -> Preview:
    """The row with the fields that the form has changed; circles that it has made come along."""
    edited = next(edit.after for edit in change.edits if edit.before is before)
    assert isinstance(edited, Contact)
    decision = _decision(preview, row)
    was, now = field_values(before), field_values(edited)
    fields = [field for field in {**was, **now} if was.get(field) != now.get(field)]
    attributes = {field.partition(".")[0] for field in fields}
    values = {attribute: getattr(edited, attribute) for attribute in attributes}
    card = replace(decision.edited or preview.candidate(row).contact, **values)
    sides: dict[str, Side] = {**decision.sides, **dict.fromkeys(fields, "theirs")}
    circles = [edit for edit in change.edits if isinstance(edit.after, Circle) and edit.before is None]
    beside = (*preview.reading.beside, *((edit.kind, edit.after) for edit in circles if edit.after))
    with_circles = replace(preview, reading=replace(preview.reading, beside=beside))
    return with_circles.decide(row, replace(decision, take=True, edited=card, sides=sides))
