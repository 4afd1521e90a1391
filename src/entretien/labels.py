"""Lines that add and take away: `packaging -old`, `hec -sme "Wine lovers"`; what they mean, how they go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from entretien.dataclass import dataclass
from entretien.model.ids import fold
from entretien.pattern import pattern

_LABEL: Final = pattern(r"""(?P<minus>-)?[#+]?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s,]+))""")


@dataclass(frozen=True, slots=True)
class Labels:
    """What is to be added and what taken away, in the order in which it was typed, each once."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Labels:
        """Read a line. Spaces or commas part labels; quotes hold one together; a sign (#, +) before it is ignored."""
        add, remove = dict[str, None](), dict[str, None]()
        for match in _LABEL.finditer(text):
            label = (match["quoted"] if match["quoted"] is not None else match["bare"]).strip()
            if label.strip("-#+"):
                (remove if match["minus"] else add)[label] = None
        return cls(tuple(label for label in add if label not in remove), tuple(remove))

    def __bool__(self) -> bool:
        return bool(self.add or self.remove)


def resolved(labels: Iterable[str], known: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of `known` (key: name) that labels mean by key or name, without regard to case and accents; the rest."""
    keys = {fold(name): key for key, name in known.items()} | {fold(key): key for key in known}
    found = [(label, keys.get(fold(label))) for label in labels]
    return tuple(key for _label, key in found if key is not None), tuple(label for label, key in found if key is None)


def completed(text: str, candidates: Iterable[str]) -> str | None:
    """The line with its last label written out as the first candidate that begins so; None where none does."""
    start = max(text.rfind(" "), text.rfind(",")) + 1
    typed = text[start:].lstrip("-#+")
    if not typed:
        return None
    wanted = fold(typed)
    found = next((name for name in candidates if name != typed and fold(name).startswith(wanted)), None)
    return text[: len(text) - len(typed)] + found if found else None
