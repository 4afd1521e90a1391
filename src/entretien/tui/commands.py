"""Every command of the screens, declared once: its keys, its words, its place in help, palette and key bar.

A screen lists the tables it serves in `COMMAND_TABLES`; its bindings, the key bar, the help screen, the palette and
the `[keys]` table of config.toml (by `id`) all come from here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from entretien.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does."""

    id: str
    """What config.toml calls it: "contact.log"."""
    keys: str
    """The default keys, separated by commas, as Textual names them."""
    title: str
    """A sentence for the help screen and the palette, marked with N_."""
    short: str = ""
    """One word for the key bar, marked with N_; empty: not in the key bar."""

    @property
    def action(self) -> str:
        """The Textual action: "contact.log" runs action_log."""
        return self.id.rpartition(".")[2].replace("-", "_")

    def binding(self) -> Binding:
        """The Textual binding, that a keymap may move to other keys by its id."""
        return Binding(self.keys, self.action, self.title, show=False, id=self.id)


@dataclass(frozen=True, slots=True)
class Table:
    """Commands that belong together under one heading of the help screen."""

    heading: str
    commands: tuple[Command, ...]


APP: Final = Table(
    N_("Anywhere"),
    (
        Command("app.triage", "T", N_("Triage: this week's people"), ""),
        Command("app.contacts", "C", N_("Contacts")),
        Command("app.timeline", "L", N_("Timeline: the log of everything")),
        Command("app.circles", "O", N_("Circles")),
        Command("app.add", "a", N_("Quick add: a person in one line"), N_("add")),
        Command("app.undo", "u", N_("Undo the last action"), N_("undo")),
        Command("app.redo", "U", N_("Redo"), ""),
        Command("app.problems", "exclamation_mark", N_("Files that could not be read, and why")),
        Command("app.event", "B", N_("Event mode: start or stop")),
        Command("app.sort", "A", N_("Sort those you have met: keep or let go")),
        Command("app.plan", "P", N_("Plan: the coming weeks and what fits")),
        Command("app.history", "H", N_("History: what was done, step by step")),
        Command("app.import", "I", N_("Import people from a file")),
        Command("app.duplicates", "M", N_("Duplicates: the same person twice?")),
        Command("app.agenda", "J", N_("Agenda: the next days' meetings and who will be there")),
        Command("app.help", "question_mark,f1", N_("Help: the keys of this screen"), N_("help")),
        Command("app.palette", "ctrl+p", N_("Command palette: everything by name")),
        Command("app.quit", "q,ctrl+q", N_("Quit; the session keeps its place")),
    ),
)

MOVE: Final = Table(
    N_("Moving"),
    (
        Command("list.down", "j,down", N_("Next line")),
        Command("list.up", "k,up", N_("Previous line")),
        Command("list.first", "g,home", N_("First line")),
        Command("list.last", "G,end", N_("Last line")),
        Command("list.half-page-down", "ctrl+d,pagedown", N_("Half a page down")),
        Command("list.half-page-up", "ctrl+u,pageup", N_("Half a page up")),
    ),
)

CONTACT: Final = Table(
    N_("For this person"),
    (
        Command("contact.done", "e", N_("Done: what the card asks for, today"), N_("done")),
        Command("contact.log", "l", N_("Log what happened, with detail"), N_("log")),
        Command("contact.sign", "r", N_("They wrote or called: a sign of life")),
        Command("contact.later", "s", N_("Later: 1 week, 2 weeks, 1 month, 3 months, a date"), N_("later")),
        Command("contact.cadence", "c", N_("Cadence: choose a rhythm"), N_("cadence")),
        Command("contact.write", "w", N_("Write: a draft from a template"), N_("write")),
        Command("contact.promise", "p", N_("Promise something"), N_("promise")),
        Command("contact.introduce", "i", N_("Introduce them to somebody"), N_("introduce")),
        Command("contact.rest", "x", N_("Let rest, or bring back"), N_("let rest")),
        Command("contact.let-go", "X", N_("Let go; can be brought back")),
        Command("contact.fold", "v", N_("Seeks, offers and notes in full")),
        Command("contact.edit", "E", N_("Edit the card")),
        Command("contact.edit-file", "ctrl+e", N_("Open the file in your editor")),
        Command("contact.delete", "D", N_("Delete; undo brings it back")),
    ),
)

