"""What a person can do, as pure functions from a book to a change."""
