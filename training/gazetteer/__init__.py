"""Builds the bundled gazetteer from public place data."""
