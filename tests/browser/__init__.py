"""Stories of people in Chromium, one for each page."""
