"""The book: pages, reports, claims and failures, in one SQL implementation."""
