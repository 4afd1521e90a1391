"""What stands on a contact's card, line by line: why now, where the tie stands, who they are, the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from entretien.book import Entry
from entretien.i18n import N_, _
from entretien.model.contact import Contact, Need, Promise
from entretien.model.interaction import Interaction
from entretien.outlook import Network
from entretien.plaintext import one_line, printable
from entretien.relationship import sentences
from entretien.relationship.queue import Card, promised_for
from entretien.relationship.standing import Relationship
from entretien.tui.spans import Span, cell
from entretien.tui.widgets import sparkline
from entretien.tui.widgets.flow import Line, flow, shortened
from entretien.vocabulary import ARROW, CHANNEL, DEPTH, flags
from entretien.words import day_words, days_words, month_words, percent, short_date

LABELS: Final = {
    "why": N_("Why now"),
    "now": N_("Now"),
    "last": N_("Last"),
    "rhythm": N_("Rhythm"),
    "warmth": N_("Warmth"),
    "balance": N_("Balance"),
    "quality": N_("Counted"),
    "promises": N_("Promises"),
    "seeks": N_("Seeks"),
    "offers": N_("Offers"),
    "dates": N_("Dates"),
    "met": N_("Met"),
    "reach": N_("Reach"),
    "notes": N_("Notes"),
}
"""The labels of the facts; they are shown in small capitals."""

_BLOCKS: Final = frozenset({"why", "now", "quality", "dates"})
"""The facts that end a block, so that the eye finds its way."""
_NOTE_LINES: Final = 2
"""Lines of a note that are shown before it is unfolded."""
_DATES_AHEAD: Final = 30
"""Days before a date at which it is shown without unfolding."""
_READABLE: Final = 100
"""Cells beyond which a line of text is tiring to read."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose card it is and how it is shown."""

    network: Network
    who: str
    card: Card | None
    width: int
    """Cells of a line."""
    full: bool = False
    """Notes, seeks and offers unfolded."""
    airy: bool = True
    """Blank lines between the blocks of facts."""

    @property
    def setting(self) -> tuple[int, bool, bool]:
        """How it is shown."""
        return self.width, self.full, self.airy

    @property
    def contact(self) -> Contact:
        """The contact."""
        return self.network.book.contacts[self.who]

    @property
    def tie(self) -> Relationship:
        """Where the tie stands."""
        return self.network.relationship(self.who)


def heading(subject: Subject) -> list[Span]:
    """Name, title and organisation, circles and tags, tu or vous: the title of the card's border."""
    contact = subject.contact
    circles = subject.network.book.circles
    named = [circles[id].name if id in circles else id for id in contact.circles]
    groups = [
        ", ".join(filter(None, (contact.title, contact.org))),
        " · ".join((*named, *(f"#{tag}" for tag in contact.tags))),
        contact.address_as or "",
    ]
    spans = [(one_line(contact.name, 200), "bold")]
    for group in filter(None, groups):
        spans += [(" ── ", "line"), (one_line(group, 200), "muted")]
    return spans


def facts(subject: Subject) -> Iterator[Line]:
    """Why now, the measures in words, who they are."""
    column = max(cell_len(_(label)) for label in LABELS.values()) + 3
    width = min(subject.width - column, _READABLE)
    begun = False
    for key, found in _facts(subject, max(2, width)):
        label = _(LABELS[key]).upper()
        style = "accent" if key == "why" else "muted"
        for number, line in enumerate(found):
            yield [(cell("" if number else label, column), style), *line]
        begun = begun or bool(found)
        if begun and key in _BLOCKS and subject.airy:
            begun = False
            yield []


def timeline(subject: Subject) -> Iterator[Line]:
    """Everything that happened, newest first, under the names of the months."""
    channels = max(cell_len(_(label)) for label in CHANNEL.values())
    month: tuple[int, int] | None = None
    for entry in reversed(subject.network.book.timeline(subject.who)):
        day = entry.interaction.on
        if (day.year, day.month) != month:
            month = day.year, day.month
            yield _rule(month_words(day), subject.width)
        yield from _entry(subject, entry, channels)


