"""The doctor of a server's machine."""
