"""The pages without a browser: what they ask, say and refuse."""
