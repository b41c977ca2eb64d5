"""Signed calls, by a real server on this machine."""
