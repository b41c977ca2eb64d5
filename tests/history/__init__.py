"""Tests of `troth.history`."""
