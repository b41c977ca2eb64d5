"""The worker: what troth does by itself, as time passes."""
