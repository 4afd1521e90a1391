"""Handing a link to the system: the mail program, the browser, the phone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread
from typing import Final
from urllib.parse import quote, urlsplit

from entretien.errors import EntretienError
from entretien.i18n import _

_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_PATIENCE: Final = 3.0
"""Seconds after which a program that does not return is taken to have opened the link."""


def mailto(addresses: Sequence[str], subject: str, text: str) -> str:
    """A link that opens a message in the mail program (RFC 6068)."""
    body = quote(text.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
    to = ",".join(quote(address, safe="@+") for address in addresses)
    return f"mailto:{to}?subject={quote(subject, safe='')}&body={body}"


def web_link(link: str) -> str:
    """A link of a card as an address: "linkedin.com/in/marie" gets https."""
    return link if _scheme(link) else f"https://{link}"


def host_of(link: str) -> str:
    """Where a link leads, as far as it can be read: "linkedin.com"."""
    try:
        return urlsplit(web_link(link)).netloc.removeprefix("www.")
    except ValueError:
        return link


def open_link(link: str) -> None:
    """Open a link with the system's program for it, without a shell.

    Waits until the program has taken it over. Raises EntretienError for a link that is neither http(s) nor mailto nor
    tel, and where nothing opens it.
    """
    if _scheme(link) not in _SCHEMES or any(ord(char) <= 0x20 or ord(char) == 0x7F for char in link):
        raise EntretienError(_("Only web, mail and phone links are opened."))
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(opener)
    if program is None:
        raise EntretienError(_("Nothing here opens links ({opener} was not found).").format(opener=opener))
    try:
        opened = subprocess.Popen(
            [program, link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise EntretienError(
            _("{program} could not be started: {error}").format(program=opener, error=error)
        ) from error
    try:
        code = opened.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        Thread(target=opened.wait, daemon=True).start()
        return
    if code != 0:
        raise EntretienError(_("The link could not be opened."))


def _scheme(link: str) -> str:
    try:
        return urlsplit(link).scheme
    except ValueError:
        return ""
