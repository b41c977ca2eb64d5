"""Tests of troth.forecast.quote."""
