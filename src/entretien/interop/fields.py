"""Field by field: what a source says, what the card says, and which of the two is kept.

The rule, where they differ: an empty field is filled; a field that the user has touched since the last import is
theirs to keep; only what the *source* changed since it was last read is taken over. Lists only grow, and what the user
took out of one stays out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

from entretien.i18n import N_, _
from entretien.identity import email_key, linkedin_slug, phone_key
from entretien.interop.dates import is_birthday
from entretien.model.contact import Contact, Met
from entretien.model.ids import fold
from entretien.model.interaction import Interaction

Side = Literal["mine", "theirs", "both"]
Said = Mapping[str, str | list[str]]
"""What a source said about a person, field by field, in a brief form that is only good for comparing."""

LABELS: Final[dict[str, str]] = {
    "name": N_("name"),
    "nickname": N_("nickname"),
    "org": N_("organisation"),
    "title": N_("title"),
    "emails": N_("e-mail"),
    "phones": N_("phone"),
    "links": N_("links"),
    "place": N_("place"),
    "language": N_("language"),
    "address_as": N_("tu or vous"),
    "tags": N_("tags"),
    "circles": N_("circles"),
    "cadence": N_("rhythm"),
    "solid": N_("solid tie"),
    "status": N_("status"),
    "snoozed_until": N_("put off until"),
    "snoozes": N_("times put off"),
    "met.on": N_("met on"),
    "met.event": N_("met at"),
    "met.through": N_("met through"),
    "met.cue": N_("recognition cue"),
    "met.kept": N_("kept on"),
    "photo": N_("photo"),
    "notes": N_("notes"),
    "vcard": N_("other vCard properties"),
    "not_same_as": N_("not the same as"),
    "seeks": N_("seeks"),
    "offers": N_("offers"),
    "dates": N_("dates"),
    "promises": N_("promises"),
    "interactions": N_("interactions"),
}
"""Every field of a card that an import may touch, marked for translation."""

_DEFAULTS: Final[dict[str, Any]] = {
    item.name: item.default for item in fields(Contact) if item.name not in ("id", "name", "met")
} | {f"met.{item.name}": item.default for item in fields(Met)}
_LISTS: Final = frozenset(name for name, default in _DEFAULTS.items() if default == ())
_BRIEF: Final = 40


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """A field on which the card and the source differ: both values, and which is kept."""

    field: str
    mine: Any
    theirs: Any
    kept: Side

    @property
    def label(self) -> str:
        """The field's name in the current language."""
        return _(LABELS[self.field])


def says(contact: Contact, region: str) -> dict[str, str | list[str]]:
    """What a source's card says, for the memory."""
    said: dict[str, str | list[str]] = {}
    for field, value in field_values(contact).items():
        if field in _LISTS:
            said[field] = [item_key(field, item, region) for item in value]
        else:
            said[field] = _brief(value)
    return said


def still_said(before: Said, now: Said) -> Said:
    """What a source has said so far: what it says now, and what it said before of the fields that it leaves out now."""
    united = {**before, **now}
    for field in before.keys() & now.keys() & _LISTS:
        united[field] = list(dict.fromkeys((*before[field], *now[field])))
    return united


