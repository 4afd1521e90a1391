"""A contact card as a form of texts, read back field by field. Pure: no clock, no screen.

What is not touched in the form is not touched in the record, so that values the form could not have written survive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from entretien.actions.circles import add_circle
from entretien.actions.common import joined
from entretien.actions.contacts import edit_contact
from entretien.book import Book
from entretien.capture.dates import parse_day
from entretien.dataclass import dataclass, replace
from entretien.i18n import N_, _
from entretien.labels import resolved
from entretien.model.cadence import Cadence
from entretien.model.change import Change, Edit
from entretien.model.contact import Anniversary, Contact, Met, Need
from entretien.model.ids import fold, slug
from entretien.model.network import Circle
from entretien.namedtuple import NamedTuple
from entretien.pattern import pattern
from entretien.plaintext import one_line, printable
from entretien.words import day_words, full_date

YES: Final = "yes"
"""The text of a box that is ticked; empty where it isn't."""


class FormField(NamedTuple):
    """One field of the form."""

    name: str
    label: str
    placeholder: str = ""
    lines: bool = False
    """It holds several lines."""
    box: bool = False
    """It is a box to tick."""


GROUPS: Final[tuple[tuple[str, tuple[FormField, ...]], ...]] = (
    (
        N_("Who"),
        (
            FormField("name", N_("Name")),
            FormField("nickname", N_("Nickname")),
            FormField("org", N_("Organisation")),
            FormField("title", N_("Title")),
            FormField("place", N_("Place"), N_("where they live or work")),
        ),
    ),
    (
        N_("Reach"),
        (
            FormField("emails", N_("E-mails"), N_("marie@acme.example, another@…")),
            FormField("phones", N_("Phones"), N_("06 12 34 56 78, +44 …")),
            FormField("links", N_("Links"), N_("https://…")),
        ),
    ),
    (
        N_("Tie"),
        (
            FormField("circles", N_("Circles"), N_("separated by commas; a new name makes a circle")),
            FormField("tags", N_("Tags"), N_("packaging retail")),
            FormField("cadence", N_("Cadence"), N_("3 months, none; empty: as the circles")),
            FormField("address_as", N_("tu or vous"), N_("tu, vous")),
            FormField("language", N_("Language"), N_("fr, en, de")),
            FormField("solid", N_("Solid"), N_("a strong but quiet tie"), box=True),
        ),
    ),
    (
        N_("Met"),
        (
            FormField("met_on", N_("On"), N_("2026-09-25, yesterday, last friday")),
            FormField("met_event", N_("At"), N_("an event")),
            FormField("met_through", N_("Through"), N_("who brought you together")),
            FormField("met_cue", N_("Cue"), N_("red glasses")),
        ),
    ),
    (
        N_("Words"),
        (
            FormField("seeks", N_("Seeks"), N_("one a line: printer in Montreuil #printer"), lines=True),
            FormField("offers", N_("Offers"), N_("one a line"), lines=True),
            FormField("dates", N_("Dates"), N_("one a line: birthday 05-03"), lines=True),
            FormField("notes", N_("Notes"), lines=True),
        ),
    ),
)

FIELDS: Final[tuple[FormField, ...]] = tuple(field for _heading, fields in GROUPS for field in fields)

_Item = TypeVar("_Item")

