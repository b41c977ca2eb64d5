"""What the worker does, under load."""
