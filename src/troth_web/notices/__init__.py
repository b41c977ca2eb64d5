"""Notices: who is told of what happens to promises, when, and by which channel."""
