"""Writing the playbook: its text and its forms, what the checks say of it, what it changes."""
