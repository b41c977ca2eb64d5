"""Calendar feeds: what a person or a team owes, for any calendar program to follow."""
