"""User-visible text in English and French, through gettext; dates and spans of time in words.

Every text a person sees goes through `_`, `ngettext` or `pgettext`; a text declared before the language is known
is marked with `N_` and translated where it is shown. The catalogue's domain is also the default of the standard
library, so that argparse speaks the same language.
"""

from __future__ import annotations

import gettext as _gettext
import os
from pathlib import Path
from typing import Final, Literal

Language = Literal["en", "fr"]
DOMAIN: Final = "entretien"
LOCALE_DIR: Final = Path(__file__).parent / "locale"

_current: Language = "en"
_translations: _gettext.NullTranslations = _gettext.NullTranslations()


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
        _translations = _gettext.translation(DOMAIN, LOCALE_DIR, languages=["fr"], fallback=True)
        os.environ["LANGUAGE"] = "fr"
    else:
        _translations = _gettext.NullTranslations()
        os.environ["LANGUAGE"] = "en"
    _gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    _gettext.textdomain(DOMAIN)


def current_language() -> Language:
    """The language that is spoken now."""
    return _current


def _(message: str) -> str:
    """The text in the current language."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The text for `n` things in the current language, with `{n}` filled in."""
    return _translations.ngettext(singular, plural, n).replace("{n}", str(n))


def pgettext(context: str, message: str) -> str:
    """The text in the current language, where one English word has two meanings."""
    return _translations.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark a text for extraction; it is translated where it is shown."""
    return message
