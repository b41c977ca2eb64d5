"""How the table of drafts came to be."""
