"""Short forms of what the reliability lab does."""
