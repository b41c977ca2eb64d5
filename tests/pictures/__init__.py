"""Tests of troth.pictures."""
