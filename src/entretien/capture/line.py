"""One line of text, in any order, as a draft. The grammar is the table in `grammar`.

A line is read in two passes: `lexer.split` finds words, markers, quoted values and ways to reach somebody; the reader
below gives each its field. What has no marker is the name if it comes first, the title after an organisation, and the
note anywhere else. A value without quotes goes on to the next marker, address, link or number, but an organisation, a
tag and a circle are one word or a known name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from entretien.capture.context import Context, plain, word_set
from entretien.capture.dates import day_at_end, day_at_start
from entretien.capture.draft import Draft, Reference, Role, Span
from entretien.capture.lexer import Token, clean, split, words_of
from entretien.capture.reach import reaches
from entretien.capture.sentence import read_clause
from entretien.capture.titles import name_words, organisation_words, title_words
from entretien.i18n import _
from entretien.model.cadence import Cadence
from entretien.model.contact import Promise
from entretien.model.interaction import Interaction

LONGEST_NAME: Final = 120
"""Characters; longer text without a marker is no name."""

_SENTENCE_MARKS: Final = "#+<>!?~"
_ABOUT: Final = re.compile(r"\s*([^:@#<>;~\n]{1,80}?)\s?:(?=\s|$)")
_PREPOSITIONS: Final = word_set("to at with from via on for a à de chez avec par sur pour vers and et see voir cf")
_REACH: Final = ("email", "phone", "link")


def parse_line(text: str, context: Context) -> Draft:
    """Understand a line as far as it goes: always a draft, whose `problem` says why it can't be saved, if so."""
    line = clean(text)
    head = re.match(r"\s*[^\n]*", line)
    end = head.end() if head else 0
    about = _ABOUT.match(line[:end])
    ids = context.people.named(about[1]) if about else ()
    if about and ids:
        return _Sentence(text, line, context).read(about, ids, end)
    return _Line(text, line, context).read(about, end)


