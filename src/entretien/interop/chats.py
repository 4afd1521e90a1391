"""WhatsApp's exported chats and Telegram's `result.json`: on which days somebody wrote, never what.

WhatsApp's dates are in the phone's own order and style, which the whole file must tell. A chat of two gives both
sides; of a group, only who wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from entretien.errors import UnreadableSourceError
from entretien.i18n import _
from entretien.identity import name_key, name_words, phone_key
from entretien.interop.candidates import PROGRESS_EVERY, Context, Reading, Remark
from entretien.interop.dates import days_come_first, read_date
from entretien.interop.mentions import Me, Mentions, named
from entretien.interop.own_json import parse_json
from entretien.interop.source import Source
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction

_MARKS: Final = dict.fromkeys((0x200E, 0x200F, 0x202A, 0x202C, 0xFEFF))
_STAMP: Final = re.compile(
    r"\[?(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4})[,.]?\s+(?:\S{1,3}\s)?"
    r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?\s*m\.?)?)\]?(?:\s+-)?\s+(?P<rest>.*)",
    re.IGNORECASE,
)
_SENDER: Final = re.compile(r'(?P<name>[^:"]{1,100}?):(?:\s|$|\.)')
_ENOUGH: Final = 2
"""Lines with a stamp among the first ones that make a file a chat."""


@dataclass(frozen=True, slots=True)
class _Message:
    name: str
    on: date
    mine: bool = False


def detect(source: Source) -> bool:
    """Whether the file's lines start as a chat's do."""
    lines = [line for line in source.start.split("\n")[:40] if line.strip()]
    return sum(_stamped(line) is not None for line in lines) >= min(_ENOUGH, max(1, len(lines)))


def read(source: Source, context: Context) -> Reading:
    """Who wrote on which days.

    "I" am who the settings say, else the one of two writers whom the file isn't named after ("Chat with Zoé.txt");
    where neither tells, only what others wrote is known.
    """
    found = [(number, match) for number, line in enumerate(source.lines(), 1) if (match := _stamped(line))]
    known = days_come_first(match["date"] for _number, match in found)
    twelve_hours = any("m" in match["time"].lower() for _number, match in found)
    day_first = context.day_first and not twelve_hours if known is None else known
    written: list[_Message] = []
    for _number, match in found:
        sender = _SENDER.match(match["rest"])
        on = read_date(match["date"], day_first=day_first)
        if sender and on:
            written.append(_Message(named(sender["name"].lstrip("~ ")), on))
        if len(written) % PROGRESS_EVERY == 0:
            context.progress(len(written))
    mine = _my_names(written, source, context)
    people = Mentions()
    _take(people, [replace(message, mine=message.name in mine) for message in written], context)
    problems = []
    if known is None and any(not re.match(r"\d{4}", match["date"]) for _number, match in found):
        order = _("day before month") if day_first else _("month before day")
        reason = _("The dates could be read either way; they were read {order}.").format(order=order)
        problems.append(Remark(row=found[0][0], reason=reason))
    return Reading(format="whatsapp", file=source.path, candidates=people.candidates(), problems=tuple(problems))


def _stamped(line: str) -> re.Match[str] | None:
    """The start of a message; digits of other scripts are read too."""
    plain = line[:300].translate(_MARKS).replace("\u202f", " ").replace("\u00a0", " ").rstrip("\r\n")
    if not plain.isascii():
        plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)
    return _STAMP.match(plain)


def _my_names(written: Iterable[_Message], source: Source, context: Context) -> set[str]:
    me = Me(context.me)
    names = list(dict.fromkeys(message.name for message in written))
    mine = {name for name in names if name in me}
    if not mine and len(names) == 2:
        title = set(name_words(source.path.stem))
        titled = [name for name in names if set(name_words(name)) and set(name_words(name)) <= title]
        if len(titled) == 1:
            mine = set(names) - set(titled)
    return mine


def _take(people: Mentions, written: Iterable[_Message], context: Context) -> None:
    """The others of a chat. In a chat of two, what I wrote was to the other one."""
    messages = list(written)
    others = list(dict.fromkeys(message.name for message in messages if not message.mine))
    for name in others:
        is_number = name[:1] in "+0" and not any(map(str.isalpha, name)) and phone_key(name, context.region)
        people.know(_key(name), Contact(name=name, phones=(name,) if is_number else ()))
    for message in messages:
        if not message.mine:
            people.add(_key(message.name), Interaction(on=message.on, direction="in"))
        elif len(others) == 1:
            people.add(_key(others[0]), Interaction(on=message.on, direction="out"))


def _key(name: str) -> str:
    return f"name:{name_key(name) or name}"


class Telegram:
    """The reader of Telegram Desktop's JSON: one chat, or all of them."""

    def detect(self, source: Source) -> bool:
        """Whether the file has a chat's keys at its start."""
        start = source.start.lstrip()
        if not start.startswith("{"):
            return False
        is_chat = '"messages"' in start and ('"from_id"' in start or '"date_unixtime"' in start)
        return is_chat or ('"personal_information"' in start and '"chats"' in start)

    def read(self, source: Source, context: Context) -> Reading:
        """Who wrote on which days, in personal chats and groups. Raises UnreadableSourceError for other JSON."""
        document = parse_json(source)
        if not isinstance(document, dict):
            raise UnreadableSourceError(_("{path} holds no chats.").format(path=source.name))
        listed = document.get("chats")
        chats = listed.get("list") if isinstance(listed, dict) else [document]
        owner = document.get("personal_information")
        my_id = f"user{owner.get('user_id')}" if isinstance(owner, dict) else ""
        people = Mentions()
        for number, chat in enumerate(chats if isinstance(chats, list) else ()):
            context.progress(number)
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                _take(people, _telegram_messages(chat["messages"], my_id, Me(context.me)), context)
        return Reading(format="telegram", file=source.path, candidates=people.candidates())


def _telegram_messages(messages: list[Any], my_id: str, me: Me) -> Iterator[_Message]:
    for message in messages:
        if isinstance(message, dict) and message.get("type") == "message" and isinstance(message.get("from"), str):
            on = read_date(str(message.get("date", "")), day_first=False)
            name = named(message["from"].encode("utf-8", "replace").decode())
            if on and name:
                yield _Message(name, on, mine=message.get("from_id") == my_id or name in me)


TELEGRAM: Final = Telegram()
