"""Tests of troth.cli."""
