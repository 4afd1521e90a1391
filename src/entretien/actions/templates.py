"""Message templates: a built-in one becomes one's own by being changed."""

from __future__ import annotations

from entretien.book import Book
from entretien.i18n import _
from entretien.messages import built_in_templates
from entretien.model.change import Change, Edit


def own_template(book: Book, template: str) -> Change:
    """Put a built-in template, by its id, among one's own files; nothing where it is there already."""
    if template in book.templates:
        return Change("", ())
    copied = built_in_templates()[template]
    return Change(_("Template {name} is yours to change").format(name=template), (Edit("template", None, copied),))
