"""Is it right? Scores on other people's data sets, by those sets' own rules."""
