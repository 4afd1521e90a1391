"""The same words to many on one day: what flooding one's circle looks like in a log (section 2.g)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from entretien.i18n import ngettext
from entretien.model.interaction import Interaction

MOST_ALIKE: Final = 5
"""Messages with one text on one day above which a question is due [J]."""


class SameWords(NamedTuple):
    """A text that was sent to many on one day."""

    text: str
    people: int

    @property
    def question(self) -> str:
        """To be asked once."""
        return ngettext("Same words to {n} person?", "Same words to {n} people?", self.people)


def same_words(log: Iterable[Interaction], day: date) -> SameWords | None:
    """The text that went to the most people on a day, if to more than five. `log` holds everybody's interactions."""
    texts = Counter(
        " ".join(item.note.split()).casefold()
        for item in log
        if item.on == day and item.channel == "message" and item.effective_direction == "out" and item.note.strip()
    )
    text, people = max(texts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return SameWords(text, people) if people > MOST_ALIKE else None
