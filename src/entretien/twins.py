"""Who a contact may be: the cards that could be the same person's, with what speaks for it."""

from __future__ import annotations

from entretien.book import Book
from entretien.capture.likeness import may_be_one
from entretien.identity import name_key, org_key
from entretien.interop.duplicates import NEAR
from entretien.interop.matching import Index, Keys, Match


class Twins:
    """Finds them one contact at a time. Those who have come after it was made are not known to it."""

    def __init__(self, book: Book, region: str) -> None:
        """Phone numbers without a prefix are read as dialled in `region`."""
        self._region = region
        self._index = Index(book.contacts.values(), region)
        self._names = {who: name for who, contact in book.contacts.items() if (name := name_key(contact.name))}

    def of(self, book: Book, who: str) -> tuple[Match, ...]:
        """Those whom `who` may be, the strongest evidence first. Whom the user has told apart doesn't come."""
        from rapidfuzz import fuzz, process

        contact = book.contacts[who]
        keys = Keys.of(contact, self._region)
        apart = {who, *contact.not_same_as}
        found: dict[str, Match] = {}
        while match := self._index.match(keys, leave_out=apart | found.keys()):
            found[match.who] = match
        for id in self._index.of_name(keys):
            found.setdefault(id, Match(id, "name"))
        for _name, _score, id in process.extract(keys.name, self._names, scorer=fuzz.ratio, score_cutoff=NEAR):
            other = book.contacts.get(id)
            if other is not None and may_be_one(keys.org, org_key(other.org)):
                found.setdefault(id, Match(id, "near"))
        return tuple(
            match
            for id, match in found.items()
            if id not in apart and id in book.contacts and who not in book.contacts[id].not_same_as
        )
