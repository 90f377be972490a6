"""A page becomes reports: text, header facts, furniture cut with a reason."""
