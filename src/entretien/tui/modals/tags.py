"""Add and remove tags in one line: `packaging -old`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from textual.suggester import Suggester
from textual.widgets import Input

from entretien.actions.contacts import change_tags
from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.labels import Labels, completed, resolved
from entretien.model.change import Change
from entretien.plaintext import one_line
from entretien.tui.modals.line import LineModal


class LabelSuggester(Suggester):
    """Completes the last label of a line; the right arrow takes it."""

    def __init__(self, candidates: Callable[[bool], Sequence[str]]) -> None:
        """`candidates` are those that may be added, or (True) taken away."""
        super().__init__(case_sensitive=True)
        self._candidates = candidates

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last label written out."""
        last = value[max(value.rfind(" "), value.rfind(",")) + 1 :]
        return completed(value, self._candidates(last.startswith("-")))


class TagsModal(LineModal):
    """Answers the change of the tags of these contacts."""

    def __init__(self, book: Book, who: Sequence[str]) -> None:
        super().__init__(title_for(_("Tags"), book, who), self._read, placeholder=_("packaging -old"))
        self._book = book
        self._who = tuple(who)
        used = Counter(tag for contact in book.contacts.values() for tag in contact.tags)
        self._known = [tag for tag, _count in sorted(used.items(), key=lambda item: (-item[1], item[0]))]
        self._used = used
        self._theirs = list(dict.fromkeys(tag for id in who for tag in book.contacts[id].tags))

    def on_mount(self) -> None:
        """Complete what is typed."""
        suggester = LabelSuggester(lambda taking: self._theirs if taking else self._known)
        self.query_one(Input).suggester = suggester
        super().on_mount()

    def _read(self, text: str) -> tuple[Change | None, str]:
        labels = Labels.parse(text)
        if not labels:
            return None, has_now(self._theirs, "#")
        add, new = resolved(labels.add, {tag: tag for tag in self._known})
        remove, strange = resolved(labels.remove, {tag: tag for tag in self._theirs})
        if strange:
            return None, _("Nobody here has the tag {tag}.").format(tag=strange[0])
        parts = [f"+ #{tag} ({self._used[tag]})" for tag in add]
        parts += [_("+ #{tag} (new)").format(tag=tag) for tag in new]
        parts += [f"− #{tag}" for tag in remove]
        return change_tags(self._book, self._who, (*add, *new), remove), one_line("  ".join(parts))


def title_for(what: str, book: Book, who: Sequence[str]) -> str:
    """The title: what it is about, and for whom."""
    names = ngettext("{name}", "{n} contacts", len(who)).format(name=book.contacts[who[0]].name)
    return f"{what} · {one_line(names, 60)}"


def has_now(labels: Sequence[str], sign: str) -> str:
    """What is there before anything is typed."""
    if not labels:
        return _("None yet. Type one; a - in front takes it away.")
    return _("Now: {labels}").format(labels=one_line(" ".join(f"{sign}{label}" for label in labels), 300))
