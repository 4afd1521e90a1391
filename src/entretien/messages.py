"""Messages to start from: templates with placeholders, filled with what is known of a contact.

A template's text holds placeholders such as `{first_name}`. A piece in square brackets that holds a placeholder is
optional: it is left out where nothing is known for it, with its paragraph where it is one. Values are put in as they
are and never looked at again, so that braces and brackets in a note stay what they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from entretien.book import Book
from entretien.dataclass import dataclass
from entretien.i18n import N_, _, current_language
from entretien.identity import name_words
from entretien.model.contact import Contact
from entretien.model.network import Template
from entretien.pattern import pattern
from entretien.plaintext import one_line

PLACEHOLDERS: Final = {
    "first_name": N_("first name"),
    "name": N_("full name"),
    "org": N_("organisation"),
    "title": N_("title"),
    "event": N_("the event where you met"),
    "place": N_("where the event was"),
    "cue": N_("what to recognise them by"),
    "last_note": N_("the latest note of the log"),
    "promise": N_("what I promised"),
    "seeks": N_("what they seek"),
    "offers": N_("what they offer"),
    "detail": N_("one thing only the two of you know"),
    "other": N_("the other person of an introduction"),
    "other_first_name": N_("the other person's first name"),
    "other_org": N_("the other person's organisation"),
    "because": N_("why the two should know each other"),
    "year": N_("the year that is wished for"),
}
"""What may stand in braces, and what it is filled with."""

OCCASIONS: Final = {
    "met": N_("First message"),
    "promise": N_("As promised"),
    "thanks": N_("Thanks"),
    "news": N_("Asking for news"),
    "birthday": N_("Birthday"),
    "wishes": N_("New Year wishes"),
    "revive": N_("After a long time"),
    "introduction": N_("May I introduce?"),
    "introduced": N_("Introducing two people"),
}
"""What a template is for, and how it is called."""

_FOR_PART: Final[Mapping[str, tuple[str, ...]]] = {
    "promise": ("promise",),
    "reply": ("thanks", "news"),
    "met": ("met", "thanks"),
    "date": ("birthday", "wishes"),
    "see": ("wishes", "news", "thanks"),
    "revive": ("wishes", "revive"),
    "introduction": ("introduction", "introduced"),
}
"""The occasions that fit a part of the queue, the fittest first; wishes only in their season."""

_FOLDER: Final = Path(__file__).parent / "templates"
_PLACEHOLDER: Final = pattern(r"\{([^{}\n]{1,40})\}")
_PIECE: Final = pattern(rf"\[([^\[\]]*{_PLACEHOLDER.pattern}[^\[\]]*)\](\n*)|{_PLACEHOLDER.pattern}")
_GAP: Final = "…"
_FEWEST_LETTERS: Final = 4
_LAST_DAY_OF_WISHES: Final = (1, 31)
_COMMON_WORDS: Final = """
    about after again also been before could from have hello here into just like make many more most much next only
    other over really said same should some such than thank thanks that their them then there these they this time very
    want well were what when where which while will with would year years your
    alors apres aussi autre autres avait avant avec avoir beaucoup bien bonjour cela cette ceux chez comme dans depuis
    deux dire dont elle elles encore entre etait etre fait faire leur leurs mais meme merci moins notre nous parle plus
    pour quand quel quelle sans sont sous tous tout toute tres trop vers voir votre vous
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
"""Words that are no detail, folded."""
_ADDRESSES: Final = frozenset({"m", "mr", "mrs", "ms", "mme", "mlle", "dr", "pr", "prof", "me", "sir", "st"})


@dataclass(frozen=True, slots=True)
class Message:
    """A message to send, and the placeholders that nothing was known for (a "…" stands in their place)."""

    subject: str
    text: str
    missing: tuple[str, ...] = ()


def fill(template: Template, values: Mapping[str, str]) -> Message:
    """The template with the values in it. No placeholder is left as it is."""
    missing: list[str] = []
    subject = _filled(" ".join(template.subject.split()), values, missing)
    text = _filled(template.text.strip(), values, missing)
    return Message(" ".join(subject.split()), text.strip(), tuple(dict.fromkeys(missing)))


def _filled(text: str, values: Mapping[str, str], missing: list[str]) -> str:
    def known(name: str) -> str:
        return one_line(values.get(name.strip(), "")).strip()

    def value(placeholder: re.Match[str]) -> str:
        if not known(placeholder[1]):
            missing.append(placeholder[1])
        return known(placeholder[1]) or _GAP

    def piece(match: re.Match[str]) -> str:
        optional, blanks = match[1], match[3]
        if optional is None:
            return _PLACEHOLDER.sub(value, match[0])
        if all(known(name) for name in _PLACEHOLDER.findall(optional)):
            return _PLACEHOLDER.sub(value, optional) + blanks
        is_paragraph = match.start() == 0 or text[match.start() - 1] == "\n"
        return "" if is_paragraph else blanks

    return _PIECE.sub(piece, text)


