"""The desk: pages on which people make and keep promises. Forms act as the API does."""
