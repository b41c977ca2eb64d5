"""A copy of everything in one file, and its way back into an empty database of either engine."""
