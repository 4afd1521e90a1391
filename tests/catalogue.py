"""The catalogue of translations: `python -m tests.catalogue update` extracts what is new and compiles.

The words of argparse are part of it, since the shell's help is made of them: those of the Python that runs this, and
those that were found with another one before. Texts are found in the syntax tree, so that those inside f-strings are
found too and `_(WORDS["key"])` is not taken for a text.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from entretien import __version__

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src/entretien"
PO = SOURCES / "locale/fr/LC_MESSAGES/entretien.po"
MO = PO.with_suffix(".mo")

Text = tuple[str | tuple[str, str], str | None]
"""A text, or its singular and plural; and its context."""

_ARGPARSE: Final = "argparse.py"
_PLURAL, _CONTEXT = "ngettext", "pgettext"
_FUNCTIONS: Final = {"_": 1, "N_": 1, _PLURAL: 2, _CONTEXT: 2}
"""The marks of a text, and how many literals each takes."""


def texts_of(source: str) -> Iterator[Text]:
    """The marked texts of a module, in the order of the syntax tree."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        count = _FUNCTIONS.get(node.func.id, 0)
        words = [it.value for it in node.args[:count] if isinstance(it, ast.Constant) and isinstance(it.value, str)]
        match node.func.id, words:
            case "ngettext", [one, many]:
                yield (one, many), None
            case "pgettext", [context, text]:
                yield text, context
            case _, [text]:
                yield text, None


def extracted() -> Catalog:
    """Every text of the program, untranslated."""
    template = Catalog(project="entretien", charset="utf-8")
    for path in sorted(SOURCES.rglob("*.py")):
        _add(template, path, str(path.relative_to(ROOT)))
    return template


def _add(template: Catalog, path: Path, name: str) -> None:
    for text, context in texts_of(path.read_text(encoding="utf-8")):
        template.add(text, locations=[(name, 0)], context=context)


def catalogue() -> Catalog:
    """The French catalogue as it stands in the repository."""
    return read_po(io.BytesIO(PO.read_bytes()), locale="fr")


def compiled(french: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, french)
    return out.getvalue()


def update() -> None:
    """Bring the catalogue up to the program's texts, keeping what is translated; then compile it."""
    french = catalogue() if PO.exists() else Catalog(locale="fr", charset="utf-8")
    template = extracted()
    _add(template, Path(argparse.__file__), _ARGPARSE)
    for message in french:
        if message.id and [name for name, _line in message.locations] == [_ARGPARSE]:
            template.add(message.id, locations=message.locations, context=message.context)
    french.update(template, no_fuzzy_matching=True, update_creation_date=False)
    french.project, french.version, french.fuzzy = "entretien", __version__, False
    french.last_translator = french.language_team = "Entretien"
    french.msgid_bugs_address, french.revision_date = "Entretien", french.creation_date
    french.obsolete.clear()
    french.header_comment = "# The French of Entretien."
    out = io.BytesIO()
    write_po(out, french, width=116, sort_output=True, include_lineno=False, omit_header=False)
    PO.write_bytes(out.getvalue())
    MO.write_bytes(compiled(french))
    missing = untranslated(french)
    print(f"{len(french)} texts, {len(missing)} without a translation")
    for text in missing:
        print(f"  {text}")


def untranslated(french: Catalog) -> list[str]:
    """The texts that have no translation, or not for every number."""
    return [str(message.id) for message in french if message.id and not all(texts(message.string))]


def texts(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A message's texts: one, or one for each number."""
    return (string or "",) if isinstance(string, str | None) else tuple(string)


if __name__ == "__main__" and sys.argv[1:] == ["update"]:
    update()
