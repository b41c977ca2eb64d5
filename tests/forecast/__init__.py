"""Odds, against simulated worlds of which the truth is known."""
