"""What a line of text was understood to say."""

from __future__ import annotations

from typing import Literal

from entretien.dataclass import dataclass
from entretien.model.cadence import Cadence
from entretien.model.contact import Promise
from entretien.model.interaction import Interaction

Role = Literal[
    "name", "known", "org", "title", "tag", "circle", "email", "phone", "link", "seeks", "offers", "promise", "owed",
    "due", "cadence", "via", "event", "cue", "note", "channel", "on",
]  # fmt: skip
"""What a stretch of the line is. `promise` is mine, `owed` theirs; `due` and `on` are days; `known` is a contact."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the typed text with its role; its marker and its quotes belong to it. Not `ok`: needs a look."""

    start: int
    end: int
    role: Role
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """Something named in the line: its text, and the id of the record where there is one."""

    text: str
    id: str | None = None

    def __str__(self) -> str:
        return self.id or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One line, understood. Every character of `text` is in a field or in the note."""

    text: str
    """As it was typed."""
    name: str = ""
    org: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    circles: tuple[Reference, ...] = ()
    """Without an id: not known yet, offered to be made."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    cadence: Cadence | None = None
    via: Reference | None = None
    """Through whom we met: a known contact, or a name."""
    event: str = ""
    """Id of the event this was captured at."""
    cue: str = ""
    note: str = ""
    known: str = ""
    """Id of the contact that a `name: sentence` line is about."""
    candidates: tuple[str, ...] = ()
    """Ids that the name of such a line may mean, where there are several."""
    interaction: Interaction | None = None
    """What such a line logs."""
    doubts: tuple[str, ...] = ()
    """What was not understood, in sentences; the words themselves are kept."""
    spans: tuple[Span, ...] = ()
    """In the order of the text, without overlaps; everything but blanks is in one."""
    problem: str = ""
    """Why it can't be saved; empty: it can."""

    @property
    def unknown_circles(self) -> tuple[str, ...]:
        """Names of the circles that don't exist yet."""
        return tuple(circle.text for circle in self.circles if circle.id is None)
