"""The French catalogue: complete, compiled, faithful to the placeholders, and set as French is set."""

from __future__ import annotations

import io
import re
from string import Formatter

import pytest

pytest.importorskip("babel", reason="Babel is part of the dev extra")

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from tests.catalogue import MO, catalogue, compiled, extracted, texts, texts_of, untranslated

PERCENT = re.compile(r"%\(\w+\)[a-z]|%[sdr]")
ILL_SET = re.compile(r"""\w'[\w«{] | [ ][;!?:»](?![\w"]) | «(?!\N{NO-BREAK SPACE}) | [\w}][;!?](?=\s|$)""", re.VERBOSE)
"""A straight apostrophe, a space that may break before a sign or within quotation marks, or none at all."""
FREE_SIGN = re.compile(r"(?:^|\s)[;?](?=\s)")
"""A sign that stands for itself, as in the grammar of a line."""


def test_every_text_has_its_french() -> None:
    french = catalogue()
    known = {(message.id, message.context) for message in french}
    missing = [message.id for message in extracted() if (message.id, message.context) not in known]
    assert not missing
    assert not untranslated(french)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    there, wanted = (read_mo(io.BytesIO(content)) for content in (MO.read_bytes(), compiled(catalogue())))
    assert _translations(there) == _translations(wanted)


def test_translations_keep_the_placeholders() -> None:
    for message in catalogue():
        if message.id:
            *ones, wanted = map(_placeholders, texts(message.id))
            *french_ones, french = map(_placeholders, texts(message.string))
            assert french == wanted, message.id
            assert all(it <= wanted.union(*ones) for it in french_ones), message.id


def test_no_translation_is_ill_set() -> None:
    plain = (message for message in catalogue() if message.id and not FREE_SIGN.search(texts(message.id)[0]))
    assert [text for message in plain for text in texts(message.string) if ILL_SET.search(text)] == []


def test_texts_are_found_wherever_they_stand() -> None:
    source = """
f"{_('within')} {ngettext('{n} day', '{n} days', n)}"
_(WORDS["key"]), pgettext("tie", "solid"), _("one " "two"), other("no text")
"""
    assert set(texts_of(source)) == {
        ("within", None),
        (("{n} day", "{n} days"), None),
        ("solid", "tie"),
        ("one two", None),
    }


def _translations(french: Catalog) -> dict[object, object]:
    return {(texts(message.id)[0], message.context): texts(message.string) for message in french if message.id}


def _placeholders(text: str) -> set[str]:
    """The fields in braces, with their conversions, and those after a percent sign."""
    try:
        fields = {f"{name}!{conversion}" for _text, name, _spec, conversion in Formatter().parse(text) if name}
    except ValueError:
        fields = set()
    return fields | set(PERCENT.findall(text))
