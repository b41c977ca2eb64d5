"""Tests of the worker, each on SQLite and on PostgreSQL."""
