"""Our annotated corpus: its notation, its loader, its checks, its agreement and its pages."""
