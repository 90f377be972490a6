"""How all tests run: property tests have no time limit, so a busy machine fails none of them."""

from hypothesis import settings

settings.register_profile("dateline", deadline=None, max_examples=25)
settings.load_profile("dateline")
