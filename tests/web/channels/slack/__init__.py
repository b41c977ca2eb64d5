"""Chat, by a real server on this machine."""
