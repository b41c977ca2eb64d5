"""The same expectations over every engine that counts."""
