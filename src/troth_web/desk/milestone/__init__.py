"""The milestone document: what each side owes the other at a checkpoint, for both to read."""
