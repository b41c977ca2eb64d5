"""Tests of notices, each on SQLite and on PostgreSQL where tables are touched."""