TRIAGE: Final = Table(
    N_("Triage"),
    (
        Command("triage.skip", "space", N_("Skip: the card comes back last"), N_("skip")),
        Command("triage.open", "enter", N_("Open the card among the contacts")),
        Command("triage.more", "plus", N_("One more person than fits this week")),
        Command("triage.summary", "S", N_("Summary: what this session did, and what comes")),
    ),
)

SORT: Final = Table(
    N_("Sort"),
    (
        Command("sort.keep", "enter,e", N_("Keep, and on to the next"), N_("keep")),
        Command("sort.let-go", "x,X", N_("Let go, and on to the next"), N_("let go")),
        Command("sort.circle", "plus", N_("Join or leave circles"), N_("circle")),
        Command("sort.cadence", "c", N_("Cadence: choose a rhythm"), N_("cadence")),
        Command("sort.promise", "p", N_("The next step, with a day"), N_("next step")),
        Command("sort.merge", "m", N_("The same person as somebody here: side by side"), N_("same person")),
        Command("sort.write", "w", N_("Write: a draft from a template"), N_("write")),
        Command("sort.time", "t", N_("Who gets this week's time")),
        Command("sort.edit", "E", N_("Edit the card")),
        Command("sort.fold", "v", N_("Seeks, offers and notes in full")),
        Command("sort.back", "escape", N_("Back; nothing is lost")),
    ),
)

CONTACTS: Final = Table(
    N_("Contacts"),
    (
        Command("contacts.filter", "slash", N_("Filter: words, #tag +circle @org is:due"), N_("filter")),
        Command("contacts.next-match", "n", N_("Next match")),
        Command("contacts.previous-match", "N", N_("Previous match")),
        Command("contacts.back", "escape", N_("Clear the filter, then the marks")),
        Command("contacts.open", "enter", N_("Open the card")),
        Command("contacts.mark", "space", N_("Mark, for doing something to several"), N_("mark")),
        Command("contacts.mark-all", "asterisk", N_("Mark all that are shown, or none")),
        Command("contacts.sort", "o", N_("Sort by the next column"), N_("sort")),
        Command("contacts.reverse", "R", N_("Reverse the order")),
        Command("contacts.tag", "t", N_("Add or remove tags")),
        Command("contacts.circle", "plus", N_("Join or leave circles")),
    ),
)

TIMELINE: Final = Table(
    N_("Timeline"),
    (
        Command("timeline.filter", "slash", N_("Filter: words, +circle, call, *event"), N_("filter")),
        Command("timeline.back", "escape", N_("Clear the filter")),
        Command("timeline.open", "enter", N_("Open the contact"), N_("open")),
        Command("timeline.correct", "E", N_("Correct this line of the log"), N_("correct")),
        Command("timeline.delete", "D", N_("Take this line out of the log; undo brings it back")),
        Command("timeline.earlier", "left_square_bracket", N_("One week back")),
        Command("timeline.later", "right_square_bracket", N_("One week on")),
    ),
)

CIRCLES: Final = Table(
    N_("Circles"),
    (
        Command("circles.new", "n", N_("New circle"), N_("create")),
        Command("circles.edit", "E", N_("Edit: name, stake, cadence"), N_("edit")),
        Command("circles.open", "enter", N_("Its members among the contacts"), N_("members")),
        Command("circles.confirm", "e", N_("The stake still holds"), N_("confirm stake")),
        Command("circles.delete", "D", N_("Dissolve; its members stay contacts")),
    ),
)

IMPORT: Final = Table(
    N_("Import"),
    (
        Command("import.carry-out", "enter,ctrl+s", N_("Import what is accepted, as one step of undo"), N_("import")),
        Command("import.take", "space", N_("Accept the row, or leave it out"), N_("accept or not")),
        Command("import.merge", "m", N_("It is somebody who is here: merge"), N_("merge")),
        Command("import.separate", "s", N_("It is somebody else: a contact of their own"), N_("separate")),
        Command("import.theirs", "t", N_("Take the file's value, for the field or the whole row"), N_("theirs")),
        Command("import.mine", "y", N_("Keep the card's value, for the field or the whole row"), N_("mine")),
        Command("import.edit", "E", N_("Edit the card before it comes in"), N_("edit")),
        Command("import.all", "A", N_("Accept every row, or none")),
        Command("import.show", "f", N_("Show only the new, the changed, the unchanged, the skipped"), N_("show")),
        Command("import.fields", "tab", N_("To the fields of the row, and back")),
        Command("import.leave", "escape", N_("Leave; nothing is changed")),
    ),
)

