"""Naming a file or a folder: typed with completion, or chosen among what lies at hand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Final, NamedTuple
from urllib.parse import unquote

from platformdirs import user_downloads_dir
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from entretien.i18n import _
from entretien.paths import expanded, is_so
from entretien.tui.widgets.row_list import Row, RowList

_MOST: Final = 200
"""Names that are offered."""
_LOOKED_AT: Final = 5000
"""Names of a folder that are looked at."""


class Offer(NamedTuple):
    """Something that can be chosen."""

    path: Path
    is_folder: bool
    """A folder to look into."""
    label: str = ""
    """Shown instead of the name."""


def typed_path(text: str) -> Path:
    """The path that a text means: quotes, `~`, file:// and the backslashes of a dragged file are understood."""
    bare = text.strip().strip("'\"")
    if bare.startswith("file://"):
        bare = unquote(bare.removeprefix("file://"))
    path = expanded(bare)
    if "\\" in bare and not is_so(path.exists):
        return expanded(bare.replace("\\", ""))
    return path


def offers(text: str) -> list[Offer]:
    """What a text may go on to, in the order of names: the folder itself where it ends with a slash, then what fits."""
    path = typed_path(text)
    whole = text.strip().endswith("/")
    folder, start = (path, "") if whole else (path.parent, path.name)
    found = [
        Offer(Path(entry.path), is_so(entry.is_dir))
        for entry in _entries(folder)
        if entry.name.lower().startswith(start.lower()) and (start.startswith(".") or not entry.name.startswith("."))
    ]
    found.sort(key=lambda offer: (offer.path.name != start, offer.path.name.lower()))
    if whole and is_so(path.is_dir):
        found.insert(0, Offer(path, False, _("this folder, with all that is in it")))
    return found[:_MOST]


def at_hand(endings: Iterable[str]) -> list[Path]:
    """The newest files of these endings that lie at hand: downloads, home, where the program was started."""
    folders = [Path(user_downloads_dir()), expanded("~")]
    with suppress(OSError):
        folders.append(Path.cwd())
    return newest(folders, endings)


def newest(folders: Iterable[Path], endings: Iterable[str], most: int = 8) -> list[Path]:
    """The files of these endings that were changed last."""
    wanted = tuple(endings)
    found: dict[Path, float] = {}
    for folder in folders:
        for entry in _entries(folder):
            with suppress(OSError):
                if entry.name.lower().endswith(wanted) and not entry.name.startswith(".") and entry.is_file():
                    found[Path(entry.path)] = entry.stat().st_mtime
    return sorted(found, key=lambda path: found[path], reverse=True)[:most]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    entries: list[os.DirEntry[str]] = []
    with suppress(OSError, ValueError), os.scandir(folder) as names:
        for entry in names:
            entries.append(entry)
            if len(entries) == _LOOKED_AT:
                break
    return entries


class PathModal(ModalScreen[Path | None]):
    """Tab completes, the arrows choose, Enter takes; a folder is looked into first. Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)"),
        ("down", "move(1)"),
        ("up", "move(-1)"),
        ("tab", "complete"),
    ]

    def __init__(self, title: str, hint: str, at_hand: Sequence[Path], *, value: str = "", problem: str = "") -> None:
        """`at_hand` are offered while nothing is typed; `problem` is why what was named before can't be used."""
        super().__init__()
        self._title = title
        self._hint = hint
        self._at_hand = [Offer(path, False, _short(path)) for path in at_hand]
        self._value = value
        self._problem = problem
        self._offers: list[Offer] = []

    def compose(self) -> ComposeResult:
        """The field, what it may go on to, and what is wrong."""
        with Vertical(classes="dialog -path") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("Tab complete · ↑ ↓ choose · Enter take · Esc close"))
            yield Input(self._value, placeholder=self._hint, compact=True, select_on_focus=False)
            yield Static("", markup=False, classes="reading")
            yield RowList(self._row, id="offers")

    def on_mount(self) -> None:
        """Show what lies at hand."""
        self.query_one(RowList).can_focus = False
        self._show(self._value)
        self._say(self._problem, wrong=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the text may go on to."""
        if event.value != self._value:
            self._value = event.value
            self._show(event.value)

    def on_input_submitted(self) -> None:
        """Take what is chosen, or look into it."""
        offer = self._chosen
        if offer is None:
            missing = _("There is no file {path}.").format(path=typed_path(self._value))
            self._say(missing if self._value.strip() else self._hint, wrong=True)
            self.app.bell()
        elif offer.is_folder:
            self.action_complete()
        else:
            self.dismiss(offer.path)

    def on_row_list_chosen(self) -> None:
        """A double click takes."""
        self.on_input_submitted()

    def action_move(self, by: int) -> None:
        """Choose among the offers."""
        self.query_one(RowList).move(by)

    def action_complete(self) -> None:
        """Write the chosen one into the field."""
        offer = self._chosen
        if offer is not None:
            field = self.query_one(Input)
            field.value = f"{_short(offer.path)}/" if is_so(offer.path.is_dir) else _short(offer.path)
            field.cursor_position = len(field.value)

    @property
    def _chosen(self) -> Offer | None:
        cursor = self.query_one(RowList).cursor
        return self._offers[cursor] if 0 <= cursor < len(self._offers) else None

    def _show(self, text: str) -> None:
        self._offers = offers(text) if text.strip() else self._at_hand
        rows = self.query_one(RowList)
        rows.show_rows(len(self._offers), 0)
        rows.display = bool(self._offers)
        self._say("" if text.strip() or not self._offers else _("At hand, the newest first:"))

    def _say(self, text: str, *, wrong: bool = False) -> None:
        line = self.query_one(".reading", Static)
        line.update(Content(text))
        line.set_class(wrong, "-wrong")
        line.display = bool(text)

    def _row(self, index: int, _width: int) -> Row:
        offer = self._offers[index]
        if offer.label:
            folder, slash, file = offer.label.rpartition("/")
            return Row([(f" {folder}{slash}", "muted"), (file, "text")])
        return Row([(" ", "text"), (offer.path.name, "text"), ("/" if offer.is_folder else "", "muted")])


def _short(path: Path) -> str:
    """The path with `~` for the home folder."""
    home = expanded("~")
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) and path != home else str(path)
