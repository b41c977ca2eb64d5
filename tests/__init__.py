"""Tests; the folders mirror src/troth."""
