"""A view becomes a file, one format a file."""
