"""Tests of entries on their way to endpoints."""