@dataclass
class _Reader:
    """Collects the fields of one line."""

    text: str
    line: str
    context: Context
    fields: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    def draft(self, **more: Any) -> Draft:
        """What has been collected, as a draft."""
        values = {**self.fields, **{name: tuple(dict.fromkeys(items)) for name, items in self.lists.items()}, **more}
        return Draft(
            text=self.text,
            today=self.context.today,
            note="\n".join(self.notes),
            doubts=tuple(self.doubts),
            spans=tuple(sorted(self.spans, key=lambda span: span.start)),
            **values,
        )

    def add(self, name: str, value: object) -> None:
        self.lists.setdefault(name, []).append(value)

    def mark(self, role: Role, start: int, end: int, *, ok: bool = True) -> None:
        if end > start:
            self.spans.append(Span(start, end, role, ok))

    def slice(self, first: int, stop: int) -> str:
        """The text of the tokens from `first` to before `stop`, as it is kept."""
        tokens = self.tokens[first:stop]
        if len(tokens) == 1:
            return (
                tokens[0].value
                if tokens[0].kind in ("word", "quote")
                else words_of(self.line[tokens[0].start : tokens[0].end])
            )
        return words_of(self.line[tokens[0].start : tokens[-1].end]) if tokens else ""

    def leave(self, first: int, stop: int) -> None:
        """Put the tokens into the note."""
        if stop > first:
            self.notes.append(self.slice(first, stop))
            self.mark("note", self.tokens[first].start, self.tokens[stop - 1].end)

    def words_from(self, first: int) -> int:
        """Where the run of plain words that begins at `first` ends."""
        stop = first
        while stop < len(self.tokens) and self.tokens[stop].kind == "word":
            stop += 1
        return stop

    def texts(self, first: int, stop: int) -> list[str]:
        return [token.value for token in self.tokens[first:stop]]

    def text_until(self, first: int) -> int:
        """Where a free text that begins at `first` ends: at a marker, or at a way to reach somebody.

        One that follows a preposition belongs to the text: "send the deck to paul@acme.example".
        """
        stop = first
        while stop < len(self.tokens):
            token = self.tokens[stop]
            if token.kind in _REACH and stop > first and plain(self.tokens[stop - 1].value) in _PREPOSITIONS:
                stop += 1
            elif token.kind != "word":
                break
            else:
                stop += 1
        return stop

    def reach(self, index: int) -> int:
        token = self.tokens[index]
        self.add(f"{token.kind}s", token.value)
        role: Any = token.kind
        self.mark(role, token.start, token.end)
        return index + 1

    def marked(self, index: int) -> int:
        """Read the field that the marker at `index` begins; where it ends."""
        mark, value = self.tokens[index], index + 1
        if value >= len(self.tokens) or (mark.value != ";" and self.tokens[value].kind not in ("word", "quote")):
            self.leave(index, value)
            return value
        match mark.value:
            case "#":
                return self._tag(value)
            case "+":
                return self._circle(value)
            case "~":
                return self._cadence(value)
            case "<":
                return self._free("seeks", value)
            case ">":
                return self._free("offers", value)
            case "!" | "?":
                return self._promise(value)
            case "%":
                return self._event(value)
        return self._cue(value)

    def _known(self, names: Any, first: int) -> tuple[int, str | None]:
        """How many tokens from `first` on are one value, and what they are known as."""
        if self.tokens[first].kind == "quote":
            return 1, names.get(self.tokens[first].value)
        found = names.at_start(self.texts(first, self.words_from(first)))
        return found or (1, None)

    def _tag(self, first: int) -> int:
        count, known = self._known(self.context.tags, first)
        value = known or self.slice(first, first + count).rstrip(",.;:")
        if value:
            self.add("tags", value)
        return self._end("tag", first, first + count)

    def _circle(self, first: int) -> int:
        count, known = self._known(self.context.circle_names, first)
        text = self.context.circles[known].name if known else self.slice(first, first + count).rstrip(",.;:")
        self.add("circles", Reference(text, known))
        return self._end("circle", first, first + count, ok=known is not None)

    def _event(self, first: int) -> int:
        count, known = self._known(self.context.event_names, first)
        if known is None:
            self.doubts.append(
                _('"{text}" is not an event here; it is kept in the note.').format(text=self.tokens[first].value)
            )
            self.leave(first - 1, first + count)
        else:
            self.fields["event"] = known
            self._end("event", first, first + count)
        return first + count

    def _cadence(self, first: int) -> int:
        stop = first + 1 if self.tokens[first].kind == "quote" else min(self.words_from(first), first + 4)
        for end in range(stop, first, -1):
            try:
                self.fields["cadence"] = Cadence.parse(self.slice(first, end).rstrip(",.;:"))
            except ValueError as error:
                problem = str(error)
            else:
                return self._end("cadence", first, end)
        self.doubts.append(problem)
        self.leave(first - 1, first + 1)
        return first + 1

    def _free(self, name: Role, first: int) -> int:
        stop = first + 1 if self.tokens[first].kind == "quote" else self.text_until(first)
        if value := self.slice(first, stop).rstrip(","):
            self.add(name, value)
        return self._end(name, first, stop)

    def _promise(self, first: int) -> int:
        mine = self.tokens[first - 1].value == "!"
        role: Role = "promise" if mine else "owed"
        today, day_first = self.context.today, self.context.day_first
        quoted = self.tokens[first].kind == "quote"
        stop = first + 1 if quoted else self.text_until(first)
        due = None
        end = stop
        if quoted:
            words = self.texts(stop, self._plain_words(stop))
            if found := day_at_start(words, today, day_first=day_first):
                due, end = found[1], stop + found[0]
            elif words:
                self._doubt_day(" ".join(words))
        elif tail := day_at_end(self.texts(first + 1, stop), today, day_first=day_first):
            if tail.day is not None and tail.day >= today:
                due, stop = tail.day, first + 1 + tail.start
            else:
                self._doubt_day(self.slice(first + 1 + tail.start, stop))
        what = self.slice(first, stop).rstrip(",")
        if what:
            self.add("promises", Promise(what=what, by="me" if mine else "them", due=due, made=today))
        self._end(role, first, stop)
        if due is not None:
            self.mark("due", self.tokens[stop].start, self.tokens[end - 1].end)
        return end

    def _plain_words(self, first: int) -> int:
        """Where the words that may be a day end: `via` begins something else."""
        stop = self.words_from(first)
        via = next((index for index in range(first, stop) if self.tokens[index].value.lower() == "via"), stop)
        return min(stop, via)

    def _doubt_day(self, text: str) -> None:
        message = _('"{text}" is not understood as a day; it is kept as text. Try "fri", "in 2 weeks" or "12 mar".')
        self.doubts.append(message.format(text=text[:40]))

    def _cue(self, first: int) -> int:
        stop = self.text_until(first)
        if stop == first:
            self.mark("note", self.tokens[first - 1].start, self.tokens[first - 1].end)
            return first
        if self.fields.get("cue"):
            self.notes.append(self.slice(first, stop))
            return self._end("note", first, stop)
        self.fields["cue"] = self.slice(first, stop)
        return self._end("cue", first, stop)

    def _end(self, role: Role, first: int, stop: int, *, ok: bool = True) -> int:
        self.mark(role, self.tokens[first - 1].start, self.tokens[stop - 1].end, ok=ok)
        return stop

    def further_lines(self, start: int) -> None:
        """Keep what follows the first line as note; take from it the ways to reach the person."""
        rest = self.line[start:].strip()
        if not rest:
            return
        for found in reaches(self.line, start, self.context.region):
            self.add(f"{found.kind}s", found.value)
        self.notes.append(rest)
        first = self.line.index(rest, start)
        self.mark("note", first, first + len(rest))


