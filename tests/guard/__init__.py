"""Tests of troth.guard."""
