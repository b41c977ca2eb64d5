"""Tests of jobs have a whole database on each engine."""

from tests.web.whole import store, whole

__all__ = ["store", "whole"]
