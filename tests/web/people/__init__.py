"""Tests of people and their rights."""
