"""Channels as the settings show them: ways in, addresses that hear of us, calendars."""
