"""Speed and size, measured against what they should be; `make bench` runs all of it."""