def _facts(subject: Subject, width: int) -> Iterator[tuple[str, list[Line]]]:
    contact, tie, full = subject.contact, subject.tie, subject.full
    yield ("why" if subject.card else "now"), _why(subject, width)
    if tie.last:
        yield "last", _last(tie.last, subject, width)
    yield "rhythm", _rhythm(subject, width)
    yield "warmth", _warmth(subject, width)
    yield "balance", _balance(subject, width)
    measures = (sentences.quality(tie), sentences.intensity(tie), sentences.kept(tie)) if full else ()
    yield "quality", [line for text in filter(None, measures) for line in flow([(text, "text")], width)]
    asked = subject.card.promise if subject.card else None
    promises = [promise for promise in contact.open_promises if promise is not asked]
    yield "promises", [line for promise in promises for line in flow(_promise(promise, subject), width)]
    for key, needs in (("seeks", contact.seeks), ("offers", contact.offers)):
        yield key, _needs(needs, subject, width)
    yield "dates", _dates(subject, width)
    yield "met", flow(_met(subject), width) if contact.met else []
    yield "reach", _reach(contact, full, width)
    yield "notes", _notes(contact.notes, full, width)


def _why(subject: Subject, width: int) -> list[Line]:
    tie = subject.tie
    text = subject.card.why if subject.card else subject.network.why(subject.who)
    lines = flow([(one_line(text), "bold" if subject.card else "text")], width)
    hold = sentences.hold(tie)
    if hold and hold not in text:
        lines += flow([(hold, "warning")], width)
    return lines


def _last(last: Interaction, subject: Subject, width: int) -> list[Line]:
    today = subject.network.today
    channel = f"{ARROW[last.effective_direction]} {_(CHANNEL[last.channel])}"
    when = short_date(last.on, today)
    lines = flow([(when, "text"), (f" · {channel} · {day_words(last.on, today)}", "muted")], width)
    if last.note:
        note = flow([(one_line(last.note), "text")], width)
        lines += note if subject.full else shortened(note, _NOTE_LINES, width)
    return lines


def _rhythm(subject: Subject, width: int) -> list[Line]:
    tie, parameters = subject.tie, subject.network.parameters
    bars = sparkline.silences(tie, parameters)
    spans = [(sentences.rhythm(tie), "text"), *([("  ", "text"), *bars] if bars else [])]
    lines = flow(spans, width)
    if subject.full and tie.median_gap is not None:
        lines += flow([(sentences.silence(tie), "muted")], width)
    if advice := sentences.advice(tie, parameters):
        lines += flow([(advice, "accent")], width)
    return lines


def _warmth(subject: Subject, width: int) -> list[Line]:
    tie, solid = subject.tie, subject.contact.solid
    if solid or tie.warmth is None or tie.half_life is None:
        return flow([(sentences.warmth(tie, solid=solid), "muted")], width)
    band = sentences.band(tie.warmth)
    style = sparkline.WARMTH_STYLE[band]
    fade = _("halves every {days} of silence").format(days=days_words(round(tie.half_life)))
    log = subject.network.tie(subject.who).log
    spans = [
        (f"● {sentences.band_word(band)}", style),
        (f" {percent(tie.warmth)}  ", "muted"),
        *sparkline.warmth(tie, log),
        (f"  {fade}", "muted"),
    ]
    return flow(spans, width)


def _balance(subject: Subject, width: int) -> list[Line]:
    tie, parameters = subject.tie, subject.network.parameters
    known = tie.initiative.mine + tie.initiative.theirs >= parameters.balance_needed
    spans = (
        [(f"{sentences.initiative(tie, parameters)} ", "text" if known else "muted")] if known or subject.full else []
    )
    return flow([*spans, (sentences.services(tie, parameters), "muted")], width)


def _promise(promise: Promise, subject: Subject) -> list[Span]:
    today = subject.network.today
    due = promised_for(promise, today, subject.network.parameters) if promise.due or promise.by == "me" else None
    sign = "→" if promise.by == "me" else "←"
    spans = [(f"{sign} ", "accent"), (one_line(promise.what), "text")]
    if promise.due:
        when = f"  {short_date(promise.due, today)}, {day_words(promise.due, today)}"
        spans.append((when, "warning" if due and due < today else "muted"))
    return spans


def _needs(needs: tuple[Need, ...], subject: Subject, width: int) -> list[Line]:
    if not subject.full:
        text = " · ".join(one_line(need.what) for need in needs)
        return shortened(flow([(text, "text")], width), 1, width) if needs else []
    today = subject.network.today
    lines: list[Line] = []
    for need in needs:
        details = [
            " ".join(f"#{one_line(tag)}" for tag in need.tags),
            one_line(need.why),
            _("since {date}").format(date=short_date(need.since, today)) if need.since else "",
            _("until {date}").format(date=short_date(need.until, today)) if need.until else "",
        ]
        lines += flow([(one_line(need.what), "text"), *((f"  {text}", "muted") for text in details if text)], width)
    return lines


