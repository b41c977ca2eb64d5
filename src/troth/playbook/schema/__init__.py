"""The language of playbooks: one file for each part of it."""
