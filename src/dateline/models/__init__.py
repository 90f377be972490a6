"""Model files: what ships, whether it is whole, and how it runs."""
