"""Contact files as people really leave them: odd spacing, comments, every way to write a thing, keys of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

WORDS = st.text(alphabet=st.sampled_from("aé#=[]{},.:'\"\\ \t☃😀\u202e\u200b"), max_size=12)
LINES = st.lists(WORDS, min_size=2, max_size=4).map("\n".join)
SPACE = st.sampled_from(["", " ", "  ", "\t"])
COMMENT = st.one_of(st.just(""), WORDS.map(lambda words: f" # {words}"), st.just("#[[interactions]]"))
FILLER = st.lists(st.sampled_from(["\n", "  \n", "# a remark\n", "\t# [table]\n", '# name = "no"\n']), max_size=2).map(
    "".join
)
DATES = st.dates().map(lambda day: day.isoformat())
SCALARS = st.one_of(
    st.sampled_from(["true", "false", "0xff", "1_000", "-0.0", "inf", "nan", "1e3", "'x'"]),
    st.sampled_from(["1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5", "07:32:00", "1979-05-27T00:32:00-07:00"]),
    DATES,
)


def _escaped(text: str, keep: str = "") -> str:
    return "".join(
        char if char in keep else f"\\u{ord(char):04x}" if ord(char) < 32 else f"\\{char}" if char in '"\\' else char
        for char in text
    )


@st.composite
def strings(draw: st.DrawFn, texts: st.SearchStrategy[str] = WORDS, *, on_one_line: bool = False) -> str:
    """A text in one of the four kinds of quotes, or in one of the two that stand on one line."""
    text = draw(texts)
    kinds = ["basic"] if on_one_line else ["basic", "lines"]
    if "'" not in text and text.isprintable():
        kinds += ["literal"] if on_one_line else ["literal", "literal lines"]
    match draw(st.sampled_from(kinds)):
        case "literal":
            return f"'{text}'"
        case "literal lines":
            return f"'''\n{text}'''"
        case "lines":
            begin = draw(st.sampled_from(["", "\n", "\\\n   \n  "]))
            return f'"""{begin}{_escaped(text, keep=chr(10))}"""'
    return f'"{_escaped(text)}"'


@st.composite
def arrays(draw: st.DrawFn, items: st.SearchStrategy[str], *, on_one_line: bool = False) -> str:
    """An array on one line or on several, with or without a comma and a remark at the end."""
    parts = draw(st.lists(items, max_size=4))
    if on_one_line or draw(st.booleans()):
        gap = draw(SPACE)
        closed = draw(st.booleans())
        comma = "," if parts and closed else ""
        return f"[{gap}{f',{gap}'.join(parts)}{comma}{gap}]"
    lines = [f"  {part}{draw(SPACE)},{draw(COMMENT)}\n" for part in parts[:-1]]
    lines += [f"  {part}{draw(st.sampled_from(['', ',']))}{draw(COMMENT)}\n" for part in parts[-1:]]
    return f"[{draw(COMMENT)}\n{''.join(lines)}{draw(SPACE)}]"


@st.composite
def inline(draw: st.DrawFn, entries: dict[str, st.SearchStrategy[str]], required: str) -> str:
    """An inline table that has `required` and some of the other entries."""
    keys = [key for key in entries if key == required or draw(st.booleans())]
    gap = draw(SPACE)
    return f"{{{gap}{', '.join(f'{key}{gap}={gap}{draw(entries[key])}' for key in draw(st.permutations(keys)))}{gap}}}"


OWN: dict[str, st.SearchStrategy[str]] = {
    "x-own": SCALARS,
    '"quoted key"': strings(LINES),
    "'literal.key'": SCALARS,
    'deep."er".still': SCALARS,
    "table": st.just('{ a = [ {b = 1}, {c.d = "x"} ] }'),
    "matrix": st.just("[[1, 2],\n [3, # three\n 4]]"),
}
"""Keys of the user's own."""

