"""E-mail, by a real mail server on this machine."""
