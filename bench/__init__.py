"""Is it fast? `make bench` times the whole way against the bare network and against spaCy."""