class _Line(_Reader):
    """A line about somebody new."""

    def read(self, about: re.Match[str] | None, end: int) -> Draft:
        """The draft; `about` is what stands before a colon, the name of somebody not known yet."""
        start = 0
        if about and not self.line[about.start(1) : about.end(1)].isdecimal():
            self.fields["name"] = words_of(about[1])
            self.mark("name", about.start(1), about.end())
            start = about.end()
        self.tokens = split(self.line, self.context.region, start=start, end=end)
        index, tail = 0, (0, 0)
        runs: list[tuple[int, int]] = []
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.kind in _REACH:
                index = self.reach(index)
            elif token.kind == "mark" and token.value == "@":
                index, tail = self._organisation(index + 1, tail)
            elif token.kind == "mark":
                index = self.marked(index)
            elif (through := self._via(index)) > index:
                index = through
            else:
                stop = self._run_end(index)
                runs.append((index, stop))
                index = stop
        self._name_and_rest(runs, tail)
        self.further_lines(end)
        event = self.fields.pop("event", None) or (self.context.event.id if self.context.event else "")
        return self.draft(event=event, problem=self._problem())

    def _run_end(self, first: int) -> int:
        stop = first + 1
        while stop < len(self.tokens) and self.tokens[stop].kind in ("word", "quote") and self._via(stop) == stop:
            stop += 1
        return stop

    def _organisation(self, first: int, tail: tuple[int, int]) -> tuple[int, tuple[int, int]]:
        """Read an organisation and the title after it. The words of both, for when the line has no other name."""
        if first >= len(self.tokens) or self.tokens[first].kind not in ("word", "quote"):
            self.leave(first - 1, first)
            return first, tail
        stop = self._run_end(first)
        count, known = self._known(self.context.organisations, first)
        if known is None and self.tokens[first].kind == "word":
            count = organisation_words(self.texts(first, stop))
        if "org" in self.fields:
            self.leave(first - 1, stop)
            return stop, tail
        self.fields["org"] = known or self.slice(first, first + count).rstrip(",")
        self._end("org", first, first + count)
        return stop, (first + count, stop)

    def _via(self, index: int) -> int:
        """Read "via Paul", where it stands at `index`; where it ends, or `index` if it is something else."""
        following = index + 1
        if index == 0 or following >= len(self.tokens) or self.tokens[index].value.lower() != "via":
            return index
        if "via" in self.fields:
            return index
        name = self.tokens[following]
        if name.kind == "quote":
            count, known = 1, self.context.people.names.get(name.value)
        elif name.kind == "word":
            words = self.texts(following, self.words_from(following))
            found = self.context.people.names.at_start(words)
            count, known = found if found else (_capitals(words), None)
        else:
            return index
        if not count:
            return index
        text = self.slice(following, following + count).rstrip(",.")
        if known is None:
            ids = self.context.people.named(text)
            known = ids[0] if len(ids) == 1 else None
        self.fields["via"] = Reference(text, known)
        return self._end("via", following, following + count)

    def _name_and_rest(self, runs: list[tuple[int, int]], tail: tuple[int, int]) -> None:
        first, stop = tail
        if "name" not in self.fields and runs:
            start, end = runs.pop(0)
            count = name_words(self.texts(start, end))
            self._name(start, start + count)
            if start + count < end:
                runs.insert(0, (start + count, end))
        elif "name" not in self.fields and first < stop:
            titles = title_words(self.texts(first, stop))
            if first + titles < stop:
                self._name(first + titles, stop)
                stop = first + titles
        if first < stop:
            self.fields["title"] = self.slice(first, stop).rstrip(",")
            self.mark("title", self.tokens[first].start, self.tokens[stop - 1].end)
        for start, end in runs:
            self.leave(start, end)

    def _name(self, first: int, stop: int) -> None:
        self.fields["name"] = self.slice(first, stop).rstrip(",")
        self.mark("name", self.tokens[first].start, self.tokens[stop - 1].end)

    def _problem(self) -> str:
        name = self.fields.get("name", "")
        if not any(char.isalnum() for char in name):
            return _("A name is missing.")
        if len(name) > LONGEST_NAME:
            return _("This is too long for a name; put a ; before what is a note.")
        return ""


