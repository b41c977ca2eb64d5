"""A support agent whose replies must pass the guard."""
