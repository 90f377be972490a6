"""The recipe, and the loop that runs it over many pages."""
