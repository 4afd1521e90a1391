"""What the list of contacts shows: a filter, an order, marks, and whom the cursor is on. Pure: no clock, no screen."""

from __future__ import annotations

from entretien.dataclass import dataclass, replace
from entretien.outlook import Network
from entretien.search import COLUMNS, Column, Finder, Query, QueryError, sort_by


@dataclass(frozen=True, slots=True)
class Order:
    """By which column the list is sorted, and whether the other way round."""

    column: Column = "name"
    reverse: bool = False


class Roster:
    """The contacts of a network as the list has them; it follows a person through every change."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.finder = Finder(network)
        self.text = ""
        """The filter as it was typed."""
        self.query = Query()
        self.problem: QueryError | None = None
        """What in the filter is not understood."""
        self.order = Order()
        self.marked: set[str] = set()
        self.shown: tuple[str, ...] = ()
        """The ids in the order of the lines."""
        self.who: str | None = None
        """The contact under the cursor."""
        self._place = 0
        self._last = Query()
        self._arrange()

    @property
    def place(self) -> int:
        """The line of `who`; -1 where nobody is shown."""
        return self._place if self.shown else -1

    def take(self, network: Network) -> None:
        """Show the network as it is after a change: marks and cursor stay with their people, under new ids too."""
        if network is self.network:
            return
        before, after = self.network.book.contacts, network.book.contacts
        gone = [who for who in (*self.marked, self.who) if who is not None and who not in after]
        if gone:
            come = [who for who in after if who not in before]
            renamed = gone[0] if len(come) == 1 and len(set(gone)) == 1 else None
            self.who = come[0] if self.who == renamed and renamed else self.who
            self.marked = {come[0] if who == renamed else who for who in self.marked} & after.keys()
        self.network = network
        self.finder.show(network)
        self._arrange()

    def filter(self, text: str) -> None:
        """Show who answers a query, the cursor on the best; what is not understood of it is left out, see `problem`."""
        self.text = text
        try:
            query, self.problem = Query.parse(text), None
        except QueryError as error:
            query, self.problem = error.understood, error
        if query != self.query:
            self.query = query
            if query:
                self._last = query
                self.who, self._place = None, 0
            self._arrange()

    def sort(self, column: Column) -> None:
        """Sort by a column; by the one sorted by already: the other way round."""
        same = column == self.order.column
        self.order = Order(column, not self.order.reverse if same else False)
        self._arrange()

    def sort_by_next(self) -> None:
        """Sort by the next column."""
        self.sort(COLUMNS[(COLUMNS.index(self.order.column) + 1) % len(COLUMNS)])

    def reverse(self) -> None:
        """Sort the other way round."""
        self.order = replace(self.order, reverse=not self.order.reverse)
        self._arrange()

    def go(self, place: int) -> None:
        """The cursor is on another line."""
        if 0 <= place < len(self.shown):
            self._place, self.who = place, self.shown[place]

    def go_to(self, who: str) -> bool:
        """Put the cursor on a contact, giving up a filter that hides them. False where there is no such contact."""
        if who not in self.network.book.contacts:
            return False
        self.who = who
        if who not in self.shown:
            self.filter("")
        self._place = self.shown.index(who)
        return True

    def match(self, step: int) -> int | None:
        """The line of the next (1) or previous (-1) who answers the last filter, round the end; None: nobody does."""
        hits = set(self.finder.find(self._last)) if self._last else set[str]()
        count = len(self.shown)
        places = ((self._place + step * n) % count for n in range(1, count + 1))
        return next((place for place in places if self.shown[place] in hits), None)

    def mark(self, who: str) -> None:
        """Mark a contact, or take the mark off."""
        self.marked ^= {who}

    def mark_all(self) -> None:
        """Mark everybody shown; where they all are marked already, take their marks off."""
        shown = set(self.shown)
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    def subjects(self) -> tuple[str, ...]:
        """Whom an action is about: the marked, in the order of the list, else the one under the cursor."""
        if self.marked:
            seen = [who for who in self.shown if who in self.marked]
            return (*seen, *sorted(self.marked.difference(seen)))
        return (self.who,) if self.who is not None and self.shown else ()

    def _arrange(self) -> None:
        found = self.finder.find(self.query)
        if self.order != Order():
            found = sort_by(self.network, found, self.order.column, reverse=self.order.reverse)
        self.shown = found
        try:
            self._place = found.index(self.who) if self.who is not None else 0
        except ValueError:
            self._place = max(0, min(self._place, len(found) - 1))
        if found:
            self.who = found[self._place]
