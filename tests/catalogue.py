"""The catalogue of translations: `python -m tests.catalogue update` extracts what is new and compiles.

The words of argparse are part of it, since the shell's help is made of them.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from entretien import __version__

ROOT = Path(__file__).parent.parent
PO = ROOT / "src/entretien/locale/fr/LC_MESSAGES/entretien.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def extracted() -> Catalog:
    """Every text of the program, untranslated."""
    template = Catalog(project="entretien", charset="utf-8")
    found = extract_from_dir(str(ROOT / "src/entretien"), [("**.py", "python")], keywords=KEYWORDS)
    for name, line, message, comments, context in found:
        template.add(message, locations=[(f"src/entretien/{name}", line)], auto_comments=comments, context=context)
    for line, message, comments, context in extract_from_file("python", argparse.__file__, keywords=KEYWORDS):
        template.add(message, locations=[("argparse.py", line)], auto_comments=comments, context=context)
    return template


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
    french.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    french.project, french.version, french.fuzzy = "entretien", __version__, False
    french.last_translator = french.language_team = "Entretien"
    french.obsolete.clear()
    french.header_comment = "# The French of Entretien."
    out = io.BytesIO()
    write_po(out, french, width=116, sort_output=True, include_lineno=False, omit_header=False)
    PO.write_bytes(out.getvalue())
    PO.with_suffix(".mo").write_bytes(compiled(french))
    print(f"{len(french)} texts, {len(untranslated(french))} without a translation")


def untranslated(french: Catalog) -> list[str]:
    """The texts that have no translation, or not for every number."""
    return [str(message.id) for message in french if message.id and not all(texts(message.string))]


def texts(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A message's texts: one, or one for each number."""
    return (string or "",) if isinstance(string, str | None) else tuple(string)


if __name__ == "__main__" and sys.argv[1:] == ["update"]:
    update()
