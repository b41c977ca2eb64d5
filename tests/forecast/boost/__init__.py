"""Tests of troth.forecast.boost."""
