from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.identity import email_key, is_shared_mailbox, linkedin_slug, name_key, phone_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("marie@acme.example", "marie@acme.example"),
        ("  Marie@ACME.example ", "marie@acme.example"),
        ("mailto:Marie@acme.example?subject=hello", "marie@acme.example"),
        ("Zoé Martin <zoe@acme.example>", "zoe@acme.example"),
        ("me@localhost", "me@localhost"),
        ("nobody", ""),
        ("", ""),
    ],
)
def test_an_address_is_compared_without_case_or_wrapping(text: str, key: str) -> None:
    assert email_key(text) == key


def test_an_organisation_mailbox_is_told_from_a_person() -> None:
    assert is_shared_mailbox("info@acme.example")
    assert not is_shared_mailbox("marie@acme.example")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("https://www.linkedin.com/in/marie-dupont", "marie-dupont"),
        ("http://fr.linkedin.com/in/Marie-Dupont/?trk=people", "marie-dupont"),
        ("linkedin.com/in/marie-dupont/fr", "marie-dupont"),
        ("https://www.linkedin.com/in/zo%C3%A9-%E7%8E%8B#top", "zoé-王"),
        ("https://www.linkedin.com/pub/marie-dupont/1/23/45b", "marie-dupont/1/23/45b"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://notlinkedin.com/in/marie", ""),
        ("", ""),
    ],
)
def test_a_profile_is_known_by_its_name_alone(text: str, slug: str) -> None:
    assert linkedin_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("01 99 00 12 34", "+33199001234"),
        ("+33 1 99 00 12 34", "+33199001234"),
        ("0033199001234", "+33199001234"),
        ("+33 (0)1.99.00.12.34", "+33199001234"),
        ("+1 801-555-7546 ext 3", "+18015557546;ext=3"),
        ("call me", ""),
        ("12", ""),
    ],
)
def test_a_number_is_one_in_every_spelling(text: str, key: str) -> None:
    assert phone_key(text, "FR") == key


def test_a_number_without_prefix_belongs_to_the_region() -> None:
    assert phone_key("(801) 555-0142", "US") == "+18015550142"
    assert phone_key("(801) 555-0142", "FR") != phone_key("(801) 555-0142", "US")


@pytest.mark.parametrize("spelling", ["Marie Dupont", "DUPONT, Marie", "marie  dupont", "Marié Dupônt"])
def test_a_name_is_one_in_any_order_and_accent(spelling: str) -> None:
    assert name_key(spelling) == "dupont marie"


def test_names_of_other_scripts_and_with_apostrophes_keep_their_letters() -> None:
    assert name_key("王伟") == "王伟"
    assert name_key("Aoife O’Brien") == name_key("aoife obrien")


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert email_key(email_key(text)) == email_key(text)
    assert phone_key(text) == phone_key(text)
