"""The calendar at hand: which file it is, who will be there, and logging a meeting once it is over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from entretien import disk
from entretien.actions.interactions import log
from entretien.book import Book
from entretien.config import Config
from entretien.dataclass import replace
from entretien.errors import EntretienError
from entretien.i18n import _
from entretien.interop.agenda import Meeting, agenda
from entretien.model.change import Change
from entretien.model.ids import fold
from entretien.model.interaction import TOGETHER
from entretien.paths import Places, expanded

_REMEMBERED = "calendar"


def calendar_path(config: Config, places: Places) -> Path | None:
    """The calendar that the settings name, else the one that was opened last; None if there is none yet."""
    if config.calendar:
        return expanded(config.calendar)
    try:
        return Path((places.own / _REMEMBERED).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None


def remember_calendar(places: Places, path: Path) -> None:
    """Open this calendar next time, unless the settings name one. Raises EntretienError where that can't be noted."""
    noted = places.own / _REMEMBERED
    try:
        disk.make_own_folder(places.own)
        disk.write_whole(noted, f"{path.absolute()}\n".encode(errors="surrogateescape"))
    except OSError as error:
        raise EntretienError(_("{path} can't be written: {error}").format(path=noted, error=error)) from error


def coming(book: Book, path: Path, today: date, days: int, config: Config) -> tuple[Meeting, ...]:
    """The meetings of `days` days from today on. Raises UnreadableSourceError for what is no calendar."""
    return agenda(book, path, today, days=days, me=config.me, region=config.region)


def to_log(book: Book, path: Path, today: date, days: int, config: Config) -> tuple[Meeting, ...]:
    """The meetings with contacts, of today and the `days` days before, that aren't logged yet.

    Raises UnreadableSourceError for what is no calendar.
    """
    past = agenda(book, path, today, days=-days, me=config.me, region=config.region)
    return tuple(meeting for meeting in past if meeting.known and not is_logged(book, meeting))


def is_logged(book: Book, meeting: Meeting) -> bool:
    """Whether the meeting is on the timeline of everybody who was there, under its name."""
    return all(
        any(
            entry.interaction.on == meeting.on and _is_of(entry.interaction.note, meeting)
            for entry in book.timeline(who)
        )
        for who in meeting.known
    )


def logged_otherwise(book: Book, meeting: Meeting) -> bool:
    """Whether something else that people do together is logged with one of them on that day: perhaps this meeting."""
    return any(
        entry.interaction.on == meeting.on
        and entry.interaction.channel in TOGETHER
        and not _is_of(entry.interaction.note, meeting)
        for who in meeting.known
        for entry in book.timeline(who)
    )


def log_meeting(book: Book, meeting: Meeting, today: date) -> Change:
    """Log a meeting with all contacts who were there, as one line and one step; those deleted since are left out."""
    known = tuple(who for who in meeting.known if who in book.contacts)
    if not known:
        return Change("", ())
    return log(book, known[0], replace(meeting, known=known).interaction(), today)


def _is_of(note: str, meeting: Meeting) -> bool:
    return fold(note.strip()) == fold(meeting.summary.strip())
