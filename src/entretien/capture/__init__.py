"""One line of text in, a draft with spans out."""
