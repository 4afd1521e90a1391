"""User-visible text in English and French, through gettext; dates and spans of time in words.

Every text a person sees goes through `_`, `ngettext` or `pgettext`; a text declared before the language is known
is marked with `N_` and translated where it is shown. The texts are English: where that is spoken no catalogue is
needed, nor what reads one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["en", "fr"]
DOMAIN: Final = "entretien"
LOCALE_DIR: Final = Path(__file__).parent / "locale"

_current: Language = "en"
_translations: NullTranslations | None = None


def language_from_environment(environ: dict[str, str] | os._Environ[str] = os.environ) -> Language:
    """The language of the session: the first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG that is set."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def set_language(language: Language) -> None:
    """Speak `language` from now on, in this process."""
    global _current, _translations
    _current = language
    if language == "fr":
        from gettext import translation

        _translations = translation(DOMAIN, LOCALE_DIR, languages=["fr"], fallback=True)
    else:
        _translations = None
    os.environ["LANGUAGE"] = language


def current_language() -> Language:
    """The language that is spoken now."""
    return _current


def _(message: str) -> str:
    """The text in the current language."""
    return _translations.gettext(message) if _translations else message


def ngettext(singular: str, plural: str, n: int) -> str:
    """The text for `n` things in the current language, with `{n}` filled in."""
    plain = singular if n == 1 else plural
    return (_translations.ngettext(singular, plural, n) if _translations else plain).replace("{n}", str(n))


def pgettext(context: str, message: str) -> str:
    """The text in the current language, where one English word has two meanings."""
    return _translations.pgettext(context, message) if _translations else message


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark a text for extraction; it is translated where it is shown."""
    return message
