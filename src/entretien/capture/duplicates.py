"""Who a new person may already be."""

from __future__ import annotations

from typing import Final

from entretien.capture.context import People
from entretien.capture.draft import Draft
from entretien.identity import email_key, is_shared_mailbox, linkedin_slug, name_key, org_key, phone_key

MOST: Final = 5
"""Contacts named at a time."""

_ALIKE: Final = 90
"""Out of 100: how alike two names must be where nothing else speaks for it; one letter in ten."""
_SHORTEST: Final = 5
"""Letters below which a name that is only nearly the same says nothing."""


def likely_same(draft: Draft, people: People) -> tuple[str, ...]:
    """Ids of the contacts that a draft of somebody new may be about, the best evidence first, at most five.

    In this order: a same e-mail address, profile or phone number; a same name, first within the same organisation;
    part of a name within the same organisation; nearly the same name. The indexes of `people` are built once.
    """
    if draft.known:
        return ()
    found = [*_by_reach(draft, people)]
    if wanted := name_key(draft.name):
        org = org_key(draft.org)
        colleagues = people.by_org.get(org, ()) if org else ()
        words = set(wanted.split())
        found += sorted(people.by_name_key.get(wanted, ()), key=lambda id: id not in colleagues)
        found += [id for id in colleagues if words <= set(name_key(people.contacts[id].name).split())]
        if len(wanted) >= _SHORTEST and len(set(found)) < MOST:
            found += _nearly(wanted, people)
    return tuple(dict.fromkeys(found))[:MOST]


def _by_reach(draft: Draft, people: People) -> list[str]:
    emails = (key for email in draft.emails if not is_shared_mailbox(key := email_key(email)))
    slugs = (key for link in draft.links if (key := linkedin_slug(link)))
    phones = (key for phone in draft.phones if (key := phone_key(phone, people.region)))
    return [
        id
        for keys, index in ((emails, people.by_email), (slugs, people.by_profile), (phones, people.by_phone))
        for key in keys
        for id in index.get(key, ())
    ]


def _nearly(wanted: str, people: People) -> list[str]:
    from rapidfuzz import fuzz, process

    names = people.by_name_key
    matches = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=MOST)
    return [id for name, _score, _place in matches for id in names[name]]
