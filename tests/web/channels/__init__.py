"""Tests of channels, a folder for each."""
