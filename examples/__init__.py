"""Companies and programs that show what troth is for; each runs."""