class _Sentence(_Reader):
    """A line that begins with the name of a contact and a colon: something that happened."""

    def read(self, about: re.Match[str], ids: tuple[str, ...], end: int) -> Draft:
        """The draft, with the interaction to log."""
        known = ids[0] if len(ids) == 1 else ""
        self.mark("known", about.start(1), about.end(), ok=bool(known))
        self.tokens = split(self.line, self.context.region, start=about.end(), end=end, marks=_SENTENCE_MARKS)
        index, first_run = 0, True
        happened = read_clause([], self.context.today, day_first=True)
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.kind == "mark" and not self._is_text(index):
                index = self.marked(index)
                continue
            stop = index + 1
            while stop < len(self.tokens) and (self.tokens[stop].kind != "mark" or self._is_text(stop)):
                stop += 1
            for number in range(index, stop):
                if self.tokens[number].kind in _REACH:
                    self.add(f"{self.tokens[number].kind}s", self.tokens[number].value)
            if first_run and index == 0:
                happened = read_clause(self.texts(index, stop), self.context.today, day_first=self.context.day_first)
                self._first_run(stop, happened.channel_word, happened.day_words)
            else:
                self.leave(index, stop)
            first_run = False
            index = stop
        self.further_lines(end)
        on = happened.on or self.context.today
        event = self.context.event if on == self.context.today else None
        interaction = Interaction(
            on=on,
            channel=happened.channel or ("meet" if event else "message"),
            direction=happened.direction,
            event=event.id if event else "",
            note=" ".join(self.notes),
        )
        self.notes.clear()
        problem = "" if known else self._ambiguous(words_of(about[1]), ids)
        self.fields.pop("event", None)
        return self.draft(
            known=known,
            candidates=() if known else ids,
            interaction=interaction,
            event=interaction.event,
            problem=problem,
        )

    def _is_text(self, index: int) -> bool:
        """Whether the marker at `index` is only a character here: a `+` before what is no circle."""
        if self.tokens[index].value != "+":
            return False
        following = index + 1
        return following >= len(self.tokens) or self._known(self.context.circle_names, following)[1] is None

    def _first_run(self, stop: int, channel: int | None, day: tuple[int, int] | None) -> None:
        """Keep the first run of words: the day goes to the log's date, the rest stays in its note."""
        start, end = day or (stop, stop)
        pieces = [self.slice(0, start) if start else "", self.slice(end, stop) if end < stop else ""]
        text = " ".join(piece for piece in pieces if piece)
        if text:
            self.notes.append(text)
        for index, token in enumerate(self.tokens[:stop]):
            role: Role = "channel" if index == channel else "on" if start <= index < end else "note"
            self.mark(role, token.start, token.end)

    def _ambiguous(self, name: str, ids: tuple[str, ...]) -> str:
        names = ", ".join(self.context.people.contacts[id].name for id in ids[:5])
        return _('"{name}" may be several people: {names}. Write more of the name.').format(name=name, names=names)


def _capitals(words: list[str]) -> int:
    """How many of the words look like a name: capitals, up to three."""
    count = 0
    while count < min(3, len(words)) and words[count][:1].isalpha() and not words[count][:1].islower():
        count += 1
        if words[count - 1].endswith((",", ".")):
            break
    return count
