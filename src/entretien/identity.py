"""When two spellings mean the same address, number, profile or name: the keys that people are recognised by.

A key is for comparing only; what the user or a file wrote is what is kept and shown. "" means: tells nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from entretien.model.ids import fold
from entretien.pattern import pattern

_BETWEEN_ADDRESSES: Final = pattern(r"[\s<>,;\"]+")
_PROFILE: Final = pattern(r"(?:^|[/.@])linkedin\.com/(?:mwlite/)?(in|pub)/([^?#\s]+)", re.IGNORECASE)
_WORD: Final = pattern(r"[^\W_]+")
_APOSTROPHES: Final = pattern(r"['‘’ʼ`´]")
_ROLES: Final = frozenset(
    {
        "accueil", "admin", "bonjour", "bureau", "commercial", "compta", "contact", "contacts", "direction", "hello",
        "hi", "hr", "info", "infos", "jobs", "mail", "marketing", "office", "presse", "press", "reception",
        "recrutement", "rh", "sales", "secretariat", "service", "support", "team",
    }
)  # fmt: skip
FEWEST_DIGITS: Final = 6
"""Digits below which a number that can't be parsed is too short to tell anybody apart."""


def email_key(text: str) -> str:
    """The address in `text`, lower-case, without a display name or `mailto:`: "Zoé <Zoe@Acme.fr>" is zoe@acme.fr."""
    bare = text.strip()
    if bare[:7].lower() == "mailto:":
        bare = unquote(bare[7:]).partition("?")[0]
    words = _BETWEEN_ADDRESSES.split(bare) if "@" in bare else ()
    found = next((word for word in words if "@" in word.strip("@")), "")
    return unicodedata.normalize("NFC", found).lower()


def is_shared_mailbox(key: str) -> bool:
    """Whether an address (as `email_key` gives it) is an organisation's, such as info@acme.fr: no proof of a person."""
    return key.partition("@")[0] in _ROLES


def linkedin_slug(text: str) -> str:
    """The name of a LinkedIn profile in its address: percent-decoded, lower-case, without host, query or last slash."""
    found = _PROFILE.search(text)
    if not found:
        return ""
    path = unicodedata.normalize("NFC", unquote(found[2])).lower().strip("/")
    return path.split("/")[0] if found[1].lower() == "in" else path


@lru_cache(maxsize=65_536)
def phone_key(text: str, region: str = "FR") -> str:
    """The number in E.164 ("+33199001234", with ";ext=3"), read as dialled in `region` (ISO 3166) if it has no prefix.

    What is no number for phonenumbers is compared by its digits; nothing is ever rejected.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is not None and phonenumbers.is_possible_number(number):
        extension = f";ext={number.extension}" if number.extension else ""
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + extension
    digits = "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())
    return digits if len(digits) >= FEWEST_DIGITS else ""


def name_key(text: str) -> str:
    """The words of a name, folded and sorted: "DUPONT, Marie" and "Marie Dupont" are one."""
    return " ".join(sorted(name_words(text)))


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, folded, in their order, without punctuation."""
    return tuple(_WORD.findall(_APOSTROPHES.sub("", fold(text))))


def org_key(text: str) -> str:
    """An organisation's name folded to its words, in their order."""
    return " ".join(name_words(text))
