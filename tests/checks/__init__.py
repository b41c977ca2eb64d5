"""Tests of troth.checks."""
