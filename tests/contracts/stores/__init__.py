"""One suite for every store of the journal."""
