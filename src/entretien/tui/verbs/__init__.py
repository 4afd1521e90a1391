"""The verbs: what one key does for the contact under the cursor, or for those that are marked."""

from entretien.tui.verbs.contact import ContactVerbs

__all__ = ["ContactVerbs"]
