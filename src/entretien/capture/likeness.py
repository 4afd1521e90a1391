"""Somebody who is written down already, perhaps spelt otherwise: offered while a line is typed, never decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from entretien.capture.context import Context
from entretien.capture.draft import Draft
from entretien.identity import email_key, is_shared_mailbox, linkedin_slug, name_key, org_key, phone_key
from entretien.model.contact import Contact

_ALIKE: Final = 88
"""How like two names must be, 0 to 100, where the organisations don't speak against it."""
_SHORTEST: Final = 5
"""Letters below which a name that is only nearly the same says nothing."""
_TELLING: Final = 3
"""Letters from which a word of an organisation's name tells it apart."""
_LEGAL: Final = """
    agence and association cabinet company conseil corp des entreprise ets gmbh group groupe inc les ltd llc
    maison pour sarl sas sasu scop societe the
"""
_SAYS_NOTHING: Final = frozenset(_LEGAL.split())
"""Words that the names of many organisations have, folded."""


class Likeness:
    """Finds the contacts that a draft of somebody new may mean. The indexes are built when first used."""

    def __init__(self, context: Context) -> None:
        self._contacts = context.people.contacts
        self._region = context.region

    def to(self, draft: Draft) -> tuple[Contact, ...]:
        """Those it may mean, the surest first: by address, profile or number, then by a name that is alike."""
        if draft.known:
            return ()
        keys = _reach_keys(draft.emails, draft.links, draft.phones, self._region)
        found = [self._by_reach[key] for key in keys if key in self._by_reach]
        return tuple(self._contacts[who] for who in dict.fromkeys((*found, *self._by_likely_name(draft))))

    def _by_likely_name(self, draft: Draft) -> list[str]:
        wanted, org = name_key(draft.name), org_key(draft.org)
        same = sorted(self._names.get(wanted, ()), key=lambda who: org_key(self._contacts[who].org) != org)
        if same or " " not in wanted or len(wanted) < _SHORTEST:
            return same
        from rapidfuzz import fuzz, process

        names = process.extract(wanted, self._names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        nearly = (who for name, _score, _place in names for who in self._names[name])
        return [who for who in nearly if may_be_one(org, org_key(self._contacts[who].org))]

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for who, contact in self._contacts.items():
            if key := name_key(contact.name):
                names[key].append(who)
        return dict(names)

    @cached_property
    def _by_reach(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for who, contact in self._contacts.items():
            for key in _reach_keys(contact.emails, contact.links, contact.phones, self._region):
                found.setdefault(key, who)
        return found


def may_be_one(one: str, other: str) -> bool:
    """Whether two organisations, folded, may be one: a telling word in common, the same name, or nothing known."""
    if not (one and other) or one == other:
        return True
    shared = set(one.split()) & set(other.split()) - _SAYS_NOTHING
    return any(len(word) >= _TELLING for word in shared)


def _reach_keys(emails: Iterable[str], links: Iterable[str], phones: Iterable[str], region: str) -> Iterable[str]:
    """What is one person's only; a mailbox such as info@ is not."""
    yield from (key for email in emails if (key := email_key(email)) and not is_shared_mailbox(key))
    yield from (f"in/{slug}" for link in links if (slug := linkedin_slug(link)))
    yield from (key for phone in phones if (key := phone_key(phone, region)))
