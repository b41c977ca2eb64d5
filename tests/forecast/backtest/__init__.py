"""Backtests: what was said, held against what came true."""
