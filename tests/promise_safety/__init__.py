"""The benchmark of promise safety: its cases and its runner."""
