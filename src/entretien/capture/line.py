"""One line of text, in any order, as a draft. The grammar is the table in `grammar`.

A line is read in two passes: `lexer.split` finds words, markers, quoted values and ways to reach somebody; the reader
below gives each its field. What has no marker is the name if it comes first, the title after an organisation, and the
note anywhere else. A value without quotes goes on to the next marker, address, link or number, but an organisation, a
tag and a circle are one word or a known name.
"""

from __future__ import annotations

import re
from typing import Final

from entretien.capture.context import Context
from entretien.capture.draft import Draft, Reference, Role
from entretien.capture.lexer import clean, split, words_of
from entretien.capture.reader import REACH, Reader
from entretien.capture.titles import name_words, organisation_words, title_words
from entretien.i18n import _
from entretien.model.interaction import Interaction
from entretien.pattern import pattern

LONGEST_NAME: Final = 120
"""Characters; longer text without a marker is no name."""

LONGEST_VIA: Final = 6
"""Words of a name after "via", at most."""

_SENTENCE_MARKS: Final = "#+<>!?~"
_ABOUT: Final = pattern(r"\s*([^:@#<>;~\n]{1,80}?)\s?:(?=\s|$)")


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


class _Line(Reader):
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
            if token.kind in REACH:
                index = self.reach(index)
            elif token.kind == "mark" and token.value == "@":
                index, tail = self._organisation(index + 1, tail)
            elif token.kind == "mark":
                index = self.marked(index)
            elif self._is_via(index):
                index = self._via(index)
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
        while stop < len(self.tokens) and self.tokens[stop].kind in ("word", "quote") and not self._is_via(stop):
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

    def _is_via(self, index: int) -> bool:
        """Whether "via" stands at `index` and a name after it: a known one, one in quotes, or one with a capital."""
        if index == 0 or index + 1 >= len(self.tokens) or self.tokens[index].value.lower() != "via":
            return False
        return "via" not in self.fields and self._through(index + 1)[0] > 0

    def _through(self, first: int) -> tuple[int, str | None]:
        """How many tokens from `first` on name somebody, and the id of the contact it is."""
        if self.tokens[first].kind == "quote":
            return 1, None
        words = self.texts(first, self.words_from(first, LONGEST_VIA))
        return self.context.people.names.at_start(words) or (_capitals(words), None)

    def _via(self, index: int) -> int:
        """Read "via Paul", which stands at `index`; where it ends."""
        first = index + 1
        count, known = self._through(first)
        text = self.slice(first, first + count).rstrip(",.")
        if known is None:
            ids = self.context.people.named(text)
            known = ids[0] if len(ids) == 1 else None
        self.fields["via"] = Reference(text, known)
        return self._end("via", first, first + count)

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


class _Sentence(Reader):
    """A line that begins with the name of a contact and a colon: something that happened."""

    def read(self, about: re.Match[str], ids: tuple[str, ...], end: int) -> Draft:
        """The draft, with the interaction to log."""
        from entretien.capture.sentence import read_clause

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
                if self.tokens[number].kind in REACH:
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
        return self.draft(
            name="" if known else words_of(about[1]),
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
        if end < stop and start and self.tokens[end - 1].value.endswith(","):
            pieces[0] = f"{pieces[0].rstrip(',')},"
        if text := " ".join(piece for piece in pieces if piece):
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
