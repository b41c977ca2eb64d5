"""The words in which principles are proposed."""