def combine(
    mine: Contact,
    theirs: Contact,
    *,
    region: str,
    last: Said | None = None,
    log: Iterable[Interaction] = (),
    choices: Mapping[str, Side] | None = None,
) -> tuple[Contact, tuple[FieldDiff, ...]]:
    """The card after taking in what a source says, and the fields on which they differ.

    `last` is what the source said when it was last read; `log` what is on the card's timeline beside its own entries;
    `choices` the user's decisions for single fields.
    """
    present, changes, diffs = field_values(mine), {}, []
    for field, value in field_values(theirs).items():
        known = (last or {}).get(field)
        choice = (choices or {}).get(field)
        if field in _LISTS:
            have = present.get(field, ())
            fresh = _missing(field, have, value, region, log)
            removed = set(known or ()) if choice is None else set()
            added = tuple(item for item in fresh if item_key(field, item, region) not in removed)
            kept: Side = "mine" if choice == "mine" or not added else "both"
            if kept == "both":
                changes[field] = have + added
            if fresh:
                diffs.append(FieldDiff(field, have, fresh, kept))
        else:
            have = present.get(field, _DEFAULTS.get(field))
            if _brief(have) == _brief(value) or (field == "notes" and _within(value, str(have))):
                continue
            kept = choice or ("theirs" if _source_wins(have, value, known, field) else "mine")
            if kept == "theirs":
                changes[field] = value
            diffs.append(FieldDiff(field, have, value, kept))
    return (_with_values(mine, changes) if changes else mine), tuple(diffs)


def item_key(field: str, item: Any, region: str) -> str:
    """What makes an entry of a list the same entry in another spelling."""
    match field:
        case "emails":
            return email_key(item) or item
        case "phones":
            return phone_key(item, region) or item
        case "links":
            slug = linkedin_slug(item)
            return f"linkedin/{slug}" if slug else _bare_url(item)
        case "tags" | "circles":
            return fold(item)
        case "vcard" | "not_same_as":
            return _brief(item)
        case "dates":
            label = "birthday" if is_birthday(item.label) else fold(item.label)
            return f"{label} {item.month_day}"
        case "seeks" | "offers":
            return fold(item.what)
        case "promises":
            return f"{item.by} {_brief(fold(item.what))}"
        case "interactions":
            return f"{occasion(item)} {_brief(' '.join(item.note.split()))}"
    raise AssertionError(field)


def occasion(interaction: Interaction) -> str:
    """The day, the channel and who started: what tells two entries of a log apart, their notes aside."""
    return f"{interaction.on} {interaction.channel} {interaction.effective_direction}"


def _missing(field: str, have: Any, theirs: Any, region: str, log: Iterable[Interaction]) -> tuple[Any, ...]:
    """The entries of `theirs` that aren't there yet, each once. A date of contact without a note needs only the day."""
    present = [*have, *log] if field == "interactions" else have
    known = {item_key(field, item, region) for item in present}
    days = {occasion(item) for item in present} if field == "interactions" else set()
    fresh = []
    for item in theirs:
        key = item_key(field, item, region)
        if key in known or (field == "interactions" and not item.note and occasion(item) in days):
            continue
        known.add(key)
        fresh.append(item)
    return tuple(fresh)


def _within(text: str, whole: str) -> bool:
    """Whether every line of a text stands in another, whatever the spaces."""
    spaced = " ".join(whole.split())
    return all(" ".join(line.split()) in spaced for line in text.split("\n"))


def _source_wins(mine: Any, theirs: Any, last: str | list[str] | None, field: str) -> bool:
    if last == _brief(theirs):
        return False
    return mine == _DEFAULTS.get(field) or last == _brief(mine)


def field_values(contact: Contact) -> dict[str, Any]:
    """What a card says by field, empty ones left out; the parts of `met` are fields of their own."""
    values: dict[str, Any] = {"name": contact.name}
    for field, default in _DEFAULTS.items():
        if field.startswith("met."):
            value = getattr(contact.met, field[4:]) if contact.met else default
        else:
            value = getattr(contact, field)
        if value != default:
            values[field] = value
    return values


def _with_values(contact: Contact, changes: Mapping[str, Any]) -> Contact:
    plain = {field: value for field, value in changes.items() if not field.startswith("met.")}
    met = {field[4:]: value for field, value in changes.items() if field.startswith("met.")}
    if met:
        plain["met"] = replace(contact.met or Met(), **met)
    return replace(contact, **plain)


def _brief(value: Any) -> str:
    text = str(value).strip()
    if len(text) <= _BRIEF:
        return text
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _bare_url(url: str) -> str:
    return url.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
