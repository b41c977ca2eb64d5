"""The words of the pages of teams: standards, what is new of them, questions about them."""
