"""The same person twice: finding pairs, merging them, telling them apart."""

from __future__ import annotations

import argparse
from typing import Any

from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.interop.duplicates import Pair, duplicates
from entretien.interop.matching import evidence_words
from entretien.interop.merge import merge, tell_apart
from entretien.model.contact import Contact


def configure(command: str, parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `duplicates`, `merge` and `not-same`."""
    match command:
        case "merge":
            parser.add_argument("keep", metavar=_("KEEP"), help=_("whose card stays: an id or a name"))
            parser.add_argument("other", metavar=_("OTHER"), help=_("whose card goes into it"))
        case "not-same":
            parser.add_argument("one", metavar="A", help=_("an id or an unambiguous part of a name"))
            parser.add_argument("other", metavar="B", help=_("an id or an unambiguous part of a name"))
    if command != "not-same":
        parser.add_argument("--json", action="store_true", help=_("data for scripts"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:
    """Carry out one of them."""
    match command:
        case "duplicates":
            _list(shell, args.json)
        case "merge":
            _merge(shell, args.keep, args.other, args.json)
        case _:
            one, other = _two(shell, args.one, args.other)
            if change := tell_apart(shell.book, one.id, other.id):
                shell.commit(change)
            else:
                shell.tell(_("That is known already."))
    return 0


def _list(shell: Shell, as_json: bool) -> None:
    contacts = shell.book.contacts
    pairs = duplicates(shell.book, shell.config.region)
    if as_json:
        shell.out_json([_pair_data(shell, pair) for pair in pairs])
        return
    shell.table([(*_sides(contacts[pair.one], contacts[pair.other]), evidence_words(pair.evidence)) for pair in pairs])
    if pairs:
        shell.tell(
            ngettext(
                "{n} pair; `entretien merge KEEP OTHER` makes one of two, `entretien not-same A B` keeps them apart",
                "{n} pairs; `entretien merge KEEP OTHER` makes one of two, `entretien not-same A B` keeps them apart",
                len(pairs),
            )
        )
    else:
        shell.tell(_("Nobody is there twice."))


def _sides(one: Contact, other: Contact) -> tuple[str, str, str, str]:
    return one.id, _who(one), other.id, _who(other)


def _who(contact: Contact) -> str:
    return f"{contact.name}, {contact.org}" if contact.org else contact.name


def _pair_data(shell: Shell, pair: Pair) -> dict[str, Any]:
    contacts = shell.book.contacts
    return {
        "one": _brief(contacts[pair.one]),
        "other": _brief(contacts[pair.other]),
        "evidence": pair.evidence,
        "sentence": evidence_words(pair.evidence),
    }


def _brief(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "name": contact.name,
        "org": contact.org,
        "emails": list(contact.emails),
        "phones": list(contact.phones),
        "links": list(contact.links),
        "interactions": len(contact.interactions),
    }


def _merge(shell: Shell, keep: str, other: str, as_json: bool) -> None:
    mine, theirs = _two(shell, keep, other)
    shell.commit(merge(shell.book, mine.id, theirs.id, shell.config.region))
    if as_json:
        shell.out_json({"id": mine.id, "merged": theirs.id, "contact": shell.store.plain("contact", mine.id)})


def _two(shell: Shell, one: str, other: str) -> tuple[Contact, Contact]:
    first, second = shell.book.find(one), shell.book.find(other)
    if first.id == second.id:
        raise UsageError(_('"{one}" and "{other}" are one card: {id}.').format(one=one, other=other, id=first.id))
    return first, second
