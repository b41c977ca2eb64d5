"""Migrations of the feeds."""
