"""The HTTP surface; the desk of a later release stands on it."""
