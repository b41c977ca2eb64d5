"""The pages of the desk, one file each, with a template of the same name."""
