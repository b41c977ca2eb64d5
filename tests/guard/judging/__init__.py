"""The verdicts of the guard."""
