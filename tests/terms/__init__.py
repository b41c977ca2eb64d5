"""Tests of troth.terms."""
