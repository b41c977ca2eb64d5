"""Figures for a monitor, and whether to send anybody here."""
