"""Addresses at which customers read a promise or a milestone and answer, without signing in."""
