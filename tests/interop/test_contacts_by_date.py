"""Sources that tell when there was contact: LinkedIn's messages, chats, calendars, mail."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from entretien.errors import UnreadableSourceError
from entretien.interop.agenda import agenda
from entretien.interop.candidates import Reading
from entretien.interop.preview import Decision
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from tests.interop.helpers import TODAY, Desk, book_of, look, read

MARIE = Contact(
    id="marie-dupont",
    name="Marie Dupont",
    emails=("marie@acme.example",),
    links=("https://www.linkedin.com/in/marie",),
    phones=("+33 6 99 00 12 34",),
)
PAUL = Contact(id="paul-roy", name="Paul Roy", emails=("paul@roy.example",))


def days(reading: Reading, label: str) -> list[tuple[str, str]]:
    (found,) = [candidate for candidate in reading.candidates if candidate.label == label]
    return [(str(item.on), item.effective_direction) for item in found.contact.interactions]


def taken_once(reading: Reading, *known: Contact) -> Desk:
    """Import into a book of these contacts; a second time changes nothing, with and without memory."""
    desk = Desk(book_of(*known))
    desk.take(reading)
    assert not desk.look(reading).change()
    assert not look(desk.book, reading).change()
    return desk


MESSAGES = """\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,,Marie Dupont,https://linkedin.com/in/marie,Zoé Moi,https://x.linkedin.com/in/zoe,2024-03-16 09:30 UTC,,secret,INBOX
c1,,Zoé Moi,https://www.linkedin.com/in/zoe,Marie Dupont,https://www.linkedin.com/in/marie,2024-03-15 10:00:00 UTC,,"two
lines",INBOX
c2,,Zoé Moi,https://www.linkedin.com/in/zoe,Paul Roy,,2024-04-01 10:00:00 UTC,,x,INBOX
c2,,Paul Roy,https://www.linkedin.com/in/paul,Zoé Moi,https://www.linkedin.com/in/zoe,not a day,,x,INBOX
c3,,Zoé Moi,https://www.linkedin.com/in/zoe,Several,"https://www.linkedin.com/in/a,https://www.linkedin.com/in/b",2024-04-02,,x,INBOX
c4,,Spammer,https://www.linkedin.com/in/spam,Zoé Moi,https://www.linkedin.com/in/zoe,2024-04-02,,x,SPAM
c5,,,,,,,,,
"""


def test_linkedin_messages_give_days_and_sides_never_text(tmp_path: Path) -> None:
    reading = read(tmp_path / "messages.csv", MESSAGES)
    assert reading.format == "linkedin-messages"
    assert days(reading, "Marie Dupont") == [("2024-03-15", "out"), ("2024-03-16", "in")]
    assert days(reading, "Paul Roy") == [("2024-04-01", "out")]
    assert [candidate.label for candidate in reading.candidates] == ["Marie Dupont", "Paul Roy"]
    assert "secret" not in repr(reading)
    assert len(reading.problems) == 1
    desk = taken_once(reading, MARIE)
    assert len(desk["marie-dupont"].interactions) == 2
    assert set(desk.book.contacts) == {"marie-dupont"}


def test_strangers_are_offered_and_come_when_accepted(tmp_path: Path) -> None:
    found = look(book_of(MARIE), read(tmp_path / "messages.csv", MESSAGES))
    assert found.counts == {"created": 0, "updated": 1, "unchanged": 0, "skipped": 1}
    assert found.decide(2, Decision(take=True)).counts["created"] == 1


def test_it_must_be_clear_who_i_am(tmp_path: Path) -> None:
    two = "\n".join(MESSAGES.split("\n")[:3]) + '\nlines",INBOX\n'
    with pytest.raises(UnreadableSourceError, match=r"config\.toml"):
        read(tmp_path / "messages.csv", two)
    reading = read(tmp_path / "messages.csv", two, me=("https://www.linkedin.com/in/zoe",))
    assert days(reading, "Marie Dupont") == [("2024-03-15", "out"), ("2024-03-16", "in")]


def test_linkedin_invitations(tmp_path: Path) -> None:
    content = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Zoé Moi,Marie Dupont,"1/15/24, 7:30 PM",hello,OUTGOING,https://x/in/zoe,https://www.linkedin.com/in/marie\n'
        'Paul Roy,Zoé Moi,"12/3/23, 9:05 AM",,INCOMING,https://www.linkedin.com/in/paul,https://x/in/zoe\n'
    )
    reading = read(tmp_path / "Invitations.csv", content)
    assert days(reading, "Marie Dupont") == [("2024-01-15", "out")]
    assert days(reading, "Paul Roy") == [("2023-12-03", "in")]
    assert reading.candidates[1].contact.interactions[0].no_reply
    taken_once(reading, MARIE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("30/12/2023, 14:30 - {}", "02/01/2024, 09:05 - {}"),
        ("[30/12/2023, 14:30:12] {}", "[02/01/2024, 09:05:00] {}"),
        ("12/30/23, 2:30 PM - {}", "1/2/24, 9:05 AM - {}"),
        ("12/30/2023, 02:30 p. m. - {}", "01/02/2024, 09:05 a. m. - {}"),
        ("\u200e[30.12.23, 14:30:12] {}", "[02.01.24, 09:05:00] {}"),
        ("2023/12/30, 14:30 - {}", "2024/01/02, 09:05 - {}"),
        ("30/12/2023 à 14:30 - {}", "02/01/2024 à 09:05 - {}"),
        ("[2023-12-30, 14:30] {}", "[2024-01-02, 09:05] {}"),
        ("٣٠/١٢/٢٠٢٣, ١٤:٣٠ - {}", "٠٢/٠١/٢٠٢٤, ٠٩:٠٥ - {}"),
    ],
)
def test_whatsapp_in_the_styles_of_phones(tmp_path: Path, first: str, second: str) -> None:
    lines = [
        first.format("Messages and calls are end-to-end encrypted."),
        first.format("Marie Dupont: a secret\nthat goes on: here"),
        second.format("Zoé Moi: an answer"),
        second.format('Zoé Moi changed the subject to "a: b"'),
    ]
    reading = read(tmp_path / "chat.txt", "\n".join(lines), me=("Zoé Moi",))
    assert reading.format == "whatsapp"
    assert days(reading, "Marie Dupont") == [("2023-12-30", "in"), ("2024-01-02", "out")]
    assert "secret" not in repr(reading)


def test_whatsapp_tells_me_from_the_other_by_the_files_name_and_known_people_by_number(tmp_path: Path) -> None:
    chat = "30/12/2023, 14:30 - +33 6 99 00 12 34: hello\n31/12/2023, 14:30 - Zoé: hi\n"
    reading = read(tmp_path / "WhatsApp Chat with +33 6 99 00 12 34.txt", chat)
    assert days(reading, "+33 6 99 00 12 34") == [("2023-12-30", "in"), ("2023-12-31", "out")]
    desk = taken_once(reading, MARIE)
    assert len(desk["marie-dupont"].interactions) == 2


def test_a_chat_whose_dates_could_be_either_says_how_they_were_read(tmp_path: Path) -> None:
    chat = "01/02/2023, 14:30 - Marie: hello\n02/03/2023, 14:30 - Marie: hi\n"
    english = read(tmp_path / "chat.txt", chat)
    french = read(tmp_path / "chat.txt", chat, day_first=True)
    assert days(english, "Marie")[0] == ("2023-01-02", "in")
    assert days(french, "Marie")[0] == ("2023-02-01", "in")
    assert [len(reading.problems) for reading in (english, french)] == [1, 1]


def test_a_name_alone_takes_nobodys_log_but_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path / "chat.txt", "30/12/2023, 14:30 - Marie Dupont: hello\n")
    found = look(book_of(MARIE), reading)
    (row,) = found.rows
    assert (row.state, row.namesakes) == ("skipped", ("marie-dupont",))
    merged = found.merge(row.row, "marie-dupont")
    assert merged.counts["updated"] == 1
    desk = Desk(book_of(MARIE))
    desk.commit(merged)
    assert desk.look(reading).counts["unchanged"] == 1


def test_telegram_one_chat_and_all_of_them(tmp_path: Path) -> None:
    messages = [
        {
            "type": "message",
            "date": "2024-03-15T09:30:00",
            "from": "Marie",
            "from_id": "user2",
            "text": ["a", {"b": 1}],
        },
        {"type": "message", "date": "2024-03-16T09:30:00", "from": "Zoé", "from_id": "user1", "text": "secret"},
        {"type": "service", "date": "2024-03-17T09:30:00", "actor": "Marie"},
        {"type": "message", "date": "x", "from": "Marie", "from_id": "user2"},
    ]
    chat = {"name": "Marie", "type": "personal_chat", "id": 1, "messages": messages}
    alone = read(tmp_path / "result.json", json.dumps(chat), me=("Zoé",))
    everything = {"personal_information": {"user_id": 1}, "chats": {"list": [chat, {"messages": None}]}}
    for reading in (alone, read(tmp_path / "all.json", json.dumps(everything))):
        assert reading.format == "telegram"
        assert days(reading, "Marie") == [("2024-03-15", "in"), ("2024-03-16", "out")]
        assert "secret" not in repr(reading)


def calendar(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n"


COFFEE = """
UID:1
DTSTART:20261106T100000
DTEND:20261106T110000
SUMMARY:Coffee\\, at last
ORGANIZER;CN=Me:mailto:me@home.example
ATTENDEE;CN="Dupont, Marie":MAILTO:Marie@Acme.example
ATTENDEE:mailto:paul@roy.example
ATTENDEE;CN=Room 1;CUTYPE=ROOM:mailto:room@acme.example
ATTENDEE;PARTSTAT=DECLINED:mailto:no@acme.example
BEGIN:VALARM
TRIGGER:PT-2H
END:VALARM
"""
WEEKLY = """
UID:2
DTSTART;TZID=Europe/Paris:20261102T090000
RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z
EXDATE;TZID=Europe/Paris:20261109T090000
SUMMARY:Team
LOCATION:https://zoom.us/j/1
ATTENDEE;CN=Paul Roy:mailto:paul@roy.example
"""
MOVED = """
UID:2
RECURRENCE-ID;TZID=Europe/Paris:20261130T090000
DTSTART;TZID=Europe/Paris:20261201T140000
SUMMARY:Team\\, moved
ATTENDEE;CN=Paul Roy:mailto:paul@roy.example
"""
CANCELLED = COFFEE.replace("UID:1", "UID:3\nSTATUS:CANCELLED").replace("06T", "07T")
BROKEN = "UID:4\nDTSTART:yesterday\nATTENDEE:mailto:x@x.example"
CALENDAR = calendar(COFFEE, WEEKLY, MOVED, CANCELLED, BROKEN)


def test_past_meetings_become_one_entry_with_those_who_are_known(tmp_path: Path) -> None:
    reading = read(tmp_path / "c.ics", CALENDAR, me=("me@home.example",))
    assert reading.format == "ics"
    assert len(reading.problems) == 1
    desk = taken_once(reading, MARIE, PAUL)
    coffee = Interaction(on=date(2026, 11, 6), channel="meet", with_=("marie-dupont",), note="Coffee, at last")
    assert desk["marie-dupont"].interactions == ()
    assert desk.book.log_of("marie-dupont") == (coffee,)
    team = [item for item in desk.book.log_of("paul-roy") if item.note == "Team"]
    assert [(item.on.day, item.channel) for item in team] == [(2, "video"), (16, "video"), (23, "video")]


def test_whoever_of_a_meeting_is_known_gets_it_and_the_rest_is_offered(tmp_path: Path) -> None:
    reading = read(tmp_path / "c.ics", calendar(COFFEE), me=("me@home.example",))
    desk = taken_once(reading, PAUL)
    assert desk["paul-roy"].interactions == (Interaction(on=date(2026, 11, 6), channel="meet", note="Coffee, at last"),)
    found = look(book_of(PAUL), reading)
    with_both = found.decide(1, Decision(take=True))
    after = book_of(PAUL).apply(with_both.change())
    assert after.contacts["dupont-marie"].interactions[0].with_ == ("paul-roy",)
    assert after.contacts["paul-roy"].interactions == ()


def test_a_calendar_without_meetings_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path / "c.ics", calendar("UID:1\nDTSTART;VALUE=DATE:20260101\nSUMMARY:Holiday"))
    assert (reading.rows, len(reading.problems)) == (0, 1)


def test_the_agenda_shows_the_next_days_with_those_who_will_be_there(tmp_path: Path) -> None:
    (tmp_path / "cal").mkdir()
    (tmp_path / "cal" / "a.ics").write_text(CALENDAR)
    book = book_of(MARIE, PAUL)
    meetings = agenda(book, tmp_path / "cal", TODAY, days=8, me=("me@home.example",))
    assert [(str(item.on), item.at, item.summary, item.known) for item in meetings] == [
        ("2026-12-01", time(14), "Team, moved", ("paul-roy",))
    ]
    past = agenda(book, tmp_path / "cal", TODAY, days=-20, me=("me@home.example",))
    assert [item.summary for item in past] == ["Coffee, at last", "Team", "Team"]
    assert past[0].known == ("marie-dupont", "paul-roy")
    assert past[0].interaction().with_ == ("paul-roy",)
    with pytest.raises(UnreadableSourceError):
        agenda(book, tmp_path / "missing.ics", TODAY)
