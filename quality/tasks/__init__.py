"""One task a file: `evaluate(data, split)` returns its measures."""
