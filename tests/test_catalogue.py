"""The French catalogue: complete, compiled, and faithful to the placeholders."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("babel", reason="Babel is part of the dev extra")

from tests.catalogue import PO, catalogue, compiled, extracted, texts, untranslated

PLACEHOLDER = re.compile(r"\{[a-z_]*\}|%\(\w+\)[a-z]|%[sd]")


def test_every_text_has_its_french() -> None:
    french = catalogue()
    known = {(message.id, message.context) for message in french}
    missing = [message.id for message in extracted() if (message.id, message.context) not in known]
    assert not missing
    assert not untranslated(french)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert PO.with_suffix(".mo").read_bytes() == compiled(catalogue())


def test_translations_keep_the_placeholders() -> None:
    for message in catalogue():
        if message.id:
            wanted = set(PLACEHOLDER.findall(texts(message.id)[-1]))
            for text in texts(message.string):
                assert set(PLACEHOLDER.findall(text)) <= wanted, message.id
