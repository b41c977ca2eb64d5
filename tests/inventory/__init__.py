"""Tests of troth.inventory."""
