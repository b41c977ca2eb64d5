"""Where promises rub: findings in words of the page, drawn, and how they come and go."""
