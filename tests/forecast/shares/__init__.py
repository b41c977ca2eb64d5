"""Tests of troth.forecast.shares."""
