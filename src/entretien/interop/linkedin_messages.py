"""LinkedIn's `messages.csv` and `Invitations.csv`: on which days one wrote to the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _, ngettext
from entretien.identity import linkedin_slug, name_key
from entretien.interop.candidates import PROGRESS_EVERY, Context, Reading, Remark
from entretien.interop.dates import days_come_first, read_date
from entretien.interop.mentions import Me, Mentions, named
from entretien.interop.source import Source
from entretien.interop.tables import Header, Row, Titles, find_header, read_rows
from entretien.model.contact import Contact
from entretien.model.interaction import Direction, Interaction

_IGNORED_FOLDERS: Final = frozenset({"SPAM", "DRAFT", "DRAFTS", "TRASH"})

Party = tuple[str, str]
"""Profile (its slug) and name of someone who wrote or was written to."""


class _Reader:
    """What the two files have in common."""

    def __init__(self, format: str, titles: tuple[str, ...], read_row: Callable[[_Rows], None]) -> None:
        self._format = format
        self._titles = titles
        self._read_rows = read_row

    def _is_header(self, titles: Titles) -> bool:
        return all(title in titles for title in self._titles)

    def detect(self, source: Source) -> bool:
        """Whether the file has these columns."""
        return find_header(iter(source.start.splitlines()), self._is_header) is not None

    def read(self, source: Source, context: Context) -> Reading:
        """The people, with the days of contact. Raises UnreadableSourceError where it is not clear who "I" am."""
        header = find_header(source.lines(), self._is_header)
        assert header is not None, "detect() found it"
        rows = _Rows(source, header, context)
        self._read_rows(rows)
        return Reading(
            format=self._format,
            file=source.path,
            candidates=rows.people.candidates(),
            problems=tuple(rows.problems()),
        )


class _Rows:
    """The rows of a file, and the people found in them so far."""

    def __init__(self, source: Source, header: Header, context: Context) -> None:
        self.source = source
        self.context = context
        self.me = Me(context.me)
        self.people = Mentions()
        self.rows: list[Row] = []
        self.unread: list[int] = []
        """Lines without a readable date."""
        self.profiles: dict[str, set[str]] = defaultdict(set)
        """The profiles of each name: a message often has that of one side only."""
        for row in read_rows(source, header):
            self.rows.append(row)
            self.profiles[name_key(row["from"])] |= {linkedin_slug(row["sender profile url"])} - {""}
            if len(self.rows) % PROGRESS_EVERY == 0:
                context.progress(len(self.rows))

    def add(self, row: Row, written: str, day_first: bool, party: Party, direction: Direction, **more: bool) -> None:
        """A message to or from a party on the day that a row says."""
        slug, name = party
        slug = slug or self._only_profile(name)
        on = read_date(written, day_first=day_first)
        if on is None:
            self.unread.append(row.line)
            return
        key = f"in:{slug}" if slug else f"name:{name_key(name)}"
        links = (f"https://www.linkedin.com/in/{slug}",) if slug else ()
        self.people.know(key, Contact(name=named(name, slug), links=links))
        self.people.add(key, Interaction(on=on, direction=direction, no_reply=more.get("no_reply", False)))

    def _only_profile(self, name: str) -> str:
        profiles = self.profiles.get(name_key(name), set())
        return next(iter(profiles)) if len(profiles) == 1 else ""

    def problems(self) -> Iterable[Remark]:
        """What could not be read, in one line."""
        if self.unread:
            count = len(self.unread)
            reason = ngettext("{n} row has no readable date.", "{n} rows have no readable date.", count)
            yield Remark(row=self.unread[0], reason=reason)


def _read_messages(rows: _Rows) -> None:
    kept = [row for row in rows.rows if row["folder"].upper() not in _IGNORED_FOLDERS and row["from"]]
    mine = _my_name(rows, kept)
    for row in sorted(kept, key=lambda row: row["date"]):
        sender = (linkedin_slug(row["sender profile url"]), row["from"])
        receivers = _receivers(row)
        if _same(sender, mine):
            others = [party for party in receivers if not _same(party, mine)]
            if len(others) == 1:
                rows.add(row, row["date"], False, others[0], "out")
        elif any(_same(party, mine) for party in receivers) or not receivers:
            rows.add(row, row["date"], False, sender, "in")


def _receivers(row: Row) -> list[Party]:
    urls = [linkedin_slug(url) for url in row["recipient profile urls"].split(",") if url.strip()]
    name = row["to"]
    if len(urls) <= 1:
        return [(urls[0] if urls else "", name)] if urls or name else []
    return [(url, url.replace("-", " ").title()) for url in urls]


def _same(one: Party, other: Party) -> bool:
    if one[0] and other[0]:
        return one[0] == other[0]
    return bool(one[1]) and name_key(one[1]) == name_key(other[1])


def _my_name(rows: _Rows, kept: Iterable[Row]) -> Party:
    """Me: who the settings say I am, else the one who takes part in the most conversations.

    Raises UnreadableSourceError where two take part in as many.
    """
    conversations: dict[str, set[str]] = defaultdict(set)
    parties: dict[str, Party] = {}
    for row in kept:
        for party in ((linkedin_slug(row["sender profile url"]), row["from"]), *_receivers(row)):
            if party[1] in rows.me or (party[0] and f"linkedin.com/in/{party[0]}" in rows.me):
                return party
            key = name_key(party[1])
            conversations[key].add(row["conversation id"])
            if key not in parties or party[0]:
                parties[key] = party
    ranked = Counter({key: len(ids) for key, ids in conversations.items()}).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        raise UnreadableSourceError(
            _("{path}: it is not clear which of the writers you are.").format(path=rows.source.name),
            _('Put your name or your LinkedIn address into config.toml: me = ["…"].'),
        )
    return parties[ranked[0][0]]


def _read_invitations(rows: _Rows) -> None:
    known_order = days_come_first(row["sent at"] for row in rows.rows)
    day_first = rows.context.day_first if known_order is None else known_order
    for row in rows.rows:
        incoming = row["direction"].upper() == "INCOMING"
        name = row["from"] if incoming else row["to"]
        url = row.first("inviterprofileurl") if incoming else row.first("inviteeprofileurl")
        if name or url:
            direction: Direction = "in" if incoming else "out"
            rows.add(row, row["sent at"], day_first, (linkedin_slug(url), name), direction, no_reply=incoming)


MESSAGES: Final = _Reader("linkedin-messages", ("conversation id", "from", "date"), _read_messages)
INVITATIONS: Final = _Reader("linkedin-invitations", ("from", "to", "sent at", "direction"), _read_invitations)
