"""Capture: promises recorded from where people make them, a mail or a chat."""