ONE_LINE = strings(on_one_line=True)
MET = {"on": DATES, "cue": ONE_LINE, "x": SCALARS}
SEEK = {"what": ONE_LINE, "tags": arrays(ONE_LINE, on_one_line=True), "own.x": SCALARS}
INTERACTION: dict[str, st.SearchStrategy[str]] = {
    "on": DATES,
    "channel": st.sampled_from(['"call"', "'meet'", '"message"']),
    "depth": st.sampled_from(["1", "2", "3"]),
    "gave": st.sampled_from(["true", "false"]),
    "note": st.one_of(strings(), strings(LINES)),
    "with": arrays(st.sampled_from(['"paul"', "'anna'"])),
    "x.y": SCALARS,
}


@dataclass(frozen=True)
class Chunk:
    """A piece of the text, and the field that it is (empty: filler, or the user's own)."""

    field: str
    text: str


@st.composite
def _line(draw: st.DrawFn, key: str, value: st.SearchStrategy[str]) -> str:
    gap = draw(SPACE)
    end = draw(COMMENT)
    return f"{draw(SPACE)}{key}{gap}={gap}{draw(value)}{end}\n"


@st.composite
def _section(draw: st.DrawFn, header: str, entries: dict[str, st.SearchStrategy[str]], required: str) -> str:
    keys = [key for key in entries if key == required or draw(st.booleans())]
    gap = draw(SPACE)
    head = f"{header[: header.count('[')]}{gap}{header.strip('[]')}{gap}{']' * header.count(']')}{draw(COMMENT)}\n"
    body = [draw(FILLER) + draw(_line(key, entries[key])) for key in draw(st.permutations(keys))]
    return draw(SPACE) + head + "".join(body)


@st.composite
def documents(draw: st.DrawFn) -> list[Chunk]:
    """A valid contact file, as chunks in the order of the file; line ends are "\\n"."""
    fields: dict[str, st.SearchStrategy[str]] = {
        "name": st.sampled_from(['"Zoé"', "'Zoé'", '"""\nZoé"""', '"Zo\\u00e9"']),
        "org": strings(),
        "title": ONE_LINE,
        "notes": strings(LINES),
        "tags": arrays(ONE_LINE),
        "emails": arrays(ONE_LINE),
        "solid": st.sampled_from(["true", "false"]),
        "snoozed_until": DATES,
        "cadence": st.sampled_from(['"3 months"', "'tous les 3 mois'", '"2w"']),
    }
    keys = [key for key in fields if key == "name" or draw(st.booleans())]
    lines = [Chunk(key, draw(_line(key, fields[key]))) for key in keys]
    own = [key for key in OWN if draw(st.booleans())]
    lines += [Chunk("", draw(_line(key, OWN[key]))) for key in own]
    form = draw(st.sampled_from(["", "inline", "dotted", "header"]))
    if form == "inline":
        lines.append(Chunk("met", draw(_line("met", inline(MET, "on")))))
    elif form == "dotted":
        dotted = [draw(_line(f"met.{key}", value)) for key, value in MET.items() if key == "on" or draw(st.booleans())]
        lines.append(Chunk("met", "".join(dotted)))
    seeks_inline = draw(st.booleans())
    if seeks_inline:
        lines.append(Chunk("seeks", draw(_line("seeks", arrays(inline(SEEK, "what"))))))
    chunks = [chunk for line in draw(st.permutations(lines)) for chunk in (Chunk("", draw(FILLER)), line)]
    if form == "header":
        chunks += [Chunk("", draw(FILLER)), Chunk("met", draw(_section("[met]", MET, "on")))]
    sections: list[tuple[str, str, dict[str, Any], str]] = [("interactions", "[[interactions]]", INTERACTION, "on")] * 3
    if not seeks_inline:
        sections.append(("seeks", "[[seeks]]", SEEK, "what"))
    sections.append(("", "[other]", {"z": SCALARS, "name": SCALARS}, "z"))
    for field, header, entries, required in draw(st.lists(st.sampled_from(sections), max_size=5)):
        if not field and any("other" in chunk.text and not chunk.field for chunk in chunks):
            continue
        chunks += [Chunk("", draw(FILLER)), Chunk(field, draw(_section(header, entries, required)))]
    return [*chunks, Chunk("", draw(FILLER))]
