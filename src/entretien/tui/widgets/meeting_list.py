"""Meetings by day, with who will be there under each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from entretien.i18n import _
from entretien.interop.agenda import Meeting
from entretien.meetings import is_logged
from entretien.outlook import Network
from entretien.tui.spans import Span
from entretien.tui.widgets.row_list import Row, RowList
from entretien.words import day_words, short_date


class _Line(NamedTuple):
    """A line: of a meeting, of somebody who is there, or a heading."""

    left: Sequence[Span]
    right: Sequence[Span] = ()
    meeting: Meeting | None = None
    who: str = ""


class MeetingList(RowList):
    """What is not logged yet, then what comes."""

    def __init__(self) -> None:
        super().__init__(id="meetings", classes="panel")
        self._lines: list[_Line] = []

    def show(self, network: Network, over: Sequence[Meeting], coming: Sequence[Meeting]) -> None:
        """Show the meetings that are over and not logged, and those to come."""
        before = self._line
        self._lines = [*_over(network, over), *_coming(network, coming)]
        same = next(
            (
                place
                for place, line in enumerate(self._lines)
                if before and line.meeting and (line.meeting, line.who) == (before.meeting, before.who)
            ),
            None,
        )
        self.show_rows(len(self._lines), same)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that the cursor's line is of."""
        return self._line.meeting if self._line else None

    @property
    def who(self) -> str:
        """The contact that the cursor is on; "" on a meeting's own line."""
        return self._line.who if self._line else ""

    @property
    def _line(self) -> _Line | None:
        return self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None

    def heading_at(self, index: int) -> bool:
        """A line that is of no meeting."""
        return self._lines[index].meeting is None

    def row(self, index: int, width: int) -> Row:
        """A line."""
        line = self._lines[index]
        return Row(line.left, line.right if width >= 44 else (), heading=line.meeting is None)


def _over(network: Network, meetings: Sequence[Meeting]) -> Iterator[_Line]:
    if meetings:
        yield _Line([(_("Over, and not logged yet"), "heading")])
        for meeting in meetings:
            day = f"{short_date(meeting.on, network.today)} {_at(meeting)}"
            yield from _meeting(network, meeting, day, [(f"  {day_words(meeting.on, network.today)}", "muted")])
        yield _Line([])


def _coming(network: Network, meetings: Sequence[Meeting]) -> Iterator[_Line]:
    day: date | None = None
    for meeting in meetings:
        if meeting.on != day:
            if day is not None:
                yield _Line([])
            day = meeting.on
            words = f"{day_words(day, network.today)} · {short_date(day, network.today)}"
            yield _Line([(words[:1].upper() + words[1:], "heading")])
        logged = bool(meeting.known) and is_logged(network.book, meeting)
        yield from _meeting(network, meeting, _at(meeting), [(f"  ✓ {_('logged')}", "success")] if logged else ())


def _meeting(network: Network, meeting: Meeting, when: str, right: Sequence[Span]) -> Iterator[_Line]:
    """A meeting, then those who are there: contacts, with when they were last heard of, and the others."""
    known = [who for who in meeting.known if who in network.book.contacts]
    place = f"  {meeting.place}" if meeting.place else ""
    title = meeting.summary or _("(no title)")
    yield _Line(
        [(f" {when.strip():<5}  ", "accent"), (title, "bold" if known else "muted"), (place, "faint")], right, meeting
    )
    for who in known:
        contact = network.book.contacts[who]
        last = network.relationship(who).last
        seen = [(f"  {day_words(last.on, network.today)}", "muted")] if last else []
        yield _Line([(f"        {contact.name}", "text"), (f"  {contact.org}", "muted")], seen, meeting, who)
    if meeting.others:
        names = ", ".join(person.name or person.address for person in meeting.others)
        yield _Line([("        ", "faint"), (_("not among your contacts: {names}").format(names=names), "faint")])


def _at(meeting: Meeting) -> str:
    return f"{meeting.at:%H:%M}" if meeting.at else ""