def values_of(contact: Contact, book: Book, today: date, *, detail: str = "", introduction: str = "") -> dict[str, str]:
    """What the placeholders stand for, for this contact. `introduction` is the id of one that they are part of."""
    event = book.events.get(contact.met.event) if contact.met else None
    notes = [item.note for item in book.log_of(contact.id) if item.note.strip()] if contact.id in book.contacts else []
    mine = [promise for promise in contact.open_promises if promise.by == "me"]
    proposed = book.introductions.get(introduction)
    other = next((book.contacts.get(id) for id in proposed.between if id != contact.id), None) if proposed else None
    return {
        "first_name": first_name(contact),
        "name": contact.name,
        "org": contact.org,
        "title": contact.title,
        "event": event.name if event else "",
        "place": event.place if event else "",
        "cue": contact.met.cue if contact.met else "",
        "last_note": _phrase(notes[-1]) if notes else "",
        "promise": _phrase(min(mine, key=lambda promise: promise.due or date.max).what) if mine else "",
        "seeks": contact.seeks[0].what if contact.seeks else "",
        "offers": contact.offers[0].what if contact.offers else "",
        "detail": _phrase(detail),
        "other": other.name if other else "",
        "other_first_name": first_name(other) if other else "",
        "other_org": other.org if other else "",
        "because": _phrase(proposed.because) if proposed else "",
        "year": str(today.year + (today.month > 6)),
    }


def first_name(contact: Contact) -> str:
    """How the person is called: the nickname, else the first word of the name that is no family name in capitals."""
    if contact.nickname.strip():
        return contact.nickname.strip()
    family, comma, given = contact.name.partition(",")
    words = (given if comma and given.strip() else family).split()
    said = [word for word in words if word.rstrip(".").casefold() not in _ADDRESSES] or words
    spoken = [word for word in said if not (len(word) > 1 and word.isupper())]
    return (spoken or said)[0]


def _phrase(text: str) -> str:
    """The first line of a note, to be put into a sentence."""
    lines = text.strip().splitlines()
    return lines[0].strip().rstrip(".;,") if lines else ""


@cache
def built_in_templates() -> Mapping[str, Template]:
    """The templates that come with the program, by id."""
    return {
        path.stem: Template(id=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(_FOLDER.glob("*.toml"))
    }


def available_templates(own: Mapping[str, Template]) -> Mapping[str, Template]:
    """The built-in templates and the user's `own`, which take the place of built-in ones of the same id."""
    return {**built_in_templates(), **own}


def fitting(own: Mapping[str, Template], contact: Contact, part: str, today: date) -> tuple[Template, ...]:
    """The templates for a message to the contact, the fittest first.

    `part` is a part of the queue, or "introduction". First come the occasions of that part, then the others; within an
    occasion the user's own, then the way the contact is addressed. Only their language, else that of the screen, is
    shown; wishes only from December to the end of January, and a first message or an introduction only where it is one.
    """
    templates = available_templates(own).values()
    language = contact.language.lower()[:2]
    if language not in {template.language for template in templates}:
        language = current_language()
    occasions = _FOR_PART.get(part, ())
    address_as = contact.address_as or "vous"

    def place(template: Template) -> tuple[int, bool, bool, str]:
        known = template.occasion in occasions
        rank = occasions.index(template.occasion) if known else len(occasions)
        return rank, template.id not in own, template.address_as not in (None, address_as), template.id

    return tuple(
        sorted(
            (
                template
                for template in templates
                if template.language in ("", language)
                and (contact.address_as is None or template.address_as in (None, contact.address_as))
                and (template.occasion != "wishes" or in_season(today))
                and (template.occasion in occasions or template.occasion not in ("met", "introduction", "introduced"))
            ),
            key=place,
        )
    )


def in_season(today: date) -> bool:
    """Whether New Year wishes are still, or already, in season: from 1 December to 31 January."""
    return today.month == 12 or (today.month, today.day) <= _LAST_DAY_OF_WISHES


def title_of(template: Template) -> str:
    """How a template is called on screen: its occasion, else its id; with tu or vous where it is French."""
    occasion = OCCASIONS.get(template.occasion)
    called = _(occasion) if occasion else template.id
    return f"{called} ({template.address_as})" if template.address_as else called


def specific_detail(message: Message, contact: Contact, detail: str = "") -> bool:
    """Whether the message says something that is about this contact only.

    That is a word of at least four letters of `detail`, or of what they seek or offer, a promise, a tag, the place,
    the cue, the notes or the log. The names of the person, the organisation and the title don't count: anybody could
    know them.
    """
    known = {word for text in (detail, *_details_of(contact)) for word in _words(text)}
    known -= {word for text in (contact.name, contact.nickname, contact.org, contact.title) for word in _words(text)}
    return not known.isdisjoint(_words(f"{message.subject} {message.text}"))


def proposed_detail(contact: Contact) -> str:
    """What a first message may well recall: what they seek, else offer, else the note of the day we met."""
    met = contact.met.on if contact.met else None
    notes = (item.note for item in contact.interactions if item.on == met and item.note.strip())
    needs = (need.what for need in (*contact.seeks, *contact.offers))
    return _phrase(next(chain(needs, notes), ""))


def _details_of(contact: Contact) -> Iterable[str]:
    yield from (need.what for need in (*contact.seeks, *contact.offers))
    yield from (promise.what for promise in contact.promises)
    yield from (contact.place, contact.notes, *contact.tags, contact.met.cue if contact.met else "")
    yield from (item.note for item in contact.interactions)


def _words(text: str) -> set[str]:
    return {word for word in name_words(text) if len(word) >= _FEWEST_LETTERS and word not in _COMMON}