def _dates(subject: Subject, width: int) -> list[Line]:
    today = subject.network.today
    lines: list[Line] = []
    for anniversary in subject.contact.dates:
        day = anniversary.next_on(today)
        if subject.full or (day - today).days <= _DATES_AHEAD:
            when = f"  {short_date(day, today)}, {day_words(day, today)}"
            lines += flow([(one_line(anniversary.label), "text"), (when, "muted")], width)
    return lines


def _met(subject: Subject) -> list[Span]:
    met, book = subject.contact.met, subject.network.book
    if met is None:
        return []
    event = book.events[met.event].name if met.event in book.events else met.event
    through = book.contacts[met.through].name if met.through in book.contacts else met.through
    parts = [
        short_date(met.on, subject.network.today) if met.on else "",
        one_line(event),
        _("through {name}").format(name=one_line(through)) if through else "",
    ]
    spans: list[Span] = [(" · ".join(filter(None, parts)), "muted")]
    if met.cue:
        spans = [(one_line(met.cue), "text"), ("  " if spans[0][0] else "", "text"), *spans]
    return spans


def _reach(contact: Contact, full: bool, width: int) -> list[Line]:
    written = contact.emails or contact.phones
    links = contact.links if full or not written else ()
    means = [*contact.emails, *contact.phones, *map(_without_scheme, links), contact.place]
    text = " · ".join(one_line(item) for item in means if item)
    lines = flow([(text, "muted")], width) if text else []
    return lines if full else shortened(lines, 1, width)


def _without_scheme(link: str) -> str:
    return link.partition("://")[2].removeprefix("www.") or link


def _notes(notes: str, full: bool, width: int) -> list[Line]:
    paragraphs = printable(notes).strip().split("\n") if notes.strip() else []
    lines = [line for paragraph in paragraphs for line in flow([(paragraph, "text")], width)]
    return lines if full else shortened(lines, _NOTE_LINES, width)


def _rule(text: str, width: int) -> Line:
    return [("── ", "line"), (text, "muted"), (" " + "─" * max(0, width - cell_len(text) - 4), "line")]


def _entry(subject: Subject, entry: Entry, channels: int) -> Iterator[Line]:
    """A line of the log: day, arrow, channel, note, and at the right edge what stands beside it; unfolded, below."""
    item = entry.interaction
    lived = "text" if item.effective_direction != "out" else "muted"
    start: list[Span] = [
        (f"{item.on.day:>2}  ", "muted"),
        (ARROW[item.effective_direction], "accent" if item.on > subject.network.today else lived),
        (f" {cell(_(CHANNEL[item.channel]), channels)}  ", "muted"),
    ]
    indent = sum(cell_len(text) for text, _style in start)
    width = max(2, subject.width - indent)
    note, said = one_line(item.note), ", ".join(_said(subject, entry))
    if subject.full:
        lines = [*(flow([(note, "text")], min(width, _READABLE)) if note else []), *flow([(said, "muted")], width)]
        yield [*start, *lines[0]]
        yield from ([(" " * indent, "text"), *line] for line in lines[1:] if line)
        return
    side = f"  {cell(said, min(cell_len(said), width // 2))}" if said else ""
    room = max(2, width - cell_len(side))
    [line] = shortened(flow([(note, "text")], room), 1, room)
    gap = room - sum(cell_len(text) for text, _style in line)
    yield [*start, *line, (" " * gap + side, "muted")]


def _said(subject: Subject, entry: Entry) -> Iterable[str]:
    """What stands beside the note: who else was there, how deep it went, what was given and received."""
    item, contacts = entry.interaction, subject.network.book.contacts
    others = [who for who in (entry.owner, *item.with_) if who != subject.who]
    if item.on > subject.network.today:
        yield _("planned")
    if others:
        first = contacts[others[0]].name if others[0] in contacts else others[0]
        more = f" +{len(others) - 1}" if len(others) > 1 else ""
        yield _("with {name}").format(name=one_line(first, 40)) + more
    if subject.full and item.depth:
        yield _(DEPTH[item.depth])
    if given := flags(item):
        yield given
