"""What happened, in the first clause of a sentence: by which channel, on which day, who started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from entretien.capture.context import plain
from entretien.capture.dates import day_at_start
from entretien.dataclass import dataclass
from entretien.model.interaction import Channel, Direction

_CHANNELS: Final[dict[Channel, str]] = {
    "meet": """coffee cafe lunch dejeuner dejeune dinner diner dine breakfast drink drinks apero verre met meet meeting
        rencontre rencontree croise croisee vu vue saw visit visite reunion rdv rendez-vous beer biere tea""",
    "call": "call called calling phone phoned rang appel appele appelee telephone telephoner tel rappele coup-de-fil",
    "video": "visio video zoom teams meet.google facetime skype videocall webex",
    "message": """mail e-mail email emailed mailed message messaged text texted sms wrote ecrit courriel whatsapp
        linkedin dm slack signal telegram""",
    "letter": "letter lettre postcard card carte carte-postale",
}
CHANNEL_WORDS: Final[dict[str, Channel]] = {
    word: channel for channel, words in _CHANNELS.items() for word in words.split()
}
"""Folded words that tell how an exchange took place."""

_THEY: Final = frozenset(
    {"she", "he", "they", "elle", "il", "iel", "elles", "ils", "got", "received", "recu", "m'a", "her", "his", "their"}
)
_MINE: Final = frozenset({"i", "i've", "j'ai", "je", "sent", "envoye"})
_GLUE: Final = frozenset(
    {"on", "le", "with", "avec", "by", "par", "had", "a", "an", "the", "un", "une", "en", "quick", "her", "him", "them"}
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What the first clause tells. `channel_word` and `day_words` are places of words: one, and a half-open range."""

    channel: Channel | None = None
    direction: Direction | None = None
    on: date | None = None
    channel_word: int | None = None
    day_words: tuple[int, int] | None = None


def read_clause(words: Sequence[str], today: date, *, day_first: bool) -> Happening:
    """Read the words of a sentence up to its first comma, stop or semicolon.

    A day counts only where it stands for itself: first or last in the clause, beside the word for the channel or the
    small words around it, so that "launch slips to March" stays what it says. A day to come isn't one of the log.
    """
    clause = [word.rstrip(":;") for word in words[: _clause_end(words)]]
    folded = [plain(word) for word in clause]
    place = next((index for index, word in enumerate(folded) if word in CHANNEL_WORDS), None)
    channel = CHANNEL_WORDS[folded[place]] if place is not None else None
    direction = _direction(folded, channel)
    for start in range(len(clause)):
        bare = all(index == place or word in _GLUE or word in _THEY for index, word in enumerate(folded[:start]))
        if not bare:
            break
        found = day_at_start(clause[start:], today, day_first=day_first, past=True)
        if found and found[1] <= today and _stands_alone(folded[start + found[0] :], channel):
            return Happening(channel, direction, found[1], place, (start, start + found[0]))
    return Happening(channel, direction, None, place, None)


def _stands_alone(rest: Sequence[str], channel: Channel | None) -> bool:
    """Whether what follows a day in the clause leaves it one: nothing, or the word for the channel among small ones."""
    return all(word in _GLUE or word in CHANNEL_WORDS for word in rest) or channel is not None


def _clause_end(words: Sequence[str]) -> int:
    for index, word in enumerate(words):
        if word in ("-", "–", "—", ":", ";"):
            return index
        if word.endswith((",", ";", ":", "!", "?")) or (word.endswith(".") and len(word) > 4):
            return index + 1
    return len(words)


def _direction(folded: Sequence[str], channel: Channel | None) -> Direction | None:
    if channel in (None, "meet", "video") or not folded:
        return None
    if folded[0] in _THEY:
        return "in"
    return "out" if folded[0] in _MINE else None
