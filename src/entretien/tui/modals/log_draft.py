"""What is being logged, key by key, and how it reads before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from entretien.book import Book
from entretien.capture.dates import parse_day
from entretien.i18n import N_, _
from entretien.model.interaction import Channel, Depth, Direction, Felt, Interaction
from entretien.model.network import Event
from entretien.tui.verbs.people import named
from entretien.vocabulary import CHANNEL, DEPTH, DIRECTION, flags
from entretien.words import day_words, short_date

CHANNEL_KEYS: Final[dict[str, Channel]] = {"m": "message", "l": "letter", "c": "call", "v": "video", "f": "meet"}
DEPTH_KEYS: Final[dict[str, Depth]] = {"1": 1, "2": 2, "3": 3}
DIRECTION_KEYS: Final[dict[str, Direction]] = {"o": "out", "i": "in", "b": "mutual"}
FLAG_KEYS: Final[dict[str, str]] = {"g": "gave", "r": "received", "a": "asked"}
FELT_KEYS: Final[dict[str, Felt]] = {"+": 1, "=": 0, "-": -1}

FELT: Final[dict[Felt, str]] = {1: N_("it felt good"), 0: N_("neither good nor bad"), -1: N_("it felt heavy")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDraft:
    """One interaction as far as it has been told. A second press of a key takes the first one back."""

    channel: Channel | None = None
    direction: Direction | None = None
    depth: Depth | None = None
    gave: bool = False
    received: bool = False
    asked: bool = False
    felt: Felt | None = None
    at_event: bool | None = None
    """Whether it happened at the event that runs; None: if it was a meeting."""
    day: str = ""
    """As typed; empty: today."""
    others: str = ""
    """Who else was there, as typed."""
    note: str = ""

    @classmethod
    def of(cls, interaction: Interaction, book: Book) -> LogDraft:
        """The draft that says what an entry of the log says, to be corrected."""
        names = ((id, book.contacts[id].name) for id in interaction.with_ if id in book.contacts)
        return cls(
            channel=interaction.channel,
            direction=interaction.direction,
            depth=interaction.depth,
            gave=interaction.gave,
            received=interaction.received,
            asked=interaction.asked,
            felt=interaction.felt,
            at_event=bool(interaction.event),
            day=interaction.on.isoformat(),
            others=", ".join(name if len(book.matching(name)) == 1 else id for id, name in names),
            note=interaction.note,
        )

    def pressed(self, key: str) -> LogDraft | None:
        """The draft after a key; None for a key that means nothing here."""
        if key in CHANNEL_KEYS:
            return self._toggled("channel", CHANNEL_KEYS[key])
        if key in DEPTH_KEYS:
            return self._toggled("depth", DEPTH_KEYS[key])
        if key in DIRECTION_KEYS:
            return self._toggled("direction", DIRECTION_KEYS[key])
        if key in FELT_KEYS:
            return self._toggled("felt", FELT_KEYS[key])
        if key in FLAG_KEYS:
            flag: dict[str, Any] = {FLAG_KEYS[key]: not getattr(self, FLAG_KEYS[key])}
            return replace(self, **flag)
        if key == "e":
            return replace(self, at_event=not self.is_at_event)
        return None

    @property
    def is_at_event(self) -> bool:
        """Whether it counts as happening at the event that runs on its day."""
        return self.channel == "meet" if self.at_event is None else self.at_event

    def _toggled(self, field: str, value: object) -> LogDraft:
        change: dict[str, Any] = {field: None if getattr(self, field) == value else value}
        return replace(self, **change)


class Understood(NamedTuple):
    """What would be saved, or why it can't be, and the line that says so."""

    interaction: Interaction | None
    line: str
    event: Event | None
    """The event that runs on the day of the draft."""


def understood(draft: LogDraft, book: Book, who: Sequence[str], today: date, *, day_first: bool) -> Understood:
    """Read a draft about the contacts `who`. Open days ("friday") mean the latest that has been."""
    day = parse_day(draft.day, today, day_first=day_first, past=True) if draft.day.strip() else today
    if day is None:
        return Understood(None, _('"{text}" is not a day; write yesterday, fri or 20/11.').format(text=draft.day), None)
    others = named(book, draft.others, without=who)
    event = book.event_on(day)
    if others.problem:
        return Understood(None, others.problem, event)
    interaction = Interaction(
        on=day,
        direction=draft.direction,
        channel=draft.channel or "message",
        depth=draft.depth,
        gave=draft.gave,
        received=draft.received,
        asked=draft.asked,
        felt=draft.felt,
        with_=others.ids,
        event=event.id if event and draft.is_at_event else "",
        note=draft.note.strip(),
    )
    return Understood(interaction, in_words(interaction, book, today), event)


def in_words(interaction: Interaction, book: Book, today: date) -> str:
    """An interaction in one line, without its note: "meeting · today · together · news · gave"."""
    day = interaction.on
    when = day_words(day, today)
    said = when if abs((day - today).days) <= 1 else f"{short_date(day, today)}, {when}"
    pieces = [
        _(CHANNEL[interaction.channel]),
        _("planned for {day}").format(day=said) if day > today else said,
        _(DIRECTION[interaction.effective_direction]),
        _(DEPTH[interaction.effective_depth]),
        flags(interaction),
        _(FELT[interaction.felt]) if interaction.felt is not None else "",
    ]
    if interaction.with_:
        names = ", ".join(book.contacts[id].name for id in interaction.with_)
        pieces.append(_("with {names}").format(names=names))
    if event := book.events.get(interaction.event):
        pieces.append(_("at {event}").format(event=event.name))
    return " · ".join(filter(None, pieces))
