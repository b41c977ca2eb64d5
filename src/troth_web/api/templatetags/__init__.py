"""What the pages of the API say in templates."""
