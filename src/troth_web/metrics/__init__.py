"""Figures for a monitor, in the text form of Prometheus."""
