"""SQLite as Django's database, with writers that take turns."""