DUPLICATES: Final = Table(
    N_("Duplicates"),
    (
        Command("duplicates.keep-left", "1", N_("One person: the left card takes in the right one"), N_("keep left")),
        Command("duplicates.keep-right", "2", N_("One person: the right card takes in the left one"), N_("keep right")),
        Command("duplicates.two", "n", N_("Two people; they don't come again"), N_("two people")),
        Command("duplicates.next", "space", N_("Decide later: the next pair"), N_("next")),
        Command("duplicates.open", "enter", N_("Open the left card among the contacts"), N_("open")),
        Command("duplicates.back", "escape", N_("Back")),
    ),
)

AGENDA: Final = Table(
    N_("Agenda"),
    (
        Command("agenda.took-place", "m", N_("It took place: log the meeting"), N_("log the meeting")),
        Command("agenda.calendar", "f", N_("Another calendar: a file or a folder"), N_("calendar")),
        Command("agenda.open", "enter", N_("Open the card among the contacts"), N_("open")),
        Command("agenda.back", "escape", N_("Back")),
    ),
)

TABLES: Final = (APP, MOVE, CONTACT, TRIAGE, SORT, CONTACTS, TIMELINE, CIRCLES, IMPORT, DUPLICATES, AGENDA)

BY_ID: Final[Mapping[str, Command]] = {command.id: command for table in TABLES for command in table.commands}


def bindings(*tables: Table) -> list[BindingType]:
    """The bindings of a screen that serves these tables."""
    return [command.binding() for table in tables for command in table.commands]


_KEY_NAMES: Final = {
    "exclamation_mark": "!", "question_mark": "?", "slash": "/", "asterisk": "*", "plus": "+", "space": N_("space"),
    "enter": "⏎", "escape": N_("esc"), "left_square_bracket": "[", "right_square_bracket": "]", "down": "↓", "up": "↑",
    "pagedown": N_("pgdn"), "pageup": N_("pgup"), "home": N_("home"), "end": N_("end"),
}  # fmt: skip


def key_label(key: str) -> str:
    """A key as it is written on screen: "ctrl+e" is "^e", "slash" is "/"."""
    key = key.strip()
    if key.startswith("ctrl+"):
        return "^" + key_label(key.removeprefix("ctrl+"))
    return _(_KEY_NAMES[key]) if key in _KEY_NAMES else key


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that run a command now, as they are written on screen."""
    return tuple(key_label(key) for key in keymap.get(command.id, command.keys).split(",") if key.strip())


def keymap_from(keys: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The `[keys]` table of the settings as a Textual keymap; ids that name no command are left out."""
    return {id: ",".join(wanted) for id, wanted in keys.items() if id in BY_ID}


def complaints(keys: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What is wrong with the `[keys]` table of the settings, a sentence each: unknown commands, keys taken twice."""
    sentences = []
    for id in keys:
        if id not in BY_ID:
            near = difflib.get_close_matches(id, BY_ID, n=1)
            hint = _('Did you mean "{name}"?').format(name=near[0]) if near else _("The help screen names them all.")
            sentences.append(_('[keys] in config.toml: there is no command "{id}".').format(id=id) + " " + hint)
    keymap = keymap_from(keys)
    for tables in _TOGETHER:
        owners: dict[str, str] = {}
        for command in (command for table in tables for command in table.commands):
            for key in keys_of(command, keymap):
                other = owners.setdefault(key, command.id)
                if other != command.id and (other in keymap or command.id in keymap):
                    clash = _("[keys] in config.toml: {key} is bound to {one} and to {other}.")
                    sentences.append(clash.format(key=key, one=other, other=command.id))
    return tuple(dict.fromkeys(sentences))


_TOGETHER: Final = (
    (TRIAGE, CONTACT, MOVE, APP),
    (CONTACTS, CONTACT, MOVE, APP),
    (TIMELINE, MOVE, APP),
    (CIRCLES, MOVE, APP),
    (AGENDA, CONTACT, MOVE, APP),
)
"""Tables whose keys are alive at the same time."""
