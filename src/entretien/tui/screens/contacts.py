"""Contacts: everybody in a list that narrows as one types, and the card of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from entretien.collector import keep_for_good
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.roster import Roster
from entretien.tui.commands import CONTACT, CONTACTS, MOVE, bindings, key_label
from entretien.tui.verbs import ContactVerbs
from entretien.tui.widgets.card import CardView
from entretien.tui.widgets.contact_list import HEADINGS, ContactList, ListHeader, arrow, layout
from entretien.tui.widgets.filter_field import FilterField
from entretien.tui.widgets.line_view import Panel
from entretien.tui.widgets.nobody import first_run
from entretien.tui.widgets.row_list import RowList

_PREPARED_AT_ONCE: Final = 200
"""Contacts whose texts are made ready to be searched in one go while nothing else happens."""
_BESIDE: Final = 90
"""Cells from which the card stands beside the list."""


class ContactsScreen(ContactVerbs):
    """The list, the filter above it, the card beside it. What is shown is worked out by the roster."""

    NAME = "contacts"
    COMMAND_TABLES = (CONTACTS, CONTACT, MOVE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(*COMMAND_TABLES)
    AUTO_FOCUS = "ContactList"

    def __init__(self) -> None:
        super().__init__()
        self.roster: Roster | None = None
        self._wanted: str | None = None
        self._wanted_filter: str | None = None

    def compose_body(self) -> ComposeResult:
        """The list in its panel, and the card."""
        with Horizontal(id="contacts"):
            with Panel(id="people", classes="panel"):
                yield FilterField(_("words  #tag  +circle  @organisation  is:due  event:  -not"), id="contact-filter")
                yield Static("", markup=False, id="contact-filter-note")
                yield ListHeader(lambda: self.people_list.scrollable_content_region.width, id="people-header")
                yield ContactList(self._moved, id="people-list")
                yield Static("", markup=False, id="no-one")
            yield CardView(id="contact-card", classes="panel")

    def on_resize(self) -> None:
        """Say the order where its column no longer fits."""
        self.call_after_refresh(self._show)

    # What is shown

    @property
    def people_list(self) -> ContactList:
        """The list."""
        return self.query_one("#people-list", ContactList)

    def show_network(self, network: Network) -> None:
        """Show these people; the cursor stays with the person it was on."""
        self.set_class(not network.book.contacts, "-nobody")
        if self.roster is None:
            self.roster = Roster(network)
            self.call_after_refresh(self._prepare)
        elif self.roster.network is not network:
            self.roster.take(network)
            self.call_after_refresh(self._list_words)
        if self._wanted_filter is not None:
            self.roster.filter(self._wanted_filter)
            self._wanted_filter = None
        if self._wanted is not None:
            self.roster.go_to(self._wanted)
            self._wanted = None
        self._show()

    def open_contact(self, who: str) -> None:
        """Bring a contact under the cursor, with the card open where there is no room beside the list."""
        self._wanted = who
        self.set_class(self.app.size.width < _BESIDE, "-open")
        self._catch_up()

    def open_query(self, text: str) -> None:
        """Filter by a query, as if it had been typed."""
        self._wanted_filter = text
        self.remove_class("-open")
        self._catch_up()

    def _catch_up(self) -> None:
        if self.is_mounted and self.app.network is not None:
            self.show_network(self.app.network)

    def _prepare(self) -> None:
        finder = self.roster.finder if self.roster is not None else None
        if finder is not None and (finder.prepare(_PREPARED_AT_ONCE) or finder.foresee()):
            self.call_after_refresh(self._prepare)
        else:
            keep_for_good()

    def _list_words(self) -> None:
        """What came with a change is searched as quickly as the rest."""
        if self.roster is not None and self.roster.finder.prepare(_PREPARED_AT_ONCE):
            self.call_after_refresh(self._list_words)

    def _show(self) -> None:
        """Draw what the roster has."""
        roster = self.roster
        if roster is None:
            return
        self.people_list.show_people(roster.network, roster.shown, roster.query, roster.marked, roster.place)
        self.query_one(ListHeader).show_order(roster.order)
        panel = self.query_one("#people", Panel)
        panel.show_title(self._title(roster))
        panel.show_subtitle(self._counts(roster))
        self._show_filter(roster)
        self.set_class(not roster.shown, "-nobody")
        if not roster.shown:
            self.query_one("#no-one", Static).update(self._nobody(roster))
        self._show_card()

    def _show_filter(self, roster: Roster) -> None:
        field = self.query_one(FilterField)
        if field.value != roster.text:
            with self.prevent(Input.Changed):
                field.value = roster.text
        self.set_class(bool(roster.text) or field.has_focus, "-filtered")
        problem = roster.problem
        if problem is not None or self.has_class("-misunderstood"):
            note = f"{problem.message} {problem.hint}" if problem else ""
            self.query_one("#contact-filter-note", Static).update(note)
        self.set_class(problem is not None, "-misunderstood")

    def _show_card(self) -> None:
        if self.roster is not None:
            roster = self.roster
            card = self.query_one(CardView)
            card.show(roster.network, roster.who if roster.shown else None)
            where = _("{place} of {all}").format(place=roster.place + 1, all=len(roster.shown))
            back = _("{key} to the list").format(key=key_label("escape"))
            card.show_subtitle(Content(f"{where} · {back}" if self.has_class("-open") else ""))

    def _title(self, roster: Roster) -> Content:
        """The panel's name, and the order where no heading above the list tells it."""
        order, width = roster.order, self.people_list.scrollable_content_region.width
        if order.column in layout(width):
            return Content(_("People"))
        return Content(_("People · by {column}").format(column=_(HEADINGS[order.column])) + f" {arrow(order)}")

    def _counts(self, roster: Roster) -> Content:
        everybody = len(roster.network.book.contacts)
        if len(roster.shown) < everybody:
            count = _("{shown} of {all}").format(shown=len(roster.shown), all=everybody)
        else:
            count = ngettext("{n} contact", "{n} contacts", everybody)
        if not roster.marked:
            return Content(count)
        marked = ngettext("{n} marked", "{n} marked", len(roster.marked))
        return Content.assemble((marked, "bold $accent"), f" · {count}")

    def _nobody(self, roster: Roster) -> Content:
        """What to do about an empty list."""
        if roster.network.book.contacts:
            text = _('Nobody answers to "{text}".').format(text=one_line(roster.text, 60))
            return Content.assemble(
                text, "\n\n", (key_label("escape"), "bold $accent"), " ", (_("show everybody"), "$muted")
            )
        return first_run()

    def _moved(self, index: int) -> None:
        if self.roster is not None and index != self.roster.place:
            self.roster.go(index)
            self._show_card()
            self.look_ahead(self._likely(self.roster))

    def _likely(self, roster: Roster) -> Iterator[None]:
        """What is likely to be asked for next: the lines above and below, the cards near and half a page away."""
        self.people_list.draw_ahead()
        yield
        half, card = self.people_list.size.height // 2, self.query_one(CardView)
        for place in (roster.place + step for step in (1, -1, half, -half)):
            if 0 <= place < len(roster.shown):
                card.prepare(roster.network, roster.shown[place])
                yield

    # Moving; these are reached where the list does not have the keys, while the card is open

    def action_down(self) -> None:
        """Next person."""
        self.people_list.action_down()

    def action_up(self) -> None:
        """Previous person."""
        self.people_list.action_up()

    def action_first(self) -> None:
        """First person."""
        self.people_list.action_first()

    def action_last(self) -> None:
        """Last person."""
        self.people_list.action_last()

    def action_half_page_down(self) -> None:
        """Down in the open card."""
        self.query_one(CardView).half_page(1)

    def action_half_page_up(self) -> None:
        """Up in the open card."""
        self.query_one(CardView).half_page(-1)

    def action_fold(self) -> None:
        """Seeks, offers and notes in full, or not."""
        card = self.query_one(CardView)
        card.full = not card.full

    @on(RowList.Chosen, "#people-list")
    def action_open(self) -> None:
        """Give the card all the room."""
        if self.roster is not None and self.roster.shown:
            self.add_class("-open")
            self._show_card()

    def action_back(self) -> None:
        """Back to the list; else clear the filter; else take the marks off."""
        roster = self.roster
        if self.has_class("-open"):
            self.remove_class("-open")
            self.people_list.focus()
            self._show_card()
        elif roster is not None and roster.text:
            roster.filter("")
            self._show()
        elif roster is not None and roster.marked:
            roster.marked.clear()
            self._show()

    # Filter and order

    def action_filter(self) -> None:
        """Type what to show."""
        self.remove_class("-open")
        self.add_class("-filtered")
        field = self.query_one(FilterField)
        field.focus()
        field.cursor_position = len(field.value)

    @on(Input.Changed, "#contact-filter")
    def _typed(self, event: Input.Changed) -> None:
        if self.roster is not None and event.value != self.roster.text:
            self.roster.filter(event.value)
            self._show()

    @on(FilterField.Left)
    def _left_field(self, event: FilterField.Left) -> None:
        self.people_list.focus()
        if self.roster is not None and not event.kept:
            self.roster.filter("")
        self.call_after_refresh(self._show)

    def action_next_match(self) -> None:
        """The next of those who answer the filter."""
        self._go_to_match(1)

    def action_previous_match(self) -> None:
        """The previous of those who answer the filter."""
        self._go_to_match(-1)

    def _go_to_match(self, step: int) -> None:
        if self.roster is not None and (place := self.roster.match(step)) is not None:
            self.people_list.cursor = place

    def action_sort(self) -> None:
        """Sort by the next column."""
        if self.roster is not None:
            self.roster.sort_by_next()
            self._show()

    def action_reverse(self) -> None:
        """Sort the other way round."""
        if self.roster is not None:
            self.roster.reverse()
            self._show()

    @on(ListHeader.Sorted)
    def _heading_clicked(self, event: ListHeader.Sorted) -> None:
        if self.roster is not None:
            self.roster.sort(event.column)
            self._show()

    # Marks, and what is done to several at once

    def subjects(self) -> tuple[str, ...]:
        """The marked contacts, else the one under the cursor."""
        return self.roster.subjects() if self.roster is not None else ()

    def action_mark(self) -> None:
        """Mark the contact under the cursor, and go on to the next."""
        if self.roster is not None and self.roster.shown and self.roster.who is not None:
            self.roster.mark(self.roster.who)
            self.roster.go(self.roster.place + 1)
            self._show()

    def action_mark_all(self) -> None:
        """Mark everybody shown, or nobody."""
        if self.roster is not None:
            self.roster.mark_all()
            self._show()

    def action_tag(self) -> None:
        """Add or remove tags."""
        if people := self.people():
            from entretien.tui.modals.tags import TagsModal

            self.app.push_screen(TagsModal(people.network.book, people.who), self._answered)

    def action_circle(self) -> None:
        """Join or leave circles."""
        if people := self.people():
            from entretien.tui.modals.circles_of import CirclesModal

            self.app.push_screen(CirclesModal(people.network.book, people.who), self._answered)

    def _answered(self, change: Change | None) -> None:
        if change is not None:
            self.do(change)
