"""Word from other systems, as their providers send it."""
