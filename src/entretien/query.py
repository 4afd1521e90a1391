"""The language of searches: words, all of which must be found, in any order, and signs for what is not a word.

`marie #packaging +hec @acme is:due event:salon -"old boss"`
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal

from entretien.dataclass import dataclass
from entretien.errors import UsageError
from entretien.i18n import _
from entretien.model.ids import fold
from entretien.model.page import digits
from entretien.pattern import pattern
from entretien.standings import STANDINGS, nearest_standing, standing_named

Field = Literal["word", "phrase", "tag", "circle", "org", "is", "event"]

_SIGNS: Final[dict[str, Field]] = {"#": "tag", "+": "circle", "@": "org", "is:": "is", "est:": "is", "event:": "event"}
_TERM: Final = pattern(
    r"""(?P<minus>-)? (?P<sign>\#|\+(?!\d)|@|(?:is|est|event):)? (?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"'})
_NUMBER: Final = pattern(r"\+?[\d().-]{2,}")


class QueryError(UsageError):
    """A query that says something unknown; `understood` is the rest of it."""

    def __init__(self, message: str, hint: str, understood: Query) -> None:
        super().__init__(message, hint)
        self.understood = understood


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, its text folded. For "is", the text is one of STANDINGS."""

    field: Field
    text: str
    negated: bool = False

    def implies(self, other: Term) -> bool:
        """Whoever answers this term is known to answer the other too."""
        if self == other:
            return True
        if self.negated != other.negated or not {self.field, other.field} <= {"word", "phrase"}:
            return False
        longer, shorter = (other, self) if self.negated else (self, other)
        return shorter.text in longer.text


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: every term must be answered. No terms: everybody."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read a query. A sign with nothing behind it is ignored. Raises QueryError for an unknown `is:`."""
        terms: list[Term] = []
        unknown = ""
        for match in _TERM.finditer(text.translate(_QUOTES)):
            quoted = match["quoted"] is not None
            words = fold(match["quoted"] if quoted else match["bare"]).strip()
            if not words:
                continue
            field: Field = _SIGNS[match["sign"].lower()] if match["sign"] else "phrase" if quoted else "word"
            if field == "word" and _NUMBER.fullmatch(words):
                words = digits(words)
            elif field == "is":
                standing = standing_named(words)
                unknown = unknown or ("" if standing else words)
                words = standing
            if words:
                terms.append(Term(field, words, match["minus"] is not None))
        query = cls(tuple(dict.fromkeys(terms)))
        if unknown:
            near = nearest_standing(unknown)
            hint = (
                _("Did you mean is:{word}?").format(word=near)
                if near
                else _("Known: {words}.").format(words=", ".join(word.replace("_", "-") for word in STANDINGS))
            )
            raise QueryError(_('"is:{word}" is not known.').format(word=unknown), hint, query)
        return query

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that must be there, in the order in which they were typed."""
        return tuple(term.text for term in self.terms if term.field in ("word", "phrase") and not term.negated)

    def narrows(self, other: Query) -> bool:
        """Whoever answers this query is known to answer the other too."""
        return all(any(mine.implies(theirs) for mine in self.terms) for theirs in other.terms)

    def spans(self, text: str, *fields: Field) -> tuple[tuple[int, int], ...]:
        """Where words and phrases, and the terms of these fields, stand in a text: starts and ends, in order."""
        wanted = {"word", "phrase", *fields}
        needles = [term.text for term in self.terms if term.field in wanted and not term.negated]
        return _places(text, needles) if needles else ()


def _places(text: str, needles: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where folded needles stand in a text that is not folded; what touches or overlaps is one span."""
    if text.isascii():
        folded, origin = text.lower(), list(range(len(text) + 1))
    else:
        folded, origin = "", []
        for index, char in enumerate(text):
            letters = fold(char)
            folded += letters
            origin += [index] * len(letters)
        origin.append(len(text))
    if not any(needle in folded for needle in needles):
        return ()
    marked: set[int] = set()
    for needle in needles:
        place = folded.find(needle)
        while place >= 0:
            marked.update(range(origin[place], origin[place + len(needle) - 1] + 1))
            place = folded.find(needle, place + 1)
    spans: list[tuple[int, int]] = []
    for index in sorted(marked):
        if spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return tuple(spans)
