"""Commits to a bare SQLite file and says when each commit was done."""

import sqlite3
import sys
import time


def main(path: str, synchronous: str, count: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute(f"pragma synchronous={synchronous}")
    # So that the file itself is written too, not only its log.
    connection.execute("pragma wal_autocheckpoint=20")
    connection.execute("create table if not exists said (number integer primary key, text text)")
    for number in range(count):
        connection.execute("insert into said values (?, ?)", (number, "x" * 500))
        sys.stdout.write(f"{number} {time.time()}\n")
        sys.stdout.flush()


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
