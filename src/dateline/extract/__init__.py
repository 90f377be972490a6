"""A report becomes claims, one stage a file."""
