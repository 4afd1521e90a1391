"""Ids: the stem of a file, lower-case ASCII words with hyphens, safe on every disk."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from entretien.pattern import pattern

ID_SHAPE: Final = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST: Final = 60

_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "’": "'"}
)
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)


class _Folded(dict[str, str]):
    """Each letter beyond ASCII without accents and in lower case, worked out once."""

    def __missing__(self, letter: str) -> str:
        from unicodedata import combining, normalize

        bare = "".join(char for char in normalize("NFKD", letter) if not combining(char))
        folded = self[letter] = bare.casefold().translate(_LETTERS)
        return folded


_folded: Final = _Folded()
_BEYOND_ASCII: Final = pattern(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Lower-case without accents, for comparing and searching: "Łukasz Dupré" is "lukasz dupre"."""
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(lambda match: _folded[match[0]], text.lower())


def slug(name: str) -> str:
    """The id that a name asks for. Letters of other scripts are written as their code points."""
    words = []
    for word in re.findall(r"[^\W_]+", fold(name).replace("'", "")):
        ascii_word = "".join(char if char.isascii() else f"u{ord(char):x}" for char in word)
        words.append(ascii_word)
    stem = "-".join(words)[:LONGEST].strip("-") or "contact"
    return f"{stem}-1" if stem in _RESERVED else stem


def free_id(name: str, taken: Container[str]) -> str:
    """The id for `name`, numbered from 2 where it is taken: "marie-dupont-2"."""
    stem = slug(name)
    number, candidate = 1, stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate
