"""`friends.md`, the file of the program `friends`: activities, notes, friends and locations, one line each.

People are linked by their names alone, between double asterisks. A line that `export_friends` wrote says its channel
in a tag at its end, and is taken in word for word; in any other line the markup goes and the channel is told from the
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from entretien.i18n import _
from entretien.interop.candidates import Candidate, Context, Reading, Remark
from entretien.interop.source import Source
from entretien.model.contact import Contact
from entretien.model.ids import fold
from entretien.model.interaction import Channel, Interaction

NAME: Final = "friends"
LONGEST: Final = 5000
"""Characters of a line that are read."""
Section = Literal["activities", "notes", "friends", "locations"]

_HEADER: Final = re.compile(r"#+\s*(activities|notes|friends|locations):?\s*", re.IGNORECASE)
_FRIEND: Final = re.compile(r"-\s+(?P<name>.+?)(?:\s+\(a\.?k\.?a\.?\s+(?P<aka>.*?)\))?(?:\s+\[(?P<place>[^\]]*)\])?"
                            r"(?P<tags>(?:\s+@\S+)*)\s*")  # fmt: skip
_DATED: Final = re.compile(r"-\s+(\d{4}-\d\d-\d\d):?\s*(.*)")
_PERSON: Final = re.compile(r"(?<!\\)\*\*(.+?)\*\*")
_PLACE: Final = re.compile(r"(?<![\w\\])_(\S(?:.*?\S)?)_(?!\w)")
_OWN_LINE: Final = re.compile(
    r"(?P<who>\*\*[^*]+\*\*(?:, \*\*[^*]+\*\*)*)(?:: (?P<note>.*?))? @(?P<channel>message|letter|call|video|meet)"
    r"(?P<tags>(?: @(?:in|out|mutual|gave|received|asked|depth[123]))*)"
)
_OWN_NOTE: Final = re.compile(r"(?P<who>\*\*[^*]+\*\*): (?P<note>.*)")
_ID: Final = "@id:"
_TOLD_BY: Final[tuple[tuple[Channel, re.Pattern[str]], ...]] = (
    ("call", re.compile(r"\b(?:phone|phoned|called|rang|telephone|appele)\b")),
    ("video", re.compile(r"\b(?:zoom|skype|video|visio|facetime)\b")),
    ("letter", re.compile(r"\b(?:letter|postcard|lettre|carte postale)\b")),
    ("message", re.compile(r"\b(?:e-?mail|e-?mailed|texted|wrote|message|messaged|ecrit|mail)\b")),
)


@dataclass(slots=True)
class _Person:
    contact: Contact
    notes: list[str] = field(default_factory=list)
    log: list[Interaction] = field(default_factory=list)


def detect(source: Source) -> bool:
    """Whether the file has the program's sections."""
    found = {match[1].lower() for line in source.start.split("\n") if (match := _HEADER.fullmatch(line.strip()))}
    return "friends" in found or "activities" in found


def read(source: Source, context: Context) -> Reading:
    """The friends with what was done with them. Who is only named in an activity is a friend too."""
    people: dict[str, _Person] = {}
    problems: list[Remark] = []
    lines = [(number, line) for number, line in enumerate(source.text().splitlines(), 1) if line.strip()]
    for number, section, line in _sectioned(lines):
        if section == "friends":
            match = _FRIEND.fullmatch(line)
            if match and match["name"].strip():
                people.setdefault(match["name"].strip(), _Person(_friend(match)))
            else:
                problems.append(Remark(row=number, reason=_("This line is no friend.")))
    for number, section, line in _sectioned(lines):
        if section in ("activities", "notes"):
            reason = _entry(line, section, people)
            if reason:
                problems.append(Remark(row=number, reason=reason))
    for name, person in people.items():
        if person.contact.id and (bare := re.sub(r" \d+$", "", name)) in people:
            person.contact = replace(person.contact, name=bare)
    context.progress(len(people))
    return Reading(
        format=NAME,
        file=source.path,
        candidates=tuple(_candidate(row, name, people[name]) for row, name in enumerate(people, 1)),
        problems=tuple(problems),
    )


def _sectioned(lines: list[tuple[int, str]]) -> Iterator[tuple[int, Section, str]]:
    section: Any = None
    for number, line in lines:
        if match := _HEADER.fullmatch(line.strip()):
            section = match[1].lower()
        elif section and line.lstrip().startswith("-"):
            yield number, section, line.strip()[:LONGEST]


def _friend(match: re.Match[str]) -> Contact:
    aliases = re.split(r"\s+a\.?k\.?a\.?\s+", match["aka"]) if match["aka"] else []
    tags = match["tags"].split()
    id = next((tag.removeprefix(_ID) for tag in tags if tag.startswith(_ID)), "")
    return Contact(
        id=id,
        name=match["name"].strip(),
        nickname=", ".join(alias.strip() for alias in aliases),
        place=(match["place"] or "").strip(),
        tags=tuple(dict.fromkeys(tag[1:] for tag in tags if not tag.startswith(_ID))),
    )


def _entry(line: str, section: Section, people: dict[str, _Person]) -> str:
    """Put a dated line to the people it names. Returns what is wrong with it, or ""."""
    match = _DATED.fullmatch(line)
    try:
        day = date.fromisoformat(match[1]) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        return _("The line has no date.")
    text = match[2].strip()
    named = _named(text, section)
    if not named:
        return _("The line names nobody.")
    for name in named:
        people.setdefault(name, _Person(Contact(name=name)))
    if section == "notes":
        own = _OWN_NOTE.fullmatch(text)
        for name in named:
            people[name].notes.append(own["note"] if own and len(named) == 1 else f"{day}: {_plain(text)}")
    else:
        people[named[0]].log.append(replace(_interaction(text, day), with_=tuple(named[1:])))
    return ""


def _named(text: str, section: Section) -> list[str]:
    """The people that a line is about; in our own lines what follows them is their note, whatever it says."""
    own = (_OWN_NOTE if section == "notes" else _OWN_LINE).fullmatch(text)
    names = (name.strip() for name in _PERSON.findall(own["who"] if own else text))
    return [name for name in dict.fromkeys(names) if name]


def _interaction(text: str, day: date) -> Interaction:
    if own := _OWN_LINE.fullmatch(text):
        tags = set(own["tags"].split())
        values: dict[str, Any] = {"channel": own["channel"], "note": own["note"] or ""}
        values["direction"] = next((tag for tag in ("in", "out", "mutual") if f"@{tag}" in tags), None)
        values["depth"] = next((depth for depth in (1, 2, 3) if f"@depth{depth}" in tags), None)
        return Interaction(on=day, gave="@gave" in tags, received="@received" in tags, asked="@asked" in tags, **values)
    words = fold(text)
    channel: Channel = next((channel for channel, pattern in _TOLD_BY if pattern.search(words)), "meet")
    return Interaction(on=day, channel=channel, note=_plain(text))


def _plain(text: str) -> str:
    """The text without its markup."""
    return _PLACE.sub(r"\1", _PERSON.sub(r"\1", text)).replace("\\", "")


def _candidate(row: int, name: str, person: _Person) -> Candidate:
    log = tuple(sorted(person.log, key=lambda item: item.on))
    contact = replace(person.contact, notes="\n".join(person.notes), interactions=log)
    return Candidate(row=row, contact=contact, key=name, label=name)
