"""The four places."""
