"""Backtests: what would have been said, held against what came true."""

from troth.forecast.backtest.run import Refit, backtest

__all__ = ["Refit", "backtest"]
