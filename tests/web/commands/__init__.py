"""Commands of the server, each run as a process of its own on a database of its own."""