_MET: Final = ("on", "event", "through", "cue")
_MONTH_DAY: Final = pattern(r"\d{1,2}-\d{1,2}")
_TAG: Final = pattern(r'#?"([^"]+)"|([^\s,]+)')
_LANGUAGE: Final = pattern(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


class Reading(NamedTuple):
    """What the text of a field means."""

    value: Any
    note: str = ""
    """A few words beside the field."""
    wrong: bool = False
    """It can't be saved so; `note` says why."""


@dataclass(frozen=True, slots=True)
class CardForm:
    """The form of one contact's card."""

    book: Book
    contact: Contact
    today: date
    day_first: bool

    def texts(self) -> dict[str, str]:
        """Every field as it stands in the record, safe to show."""
        contact, met = self.contact, self.contact.met or Met()
        through = self.book.contacts.get(met.through)
        alone = through is not None and len(_namesakes(self.book, through.name)) == 1
        event = self.book.events.get(met.event)
        circles = self.book.circles
        lines = {
            **{name: getattr(contact, name) for name in ("name", "nickname", "org", "title", "place", "language")},
            "emails": ", ".join(contact.emails),
            "phones": ", ".join(contact.phones),
            "links": " ".join(contact.links),
            "circles": ", ".join(circles[id].name if id in circles else id for id in contact.circles),
            "tags": " ".join(f'"{tag}"' if re.search(r"[\s,]", tag) else tag for tag in contact.tags),
            "cadence": contact.cadence.typed() if contact.cadence else "",
            "address_as": contact.address_as or "",
            "solid": YES if contact.solid else "",
            "met_on": met.on.isoformat() if met.on else "",
            "met_event": event.name if event else met.event,
            "met_through": through.name if through is not None and alone else met.through,
            "met_cue": met.cue,
        }
        return {
            **{name: _safe(text) for name, text in lines.items()},
            "seeks": "\n".join(map(_need_text, contact.seeks)),
            "offers": "\n".join(map(_need_text, contact.offers)),
            "dates": "\n".join(map(_date_text, contact.dates)),
            "notes": printable(contact.notes).rstrip("\n"),
        }

    def read(self, name: str, text: str) -> Reading:
        """What a field's text means, or what is wrong with it."""
        reader: Callable[[str], Reading] = getattr(self, f"_read_{name}", Reading)
        return reader(text if name == "notes" else text.strip())

    def change(self, texts: Mapping[str, str]) -> Change | None:
        """The change that these texts ask for; empty where they ask for none, None while one can't be used."""
        written = self.texts()
        readings = {name: self.read(name, text) for name, text in texts.items() if text != written[name]}
        if any(reading.wrong for reading in readings.values()):
            return None
        values = {name: reading.value for name, reading in readings.items()}
        book, made = self.book, list[Change]()
        for circle in values.get("circles", ((), ()))[1]:
            made.append(add_circle(book, Circle(name=circle)))
            book = book.apply(made[-1])
            values["circles"][0].extend(edit.after.id for edit in made[-1].edits if edit.after)
        if "circles" in values:
            values["circles"] = tuple(dict.fromkeys(values["circles"][0]))
        met = {key: values.pop(f"met_{key}") for key in _MET if f"met_{key}" in values}
        if met:
            changed = replace(self.contact.met or Met(), **met)
            values["met"] = changed if changed != Met() else None
        change = edit_contact(book, replace(self.contact, **values))
        return joined(change.label, [*made, change]) if made else change

    def change_since(self, begun: Mapping[str, str], texts: Mapping[str, str]) -> Change | None:
        """The same for an edit that was begun when those fields stood as in `begun`.

        It is built on what stood there then: a field that was changed elsewhere since is not written over unseen.
        """
        now = self.texts()
        moved = {name: text for name, text in begun.items() if text not in (now[name], texts.get(name))}
        before = self.change(moved) if moved else None
        if not before:
            return self.change(texts)
        edit = next(edit for edit in before.edits if edit.before == self.contact)
        assert isinstance(edit.after, Contact)
        contact = replace(edit.after, id=self.contact.id)
        book = self.book.with_edits((Edit("contact", self.contact, contact),))
        return replace(self, book=book, contact=contact).change(texts)

    def _read_name(self, text: str) -> Reading:
        if not text:
            return Reading(text, _("a contact needs a name"), wrong=True)
        if slug(text) != slug(self.contact.name):
            return Reading(text, _("the file is renamed too"))
        return Reading(text)

    def _read_emails(self, text: str) -> Reading:
        emails = _parts(text, r"[,;\s]+")
        odd = next((email for email in emails if not re.fullmatch(r"[^@\s]+@[^@\s]+", email)), "")
        return Reading(emails, _('"{text}" does not look like an address').format(text=odd) if odd else "")

    def _read_phones(self, text: str) -> Reading:
        phones = _parts(text, r"[,;]")
        odd = next((phone for phone in phones if sum(char.isdigit() for char in phone) < 3), "")
        return Reading(phones, _('"{text}" does not look like a number').format(text=odd) if odd else "")

    def _read_links(self, text: str) -> Reading:
        return Reading(_parts(text, r"[,\s]+"))

    def _read_tags(self, text: str) -> Reading:
        tags = (quoted.strip() or bare.lstrip("#") for quoted, bare in _TAG.findall(text))
        return Reading(tuple(dict.fromkeys(filter(None, tags))))

    def _read_circles(self, text: str) -> Reading:
        names = tuple(part.lstrip("+").strip() for part in _parts(text, ","))
        known = {id: circle.name for id, circle in self.book.circles.items()}
        known |= {id: id for id in self.contact.circles if id not in known}
        ids, new = resolved(filter(None, names), known)
        new = tuple(dict.fromkeys(new))
        note = _("makes a new circle: {names}").format(names=", ".join(new)) if new else ""
        return Reading((list(ids), new), note)

    def _read_cadence(self, text: str) -> Reading:
        if not text:
            return Reading(None)
        try:
            cadence = Cadence.parse(text)
        except ValueError as error:
            return Reading(None, str(error), wrong=True)
        return Reading(cadence, cadence.words())

    def _read_address_as(self, text: str) -> Reading:
        chosen = text.lower()
        if chosen in ("", "tu", "vous"):
            return Reading(chosen or None)
        return Reading(None, _("write tu or vous, or leave it empty"), wrong=True)

    def _read_language(self, text: str) -> Reading:
        if not text or _LANGUAGE.fullmatch(text):
            return Reading(text)
        return Reading(text, _("write a short code: fr, en, de"), wrong=True)

    def _read_solid(self, text: str) -> Reading:
        return Reading(bool(text))

    def _read_met_on(self, text: str) -> Reading:
        if not text:
            return Reading(None)
        day = parse_day(text, self.today, day_first=self.day_first, past=True)
        if day is None:
            return Reading(None, _("not a day; write for example 2026-09-25"), wrong=True)
        return Reading(day, f"{full_date(day)}, {day_words(day, self.today)}")

    def _read_met_event(self, text: str) -> Reading:
        known = {id: event.name for id, event in self.book.events.items()}
        ids, unknown = resolved([text] if text else [], known)
        if not unknown:
            return Reading(ids[0] if ids else "")
        near = [name for name in known.values() if fold(text) in fold(name)][:3]
        if near:
            return Reading("", _("perhaps {names}?").format(names=", ".join(near)), wrong=True)
        return Reading("", _("there is no such event; B starts one"), wrong=True)

    def _read_met_through(self, text: str) -> Reading:
        if not text or text in self.book.contacts:
            return Reading(text)
        same = _namesakes(self.book, text)
        if len(same) > 1:
            ids = ", ".join(contact.id for contact in same[:3])
            return Reading(text, _("several are called so; write {ids}").format(ids=ids), wrong=True)
        return Reading(same[0].id) if same else Reading(text, _("not among your contacts; kept as a name"))

    def _read_notes(self, text: str) -> Reading:
        notes = text.rstrip()
        return Reading(f"{notes}\n" if notes and ("\n" in notes or self.contact.notes.endswith("\n")) else notes)

    def _read_seeks(self, text: str) -> Reading:
        return Reading(self._needs(text, self.contact.seeks))

    def _read_offers(self, text: str) -> Reading:
        return Reading(self._needs(text, self.contact.offers))

    def _needs(self, text: str, before: Sequence[Need]) -> tuple[Need, ...]:
        def changed(line: str, old: Need | None) -> Need:
            words = line.split()
            tags = tuple(dict.fromkeys(word[1:] for word in words if len(word) > 1 and word[0] == "#"))
            what = " ".join(word for word in words if not (len(word) > 1 and word[0] == "#"))
            what = what or " ".join(tags)
            return replace(old, what=what, tags=tags) if old else Need(what=what, tags=tags, since=self.today)

        return tuple(_line_by_line(text, before, _need_text, changed))

    def _read_dates(self, text: str) -> Reading:
        try:
            dates = tuple(_line_by_line(text, self.contact.dates, _date_text, lambda line, _old: self._date(line)))
        except ValueError as error:
            return Reading((), str(error), wrong=True)
        return Reading(dates)

    def _date(self, line: str) -> Anniversary:
        """A label and, at its end, a day as "05-03", as a full date, or in words."""
        words = line.split()
        for count in range(min(3, len(words) - 1), 0, -1):
            label, day = " ".join(words[:-count]), " ".join(words[-count:])
            if _MONTH_DAY.fullmatch(day):
                month, number = day.split("-")
                return Anniversary(label=label, on=f"{month:0>2}-{number:0>2}")
            if any(char.isdigit() for char in day):
                found = parse_day(day, self.today, day_first=self.day_first)
                if found is not None:
                    told = str(found.year) in day
                    return Anniversary(label=label, on=found if told else f"{found:%m-%d}")
        raise ValueError(_('"{line}": write a word and a day, as birthday 05-03').format(line=line))


def _line_by_line(
    text: str,
    before: Sequence[_Item],
    as_line: Callable[[_Item], str],
    changed: Callable[[str, _Item | None], _Item],
) -> Iterable[_Item]:
    """The items that lines stand for: those left as they were, and changed ones, each from the one it stands for."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    there: dict[str, list[_Item]] = {}
    for item in before:
        there.setdefault(as_line(item), []).append(item)
    kept = [found.pop(0) if (found := there.get(line)) else None for line in lines]
    gone = [item for items in there.values() for item in items]
    same_count = kept.count(None) == len(gone)
    for line, same in zip(lines, kept, strict=True):
        yield changed(line, gone.pop(0) if same_count else None) if same is None else same


def _parts(text: str, between: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in map(str.strip, re.split(between, text)) if part))


def _namesakes(book: Book, name: str) -> list[Contact]:
    """The contacts with that name or nickname."""
    wanted = fold(name.strip())
    return [
        contact
        for contact in book.contacts.values()
        if wanted and wanted in (fold(contact.name), fold(contact.nickname))
    ]


def _safe(line: str) -> str:
    return one_line(line, len(line) + 1)


def _need_text(need: Need) -> str:
    return _safe(" ".join([need.what, *(f"#{tag}" for tag in need.tags)]))


def _date_text(anniversary: Anniversary) -> str:
    return _safe(f"{anniversary.label} {anniversary.on}")
