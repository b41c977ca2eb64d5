"""Tests of troth.report."""
