"""The fields of a line and where they stand: what a line about somebody new and a sentence about a contact share."""

from __future__ import annotations

import sys
from typing import Any, Final

from entretien.capture.context import Context, Names, plain, word_set
from entretien.capture.draft import Draft, Reference, Role, Span
from entretien.capture.lexer import Token, words_of
from entretien.capture.reach import Reaches
from entretien.dataclass import dataclass, field
from entretien.i18n import _
from entretien.model.cadence import Cadence
from entretien.model.contact import Promise
from entretien.model.ids import slug

REACH: Final = ("email", "phone", "link")
"""The kinds of tokens that are ways to reach somebody."""

_PREPOSITIONS: Final = word_set("to at with from via on for a à de chez avec par sur pour vers and et see voir cf")


@dataclass
class Reader:
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
            note="\n".join(self.notes),
            doubts=tuple(self.doubts),
            spans=tuple(sorted(self.spans, key=lambda span: span.start)),
            **values,
        )

    def add(self, name: str, value: object) -> None:
        """One more value of a field that holds several."""
        self.lists.setdefault(name, []).append(value)

    def mark(self, role: Role, start: int, end: int, *, ok: bool = True) -> None:
        """Say what a stretch of the text is."""
        if end > start:
            self.spans.append(Span(start, end, role, ok))

    def slice(self, first: int, stop: int) -> str:
        """The text of the tokens from `first` to before `stop`, as it is kept."""
        if stop - first == 1 and self.tokens[first].kind in ("word", "quote"):
            return self.tokens[first].value
        return words_of(self.line[self.tokens[first].start : self.tokens[stop - 1].end]) if first < stop else ""

    def leave(self, first: int, stop: int) -> None:
        """Put the tokens into the note."""
        if stop > first:
            self.notes.append(self.slice(first, stop))
            self.mark("note", self.tokens[first].start, self.tokens[stop - 1].end)

    def words_from(self, first: int, most: int = sys.maxsize) -> int:
        """Where the run of plain words that begins at `first` ends, after `most` words at the latest."""
        stop = first
        while stop < len(self.tokens) and stop - first < most and self.tokens[stop].kind == "word":
            stop += 1
        return stop

    def texts(self, first: int, stop: int) -> list[str]:
        """The values of the tokens from `first` to before `stop`."""
        return [token.value for token in self.tokens[first:stop]]

    def text_until(self, first: int) -> int:
        """Where a free text that begins at `first` ends: at a marker, or at a way to reach somebody.

        One that follows a preposition belongs to the text: "send the deck to paul@acme.example".
        """
        stop = first
        while stop < len(self.tokens):
            token = self.tokens[stop]
            if token.kind in REACH and stop > first and plain(self.tokens[stop - 1].value) in _PREPOSITIONS:
                stop += 1
            elif token.kind != "word":
                break
            else:
                stop += 1
        return stop

    def reach(self, index: int) -> int:
        """Take the address, link or number at `index`; where it ends."""
        token = self.tokens[index]
        self.add(f"{token.kind}s", token.value)
        role: Any = token.kind
        self.mark(role, token.start, token.end)
        return index + 1

    def marked(self, index: int) -> int:
        """Read the field that the marker at `index` begins; where it ends."""
        mark, value = self.tokens[index], index + 1
        if mark.value == ";":
            return self._cue(value)
        if value >= len(self.tokens) or self.tokens[value].kind not in ("word", "quote"):
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
        return self._event(value)

    def _known(self, names: Names, first: int) -> tuple[int, str | None]:
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
        typed = self.slice(first, first + count).rstrip(",.;:")
        if known is None and slug(typed) in self.context.circles:
            known = slug(typed)
        text = self.context.circles[known].name if known else typed
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
        stop = first + 1 if self.tokens[first].kind == "quote" else self.words_from(first, 4)
        if "cadence" in self.fields:
            self.leave(first - 1, stop)
            return stop
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
        from entretien.capture.dates import day_at_end, day_at_start

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
        quoted = first < len(self.tokens) and self.tokens[first].kind == "quote"
        stop = first + 1 if quoted else self.text_until(first)
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
        for found in Reaches(self.line, self.context.region).after(start):
            self.add(f"{found.kind}s", found.value)
        self.notes.append(rest)
        first = self.line.index(rest, start)
        self.mark("note", first, first + len(rest))
