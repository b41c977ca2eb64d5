"""Odds, over worlds whose truth is known."""
