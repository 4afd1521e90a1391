"""A line of text as words, markers, quoted values, and ways to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from entretien.capture.reach import Kind, Reaches
from entretien.dataclass import dataclass
from entretien.pattern import pattern

MARKS: Final = "@#+<>!?~%;"
"""What begins a field, at the start of a word; `;` also where it ends one."""

QUOTES: Final = {'"': '"', "«": "»", "“": "”", "„": "“"}
_ESCAPED: Final = pattern(r"\\([^\w\s])")
_WORD: Final = pattern(r"\S+")
_GLUED_EMAIL: Final = pattern(r"<[^\s<>@]{1,64}@[^\s<>@]+>")
_NOT_TEXT: Final = {
    **dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0)), " "),
    **dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), " "),
    0x0A: "\n", 0x2028: "\n", 0x2029: "\n",
}  # fmt: skip
_LONE_SURROGATE: Final = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line. `value` is a mark's character, what a quote holds, or what is kept of a way to reach."""

    kind: Literal["word", "mark", "quote"] | Kind
    start: int
    end: int
    value: str


def clean(text: str) -> str:
    """The text, of the same length, with blanks for control characters and the marks that turn text around."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _LONE_SURROGATE.sub("\ufffd", text)
    return text.translate(_NOT_TEXT)


def words_of(text: str) -> str:
    """The text with its escapes resolved and single blanks."""
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def split(text: str, region: str, *, start: int = 0, end: int | None = None, marks: str = MARKS) -> list[Token]:
    """The pieces of `text` from `start` to `end`; linear in its length."""
    stop = len(text) if end is None else end
    line = text[:stop]
    reaches = Reaches(line, region)
    tokens: list[Token] = []
    position = start
    while word := _WORD.search(line, position):
        found = _tokens_at(line, word, tokens, reaches, marks)
        tokens += found
        position = found[-1].end
    return tokens


def _tokens_at(line: str, word: re.Match[str], before: Sequence[Token], reaches: Reaches, marks: str) -> list[Token]:
    """What stands at the start of a word: one token, or two where a `;` or an address in brackets ends it."""
    start, end, text = word.start(), word.end(), word[0]
    last = before[-1] if before else None
    after_mark = last is not None and last.kind == "mark" and last.end == start
    if not (after_mark and last is not None and last.value in "@#+~%"):
        if reach := reaches.at(start):
            return [Token(reach.kind, start, reach.end, reach.value)]
        if not after_mark and text[0] in marks and _opens(text):
            return [Token("mark", start, start + 1, text[0])]
    if text[0] in QUOTES and (after_mark or last is None or _is_via(last)):
        return [_quoted(line, start)]
    if "@" in text and (glued := _GLUED_EMAIL.search(text, 1)):
        end, text = start + glued.start(), text[: glued.start()]
    if ";" in marks and text.endswith(";") and not text.endswith("\\;"):
        mark = Token("mark", end - 1, end, ";")
        return [Token("word", start, end - 1, words_of(text[:-1])), mark] if len(text) > 1 else [mark]
    return [Token("word", start, end, words_of(text))]


def _opens(text: str) -> bool:
    """Whether the mark at the start of the word begins a field, rather than being punctuation."""
    following = text[1:2]
    match text[0]:
        case ";":
            return True
        case "+":
            return following in QUOTES or any(char.isalpha() for char in text)
        case "<" | ">":
            return following in QUOTES or following.isalpha() or following in ("(", "'", "’")
    return following.isalnum() or following in QUOTES


def _is_via(token: Token) -> bool:
    return token.kind == "word" and token.value.lower() == "via"


def _quoted(line: str, start: int) -> Token:
    """The quoted value from `start` on; without a closing quote it goes to the end of the line."""
    closing = QUOTES[line[start]]
    position = start + 1
    while position < len(line) and line[position] != closing:
        position += 2 if line[position] == "\\" else 1
    end = min(position, len(line))
    return Token("quote", start, min(end + 1, len(line)), words_of(line[start + 1 : end]))
